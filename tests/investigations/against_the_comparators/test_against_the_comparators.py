import re

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb

from analysis import words
from analysis.exhibits.style import AUTHORITY
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.looks import standings
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.against_the_comparators import (
    council_plan,
    in_words,
    pictures,
    region_apart,
    sentences,
    study,
)

UNRELATED = Policy(siblings=1, tried_at=())
OTHERS = ["Statistical neighbours", "England"]


def gap(p, chance):
    return type("Made", (), {"p": p, "chance": chance})()


@pytest.fixture
def rows(observed):
    """One year: 40 of 400 long plans beside 6.0% and 10.4%, 100% of conferences in a year measured another way."""
    beside = [
        ("long_plans_share", "2015/16", value, {"area": area})
        for area, value in zip(OTHERS, ("6.0%", "10.4%"), strict=True)
    ]
    return observed(
        ("long_plans_share", "2015/16", "10.0%"), ("cpp_ends", "2015/16", "400"), *beside,
        ("icpc_within_15_days", "2015/16", "100.0%"), ("icpc_children", "2015/16", "500"),
        ("icpc_within_15_days", "2015/16", "76.7%", {"area": "England"}),
    )  # fmt: skip


@pytest.fixture
def found(rows):
    return study.Comparison(rows, "Warwickshire", OTHERS, UNRELATED)


def test_a_share_is_held_on_its_own_counts_against_a_printed_figure(found):
    gap = found.gaps["long_plans_share", "Statistical neighbours", "2015/16"]
    # Wilson, 40 of 400: (0.1 + z²/800 ± z·√(0.1·0.9/400 + z²/640000)) / (1 + z²/400) is 7.43% to 13.33%; less 6, and 0.05 either way
    assert (gap.value, gap.low, gap.high) == (
        pytest.approx(4),
        pytest.approx(1.38, abs=0.01),
        pytest.approx(7.38, abs=0.01),
    )
    # under 6% the standard error is √(6·94/400) = 1.1874; z = (4 − 0.05) / 1.1874 = 3.3265, p = 0.00088
    assert gap.p == pytest.approx(0.00088, abs=1e-5)


def test_what_was_measured_another_way_is_shown_and_never_compared(found):
    broken = ("icpc_within_15_days", "England", "2015/16")
    assert found.broken == [broken]
    assert broken in found.gaps
    assert broken not in found.looks
    assert found.number.value == 2


def test_page_one_says_how_many_gaps_hold(found):
    # two gaps: Holm 2 · 0.00088 = 0.0018 holds; 10% of 400 beside 10.4% does not
    assert [(look.comparator, look.standing) for look in found.latest] == [
        ("Statistical neighbours", "clear"),
        ("England", "within"),
    ]
    assert (str(found.beyond), str(found.by_chance)) == ("1", "1")
    assert found.by_chance.rows == found.gaps["long_plans_share", "England", "2015/16"].rows
    (subject,) = found.surest
    assert subject.title == "More plans of two years or more than among its neighbours"
    assert subject.text.endswith("The gap to England: could be chance.")


def said(text):
    """Return a sentence as it is read: a number without the end of its link."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def test_of_two_gaps_page_one_speaks_of_the_others(found):
    assert said(in_words.headline(found)) == "1 of 2 gaps to neighbours and England in 2015/16 is more than chance"
    assert [said(each) for each in in_words.rest(found)] == [
        "**Other gaps are not clear.** 1 of 2 gaps could be chance: a red or green square for them would say nothing."
    ]
    assert said(in_words.every_year(found)).startswith(
        "With all years together 1 of 2 gaps is more than chance although"
    )
    assert (
        in_words.of_many(found) == "“Only if looked at alone”: among so many gaps one or another stands out by chance."
    )


def test_many_areas_are_counted_in_the_headline_and_not_named(observed):
    names = ["Eastshire", "Westshire", "Midshire", "England"]
    beside = [("long_plans_share", "2015/16", "10.0%", {"area": name}) for name in names]
    rows = observed(("long_plans_share", "2015/16", "10.0%"), ("cpp_ends", "2015/16", "400"), *beside)
    four, three = (study.Comparison(rows, "Warwickshire", each, UNRELATED) for each in (names, names[1:]))
    assert said(in_words.headline(four)) == "0 of 4 gaps to 4 other areas in 2015/16 are more than chance"
    assert (
        said(in_words.headline(three))
        == "0 of 3 gaps to Westshire, Midshire and England in 2015/16 are more than chance"
    )


def test_a_third_clear_gap_is_not_called_unclear(observed):
    # of 4,000 each: 10%, 20% and 30% beside 20%, 30% and 40% at √(D·.2·.8/4,000) = 0.6 points; 25.0% beside itself is level
    measures = {
        "repeat_plans_share": "cpp_starts",
        "long_plans_share": "cpp_ends",
        "icpc_within_15_days": "icpc_children",
    }
    given = zip(measures.items(), ("10.0%", "20.0%", "30.0%"), ("20.0%", "30.0%", "40.0%"), strict=True)
    printed = [
        ("short_plans_share", "2015/16", "25.0%"),
        ("short_plans_share", "2015/16", "25.0%", {"area": "England"}),
    ]
    for (measure, whole), mine, other in given:
        printed += [
            (measure, "2016/17", mine),
            (whole, "2016/17", "4000"),
            (measure, "2016/17", other, {"area": "England"}),
        ]
    printed += [
        ("short_plans_share", "2016/17", "25.0%"),
        ("short_plans_share", "2016/17", "25.0%", {"area": "England"}),
    ]
    found = study.Comparison(observed(*printed), "Warwickshire", ["England"], UNRELATED)
    (rest,) = in_words.rest(found)
    assert len(found.surest) == 3
    assert rest.startswith(
        f"**{words.capital(in_words._gap(found.surest[2].firm[0]))} too; other gaps are not clear.**"
    )


def test_of_one_gap_no_page_speaks_in_the_plural(rows):
    # 40 of 400 beside 10.4% is within chance (Wilson, as above, 7.43% to 13.33%; less 10.4, and 0.05 either way), beside 6.0% it is not
    within = study.Comparison(rows, "Warwickshire", ["England"], UNRELATED)
    assert in_words.headline(within) == "The one gap to England in 2015/16 could be chance"
    (rest,) = in_words.rest(within)
    assert said(rest) == (
        "**The gap is not clear.** Plans of two years or more: 40 of 400 (10.0%) is 0.4 points below England’s 10.4% "
        "(−3.0 to +3.0 points). It could be chance: a red or green square for it would say nothing."
    )
    assert (in_words.every_year(within), in_words.of_many(within)) == ("", "")
    clear = study.Comparison(rows, "Warwickshire", ["Statistical neighbours"], UNRELATED)
    assert in_words.headline(clear) == "The one gap to neighbours in 2015/16 is more than chance"
    assert in_words.rest(clear) == []


@pytest.mark.parametrize(
    ("family", "stand"),
    [
        # Holm by hand: 3 · 0.00047 = 0.0014; 2 · 0.0357 = 0.071; 0.3173
        ([(0.3173, "yes"), (0.00047, "no"), (0.0357, "no")], ["within", "clear", "alone"]),
        # alone, 0.0357 is enough
        ([(0.0357, "no")], ["clear"]),
        # what fails at one sibling effect is never firm
        ([(0.001, "depends")], ["depends"]),
    ],
)
def test_many_gaps_need_stronger_evidence_than_one(family, stand):
    assert standings([gap(*each) for each in family], Policy(siblings=1, tried_at=())) == stand


def test_a_gap_of_many_must_hold_among_them_at_every_sibling_effect():
    # the smaller of two p-values counts twice: 0.04 at 2.6; at 3.1 it is 2.326·√(2.6/3.1) = 2.130, so 0.0331, and twice 0.066
    family = [gap(0.02, "no"), gap(0.9, "yes")]
    assert standings(family, Policy()) == ["alone", "within"]
    assert standings(family, Policy(tried_at=(1.71,))) == ["clear", "within"]


def test_nothing_to_compare_is_said_with_a_line_to_fill_in(rows):
    with pytest.raises(MissingFigureError, match=r"No figure of Walsall can be held against England: .*figures\.csv"):
        study.Comparison(rows, "Walsall", ["England"], UNRELATED)
    with pytest.raises(MissingFigureError, match="No gap is printed for 2031/32; there are 2015/16"):
        study.Comparison(rows, "Warwickshire", OTHERS, UNRELATED, "2031/32")


def test_a_mean_of_like_areas_widens_the_gap(observed):
    # 7.5% of 400 beside 5.0%: z = (2.5 − 0.05) / √(5·95/400) = 2.248, p = 0.025; a mean of 4 makes it 2.248 / √1.25 = 2.011, p = 0.044;
    # a mean of 2 makes it 2.248 / √1.5 = 1.836, p = 0.066
    def made(neighbours):
        frame = observed(
            ("long_plans_share", "2015/16", "7.5%"), ("cpp_ends", "2015/16", "400"),
            ("long_plans_share", "2015/16", "5.0%", {"area": "Statistical neighbours"}), ("statistical_neighbours", "2015/16", neighbours),
        )  # fmt: skip
        return study.Comparison(frame, "Warwickshire", ["Statistical neighbours"], UNRELATED).shaken

    assert made("4") == "no gap to them would fade"
    assert made("2") == "the gap of plans of two years or more would fade"


def test_a_region_on_another_day_is_set_beside_the_nearest_day(observed):
    day = {"unit": "rate_per_10000"}
    made = observed(
        ("cpp_rate", "31 March 2021", "29.3", day), ("cpp_rate", "31 January 2022", "33.7", day),
        ("cpp_children", "31 January 2022", "402"),
        ("cpp_rate", "31 December 2021", "41.8", day | {"area": "West Midlands"}),
    )  # fmt: skip
    (apart,) = region_apart.printed(made, "Warwickshire", "West Midlands", Policy())
    assert (apart.day, apart.mine.value) == ("31 January 2022", pytest.approx(33.7))
    assert apart.mine.numerator == 402
    assert "31 December 2021" in apart.theirs
    assert region_apart.printed(made, "Warwickshire", "England", Policy()) == []


def test_sentences_are_counted_by_verdict():
    finding = lambda verdict: type("Found", (), {"verdict": verdict, "rows": ("a",)})()  # noqa: E731
    (tally,) = sentences.tally([finding("borne out"), finding("cannot tell"), finding("cannot tell")])
    assert (str(tally.all), str(tally.borne_out)) == ("3", "1")
    assert "[2]" in tally.others
    assert "“cannot tell”" in tally.others
    assert sentences.tally([]) == []


def pupils(observed):
    def one(area, group, share, number):
        more = {"area": area, "group": f"pupils: {group}"}
        return [("ks4_grade_5_share", "2021 academic", share, more), ("ks4_pupils", "2021 academic", number, more)]

    groups = [("Warwickshire", "poor", "30.0%", "1000"), ("England", "poor", "40.0%", "1000"),
              ("Warwickshire", "rich", "50.0%", "1000"), ("England", "rich", "51.0%", "1000")]  # fmt: skip
    return observed(*[row for each in groups for row in one(*each)])


def test_school_results_are_compared_pupil_by_pupil(observed):
    found = council_plan.school(pupils(observed), "Warwickshire", Policy())
    # 300 of 1,000 less 400 of 1,000: Wilson 27.24 to 32.91 and 37.01 to 43.07, so −10 − √(2.76² + 3.07²) to −10 + √(2.91² + 2.99²)
    change = found[0].change
    assert (change.low, change.high) == (pytest.approx(-14.12, abs=0.02), pytest.approx(-5.83, abs=0.02))
    assert [each.standing for each in found] == ["clear", "within"]
    assert plain(council_plan.school_title(found)) == "1 of 2 differences in grade 5 is more than chance"
    said = council_plan.between_groups(found)
    assert "20.0 points" in said
    assert "11.0 points" in said


def test_a_risk_is_read_off_its_scores_and_not_its_arrow(observed):
    risk = {"table": "Council plan Appendix A", "group": "risk: markets"}
    made = observed(
        ("risk_score", "Oct 2021", "12", risk | {"column": "October"}), ("risk_score", "January 2022", "16", risk | {"column": "January"}),
        ("risk_direction", "January 2022", "1", risk | {"column": "Direction"}),
    )  # fmt: skip
    (table,) = council_plan.as_printed(made, "Warwickshire").values()
    assert table.frame.loc["Markets"].tolist() == [12, 16, "rose"]
    assert council_plan.as_printed(made, "Walsall") == {}


def test_the_order_of_years_is_that_of_time(observed):
    made = observed(*[
        row
        for year in ("2019/20", "2016/17")
        for row in (("long_plans_share", year, "5.0%"), ("cpp_ends", year, "400"), ("long_plans_share", year, "5.0%", {"area": "England"}))
    ])  # fmt: skip
    found = study.Comparison(made, "Warwickshire", ["England"], UNRELATED)
    assert (found.years, found.dates) == (["2016/17", "2019/20"], "2016/17 to 2019/20")
    assert [number.value for number in found.all_years] == [0, 2]


def overlapping(fig):
    """Return pairs of labels that stand on each other, after drawing."""
    fig.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for ax in fig.axes for text in ax.texts if text.get_text()]
    return [(a, b) for i, (a, x) in enumerate(boxes) for b, y in boxes[i + 1 :] if x.overlaps(y)]


def test_a_gap_is_filled_only_where_it_holds(found):
    picture = pictures.last_year(found)
    points = [line for line in picture.fig.axes[0].lines if line.get_marker() in ("D", "s")]
    assert [(point.get_marker(), point.get_markerfacecolor() == "white") for point in points] == [
        ("D", False),
        ("s", True),
    ]
    assert overlapping(picture.fig) == []
    plt.close("all")


def test_a_year_measured_another_way_stands_in_brackets(found):
    picture = pictures.every_year(found)
    said = [text.get_text() for text in picture.fig.axes[0].texts]
    assert {"+4.0", "−0.4", "(+23.3)"} <= set(said)
    dark = [patch.get_facecolor()[:3] for patch in picture.fig.axes[0].patches].count(to_rgb(AUTHORITY))
    assert dark == 1
    assert "In brackets" in picture.note
    plt.close("all")
