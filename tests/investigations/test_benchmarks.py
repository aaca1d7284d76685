import pandas as pd
import pytest

from analysis.indicators.lookup import Figures
from analysis.investigations.against_the_comparators import benchmarks


def printed(measure, area, value, kind="financial_year", start="2019-04-01", end="2020-03-31", text="6.0"):
    return {
        "id": f"000/made_up/{measure}/{area}", "measure": measure, "group": "", "area": area, "value": value,
        "published": "2020-09-29", "period_type": kind, "period_start": pd.Timestamp(start),
        "period_end": pd.Timestamp(end), "period": "2019/20", "as_printed": text,
    }  # fmt: skip


@pytest.fixture
def figures():
    day = {"kind": "as_at", "start": "2020-03-31"}
    rows = [
        printed("long_plans_share", "Here", 10.0), printed("cpp_ends", "Here", 400.0),
        printed("long_plans_share", "There", 6.0), printed("cpp_rate", "Here", 40.0, **day),
        printed("cpp_children", "Here", 400.0, **day), printed("cpp_rate", "There", 36.0, **day),
    ]  # fmt: skip
    return Figures(pd.DataFrame(rows), 0.95, 1, "latest")


def test_a_share_is_compared_on_its_own_counts(figures):
    row = benchmarks.gaps(figures, ["long_plans_share"], ["2019/20"], "Here", ["There", "Nowhere"]).iloc[0]
    # 10% of 400 is 40; standard error under 6% is √(6·94/400) = 1.1874 points; "6.0" may be 5.95 to 6.05;
    # z = (4 − 0.05)/1.1874 = 3.3265
    assert (row["part"], row["whole"], row["difference"]) == (40, 400, pytest.approx(4))
    assert row["z"] == pytest.approx(3.3265, abs=1e-3)
    assert row["ratio"] == pytest.approx(166.67, abs=0.01)
    # Wilson 40 of 400: (0.1 + z²/800 ± z·√(0.1·0.9/400 + z²/640000)) / (1 + z²/400) is 7.43% to 13.33%; less 6 and 0.05 either way
    assert (row["low"], row["high"]) == (pytest.approx(1.38, abs=0.01), pytest.approx(7.38, abs=0.01))


def test_a_rate_is_compared_on_the_children_counted(figures):
    row = benchmarks.gaps(figures, ["cpp_rate"], ["2019/20"], "Here", ["There"]).iloc[0]
    # 400 children at 40 per 10,000; at 36 they would be 360, ± √360 = 18.974 or 1.8974 a rate; z = 3.95/1.8974 = 2.0818
    assert (row["part"], row["whole"], row["z"]) == (400, 100_000, pytest.approx(2.0818, abs=1e-3))
    assert len(row["observations"]) == 3


def test_many_gaps_need_stronger_evidence_than_one():
    found = pd.DataFrame({"z": [1.0, -3.5, 2.1], "p": [0.3173, 0.00047, 0.0357]})
    rows = benchmarks.ranked(found, 0.95)
    # Holm by hand: 3·0.00047 = 0.00141; 2·0.0357 = 0.0714; 1·0.3173
    assert rows["z"].tolist() == [-3.5, 2.1, 1.0]
    assert rows["holm"].tolist() == pytest.approx([0.00141, 0.0714, 0.3173])
    assert rows["verdict"].tolist() == [benchmarks.BEYOND, benchmarks.ALONE, benchmarks.NOISE]


def test_an_average_of_ten_like_areas_widens_by_a_tenth_of_the_variance():
    # 2.1 / √1.1 = 2.0023; p = 0.0453 (normal tables)
    assert benchmarks.widened(pd.DataFrame({"z": [2.1]}), 10).iloc[0] == pytest.approx(0.0453, abs=1e-4)


@pytest.mark.parametrize(
    ("gap", "direction", "holds"),
    [
        ((-4, -6, -2), "below", "yes"),
        ((-1, -3, 1), "below", "within noise"),
        ((-1, -3, 1), "above", "no"),
        ((-1, -3, 1), "in line", "yes"),
        ((4, 2, 6), "in line", "no"),
    ],
)
def test_words_about_a_gap_are_held_against_its_interval(gap, direction, holds):
    row = pd.Series(dict(zip(("difference", "low", "high"), gap, strict=True)))
    assert benchmarks.direction_holds(row, direction) == holds


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="below, above or in line"):
        benchmarks.direction_holds(pd.Series({"difference": 1, "low": 0, "high": 2}), "better")
