import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.inter_plan_gap import clocks, elsewhere, study

GAP, REPEATS, EARLY = "gap_between_plans_mean", "repeat_plans", "repeat_plans_within_2_years"
CAPTION = {"table": "Table 5", "unit": "months", "note": "clock: from the start of one plan to the start of the next"}


@pytest.fixture
def rows(observed):
    """Two quarters of 10 and 30 repeat plans that average 20 and 40 months, and a quote of 40."""
    quarters = [("Q1 19/20", "20", "10", "6"), ("Q2 19/20", "40", "30", "9")]
    made = [
        row
        for label, gap, repeats, early in quarters
        for row in ((GAP, label, gap, CAPTION), (REPEATS, label, repeats), (EARLY, label, early))
    ]
    said = {
        "table": "section 5.10",
        "unit": "months",
        "note": "no period; clock: from the end of one to the start of the next",
    }
    return observed(*made, (GAP, "", "40 months", said))


@pytest.fixture
def gaps(rows):
    return study.TimeBetweenPlans(rows, "Warwickshire", "Q1 19/20", "latest", Policy())


def test_every_repeat_plan_counts_once(gaps):
    # (10 · 20 + 30 · 40) / 40 = 35; single gaps: √(10 · 15² + 30 · 5²) = √3000 = 54.772; t with 1 degree of freedom 12.7062
    assert gaps.average.value == pytest.approx(35)
    assert gaps.spread.value == pytest.approx(54.772, abs=0.001)
    # 12.7062 · 54.772 / √40 = 110.04
    assert (gaps.average.low, gaps.average.high) == (
        pytest.approx(35 - 110.04, abs=0.01),
        pytest.approx(145.04, abs=0.01),
    )
    # a typical quarter holds 20: 12.7062 · 54.772 / √20 = 155.62
    assert gaps.reach.value == pytest.approx(155.62, abs=0.01)
    assert plain(gaps.finding) == "All 2 quarterly averages are within what chance allows"


def test_a_quarter_outside_of_chance_is_named(gaps):
    # eight quarters of 30 at 30 months and one at 90, all of 30: σ² = 30 · (8 · 6.667² + 53.333²) / 8 = 12,000; the reach of 30 is
    # t₈ 2.306 · √12000 / √30 = 46.12 about 36.67, so 90 lies outside and 30 within
    months = pd.Series([30.0] * 8 + [90.0], index=[f"Q{n}" for n in range(9)])
    gaps.__dict__["_kept"] = {"quarters": pd.DataFrame({GAP: months, REPEATS: 30.0, EARLY: 3.0})}
    assert gaps.outside == ["Q8"]
    assert plain(gaps.finding) == "8 of 9 quarterly averages are within what chance allows"


def test_a_quoted_average_is_traced_to_the_quarters_that_print_it(gaps):
    assert (gaps.quote.months.value, gaps.quote.quarters, gaps.quote.repeats.value) == (40, ["Q2 19/20"], 30)
    assert gaps.quote.months.rows == (gaps._given["id"].iloc[-1],)
    assert gaps.headline.replace("[", "").startswith("“40")


def test_without_a_quote_the_latest_quarter_is_the_one_that_is_met(rows):
    gaps = study.TimeBetweenPlans(rows.iloc[:-1], "Warwickshire", "Q1 19/20", "latest", Policy())
    assert (gaps.quote.where, gaps.quote.months.value, gaps.quote.repeats.value) == ("Q2 19/20", 40, 30)


def test_the_share_within_two_years_is_of_repeat_plans(gaps):
    assert gaps.soon.counts == (15, 40)
    assert str(gaps.soon) == "15 of 40 (37.5%)"


def test_each_document_says_its_own_clock(gaps, rows):
    assert clocks.clocks(rows, "Warwickshire") == {
        "Table 5": "from the start of one plan to the start of the next",
        "section 5.10": "from the end of one to the start of the next",
    }
    assert gaps.clock_finding == "The documents count from two different days"


def test_figures_without_a_clock_say_so(rows):
    gaps = study.TimeBetweenPlans(rows.assign(note=""), "Warwickshire", "Q1 19/20", "latest", Policy())
    assert gaps.clock_finding == "The figures do not say from which day they count"
    assert gaps.clocks_said == ""


def test_what_is_forced_on_one_clock_by_hand(gaps):
    # totals 195 to 205 and 1185 to 1215 months; late 4 and 21. Least late total: max(195 − 144, 96) + max(1185 − 216, 504) = 1065,
    # most: 205 + 1215 = 1420; over 25 late plans 42.6 to 56.8
    assert (gaps.forced.late.low, gaps.forced.late.high) == (pytest.approx(42.6), pytest.approx(56.8))
    # 15 early of 40, so the 20th gap is a late one
    assert gaps.forced.median.low == 24
    assert gaps.forced.middle.startswith("at least half of the children came back [24]")


def test_an_unknown_clock_is_refused(rows):
    gaps = study.TimeBetweenPlans(rows, "Warwickshire", "Q1 19/20", "latest", Policy(), "three clocks")
    with pytest.raises(ValueError, match="write one clock or two clocks"):
        _ = gaps.forced


def test_what_is_missing_is_said_with_a_line_to_fill_in(rows):
    with pytest.raises(MissingFigureError, match=r"Walsall needs two quarters .* data/own/quarters\.csv"):
        study.TimeBetweenPlans(rows, "Walsall", "Q1 19/20", "latest", Policy())
    with pytest.raises(ValueError, match="'Q9 99/00' has no figures; there are Q1 19/20, Q2 19/20"):
        study.TimeBetweenPlans(rows, "Warwickshire", "Q9 99/00", "latest", Policy())


def test_another_authority_is_read_for_the_period_that_it_prints(observed):
    part = {"period_type": "cumulative", "area": "Walsall"}
    label = "1 April 2016 to 31 August 2016"
    found = elsewhere.shares(observed((REPEATS, label, "22", part), (EARLY, label, "9", part)), "Walsall", Policy())
    assert [(one.period, str(one.share)) for one in found] == [(label, "9 of 22 (40.9%)")]
    assert elsewhere.shares(observed((EARLY, label, "9", part)), "Walsall", Policy()) == []


def test_a_quote_that_is_the_average_of_all_is_not_warned_of(rows, gaps):
    assert plain(gaps.quote_title) == "Do not quote 40 months alone"
    # both quarters at 40 months: so is their average
    alike = rows.assign(value=rows["value"].mask(rows["measure"].eq(GAP), 40.0))
    found = study.TimeBetweenPlans(alike, "Warwickshire", "Q1 19/20", "latest", Policy())
    assert plain(found.quote_title) == "40 months is the average of all, too"


def test_an_average_tells_its_mixture_only_where_they_go_together(gaps, monkeypatch):
    monkeypatch.setattr(type(gaps), "_mixture", (-0.7, 0.02))
    assert "also tells which mixture" in gaps.mixing
    other = study.TimeBetweenPlans(gaps._given, "Warwickshire", "Q1 19/20", "latest", Policy())
    monkeypatch.setattr(type(gaps), "_mixture", (0.1, 0.8))
    assert plain(other.mixing) == (
        "Quarters with more early returns do not clearly have shorter averages (rank correlation 0.10, p = 0.80)."
    )
