"""Estimates, changes, gaps and trends: ranges worked by hand, and verdicts tried at three sibling effects."""

from math import exp, log, sqrt

import pytest

from analysis.indicators.change import chance
from analysis.indicators.estimate import Printed, Unknown
from analysis.indicators.policy import TRIED_AT, Policy
from analysis.statistics.trends import Trend

Z = 1.959964


def wilson(part, whole, effect):
    """Return Wilson's limits in percent, written out: n/D children."""
    p, n = part / whole, whole / effect
    centre, reach = (
        (p + Z**2 / (2 * n)) / (1 + Z**2 / n),
        Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2)),
    )
    return 100 * (centre - reach), 100 * (centre + reach)


def share(part, whole, policy=None, key="s"):
    return (policy or Policy()).share(key, part, whole)


def test_a_share_has_wilsons_range_on_as_many_children_as_siblings_leave():
    found = share(132, 480)
    assert (found.low, found.high) == pytest.approx(wilson(132, 480, 2.6), abs=1e-4)
    assert found.value == 27.5


def test_without_siblings_it_is_the_published_example():
    # Newcombe (1998), Stat Med 17:857, table I: 81 of 263 gives 0.2553 to 0.3662
    found = share(81, 263, Policy(siblings=1.0))
    assert (found.low, found.high) == pytest.approx((25.53, 36.62), abs=0.005)


def test_a_count_has_the_exact_poisson_range_of_its_families():
    # 26 children as 10 families: Garwood's limits of 10 events are 4.795 and 18.390
    found = Policy().count("c", 26)
    assert (found.low, found.high) == pytest.approx((2.6 * 4.795, 2.6 * 18.390), abs=0.005)


def test_a_rate_is_its_count_over_the_population():
    found = Policy().count("c", 26, per=2.0)
    assert (found.value, found.low) == pytest.approx((13.0, 1.3 * 4.795), abs=0.003)


def test_a_change_of_shares_has_newcombes_range():
    before, now = share(50, 200), share(70, 200, key="t")
    (l1, u1), (l2, u2) = wilson(50, 200, 2.6), wilson(70, 200, 2.6)
    found = Policy().change("d", before, now)
    low = 10 - sqrt((35 - l2) ** 2 + (u1 - 25) ** 2)
    high = 10 + sqrt((u2 - 35) ** 2 + (25 - l1) ** 2)
    assert (found.value, found.low, found.high) == pytest.approx((10.0, low, high), abs=1e-3)
    assert found.said() == f"rose by 10.0 points (−{abs(low):.1f} to +{high:.1f} points), which chance alone could make"


def test_a_change_of_counts_is_in_percent_and_rates_are_weighed_by_population():
    policy = Policy()
    before, now = policy.count("a", 100, per=2.0), policy.count("b", 100, per=1.0)
    assert policy.change("d", before, now).value == pytest.approx(100.0)  # 50 to 100 per unit
    assert policy.change("d", now, before).value == pytest.approx(-50.0)


def test_the_verdict_on_chance_is_tried_at_every_sibling_effect():
    assert chance([(1, 2), (0.5, 3), (0.1, 4)]) == "no"
    assert chance([(-1, 2), (0.5, 3), (-2, 4)]) == "depends"
    assert chance([(-1, 2), (-0.5, 3), (-2, 4)]) == "yes"
    assert min(TRIED_AT) < Policy().siblings < max(TRIED_AT)


def test_a_gap_leaves_the_rounding_of_the_comparator_open():
    other = Printed(key="o", value=30.0, unit="percent", slack=0.5)
    found = Policy().gap("g", share(132, 480), other, "its neighbours")
    low, high = wilson(132, 480, 2.6)
    assert (found.value, found.low, found.high) == pytest.approx((-2.5, low - 30.5, high - 29.5), abs=1e-3)
    assert found.said().startswith("is 2.5 points below its neighbours’ 30.0%")


def test_p_values_by_hand():
    # z = 2.5 points − 0.5 of rounding, error √(30·70·2.6/480) = 3.373: p = 2·(1 − Φ(0.593)) = 0.553
    gap = Policy().gap("g", share(132, 480), Printed(key="o", value=30.0, unit="percent", slack=0.5), "X")
    assert gap.p == pytest.approx(0.553, abs=0.001)
    # 64 against 36 of 100 events, D = 1: z = 14/√25 = 2.8, p = 0.00511
    policy = Policy(siblings=1.0)
    change = policy.change("d", policy.count("a", 36), policy.count("b", 64))
    assert change.p == pytest.approx(0.00511, abs=0.00002)


def test_a_trend_is_never_surer_than_siblings_allow():
    found = Trend(ratio=1.1, low=1.05, high=1.1**2 / 1.05, p=0.01, dispersion=1.3, df=8)
    said = Policy().trend("t", found, "quarter")
    reach = (log(1.1) - log(1.05)) * sqrt(2.6 / 1.3)
    assert said.low == pytest.approx(100 * (exp(log(1.1) - reach) - 1))
    assert Policy(siblings=1.0).trend("t", found, "quarter").low == pytest.approx(5.0)


def test_unchanged_needs_the_whole_range_inside_the_margin():
    policy = Policy(siblings=1.0, tried_at=(2.0,))
    wide = policy.change("d", share(50, 200, policy), share(51, 200, policy, "t"))
    narrow = policy.change("d", share(50_000, 200_000, policy), share(50_100, 200_000, policy, "t"))
    far = policy.change("d", share(50_000, 200_000, policy), share(60_000, 200_000, policy, "t"))
    assert [policy.beside_margin(each) for each in (wide, narrow, far)] == [
        ["open"] * 2,
        ["inside"] * 2,
        ["outside"] * 2,
    ]
    # 5,000 and 5,120 of 20,000: 0.6 points, error √(2·.253·.747/20,000) = 0.435, at twice the variance 0.615, at six times 1.065:
    # up to 1.45, 1.81 and 2.69 points
    more = Policy(siblings=1.0, tried_at=(2.0, 6.0))
    some = more.change("d", share(5_000, 20_000, more), share(5_120, 20_000, more, "t"))
    assert more.beside_margin(some) == ["inside", "inside", "open"]


def test_a_p_value_at_every_sibling_effect():
    # z = 1.96 at 2.6 is 1.96·√(2.6/1.7143) = 2.414 at 96/56 and 1.96·√(2.6/3.1) = 1.795 at 3.1
    assert Policy().p_tried(0.05) == pytest.approx([0.05, 0.01578, 0.07265], abs=0.00005)


def test_a_gap_between_rates_is_unchanged_within_a_tenth_of_the_comparator():
    policy = Policy(siblings=1.0, tried_at=(1.5,))
    other = Printed(key="o", value=30.0, unit="rate", slack=0.05)
    close = policy.gap("g", policy.count("c", 30_000, per=1000.0), other, "X")  # 30.0, range about ±0.34 = ±1.1%
    far = policy.gap("g", policy.count("c", 300, per=10.0), other, "X")  # range about ±3.4 = ±11%
    assert policy.beside_margin(close) == ["inside"] * 2
    assert policy.beside_margin(far) == ["open"] * 2


def test_a_change_that_cannot_be_seen_is_unknown():
    assert isinstance(Policy().smallest("s", 20.0, (3, 3)), Unknown)


@pytest.mark.parametrize("wrong", [{"confidence": 1.0}, {"confidence": 0.0}, {"siblings": 0.5}])
def test_choices_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match="design_effect"):
        Policy(**wrong)
