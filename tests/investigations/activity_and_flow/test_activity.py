import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.activity_and_flow import pictures
from analysis.investigations.activity_and_flow.chain import breaks, whole_years
from analysis.investigations.activity_and_flow.study import Activity


def test_a_break_is_a_jump_up_or_down_beyond_the_factor():
    # 40 / 20 = 2 and 20 / 32 = 0.625 < 1/1.5; 32 / 40 = 0.8 is no jump
    shares = pd.Series({"a": 20.0, "b": 40.0, "c": 32.0, "d": 20.0})
    assert breaks(shares, 1.5) == ["b", "d"]


def test_a_cumulative_count_to_the_last_of_march_is_a_year():
    rows = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2017-04-01", "2017-04-01", "2015-04-01", "2018-03-31"]),
            "period_end": pd.to_datetime(["2018-03-31", "2017-12-31", "2016-03-31", "2018-03-31"]),
            "period_type": ["cumulative", "cumulative", "financial_year", "as_at"],
        }
    )
    assert whole_years(rows)["period_type"].to_dict() == {0: "financial_year", 2: "financial_year"}


@pytest.fixture
def rows(observed):
    """Return a maker of Walsall's rows: enquiries and conferences of three years, and whatever else is given."""

    def make(conferences, *more, england=()):
        years = ("2017/18", "2018/19", "2019/20")
        mine = [("s47_enquiries", year, "1000", {}) for year in years[: len(conferences)]]
        mine += [("icpc_children", year, str(n), {}) for year, n in zip(years, conferences, strict=False)]
        theirs = [
            ("conversion_s47_to_icpc", year, f"{n}%", {"area": "England"})
            for year, n in zip(years, england, strict=False)
        ]
        made = [(*each[:3], {"area": "Walsall"} | dict(*each[3:])) for each in [*mine, *more]]
        return observed(*made, *theirs)

    return make


def study(rows):
    return Activity(rows, "Walsall", ["England"], "", "latest", Policy(), 1.5)


def test_a_low_share_after_a_high_one_is_said_to_be_new(rows):
    # 250 of 1,000 against 40%, known to 0.5: more than 14 points, where siblings of 2.6 allow about 4.3
    found = study(rows([400, 550, 250], england=(40, 40, 40)))
    assert plain(found.headline) == "Fewer conferences for each enquiry than in England"
    assert found.is_it_new == "That is new: in 2018/19 the share was above England"
    assert plain(found.finding) == "Below England in 2019/20"


def test_without_another_area_nothing_is_said_of_elsewhere(rows):
    assert (
        study(rows([400, 390, 380])).headline
        == "How many conferences there were for each enquiry elsewhere is not given for 2019/20"
    )
    assert study(rows([400, 390, 400], england=(40, 40, 40))).headline.startswith(
        "Conferences for each enquiry are about as many as"
    )


def test_a_share_that_was_never_on_the_other_side_is_not_new(rows):
    found = study(rows([400, 390, 250], england=(40, 40, 40)))
    assert found.is_it_new == "The share fell since 2017/18"


def test_what_moved_the_share_adds_up_to_the_change(rows):
    # 550 to 250 of 1,000 each: −30 points, all of it conferences
    found = study(rows([400, 550, 250]))
    ((change, conferences, enquiries),) = found.since_peak
    assert change.value == pytest.approx(-30)
    assert (conferences.value, enquiries.value) == (pytest.approx(-30), pytest.approx(0, abs=1e-9))
    assert "Fewer children at conferences (550 to 250)" in plain(found.why)


def test_plans_that_outnumber_conferences_are_left_out_of_the_shares(rows):
    found = study(rows([400, 500], ("cpp_starts", "2017/18", "300"), ("cpp_starts", "2018/19", "520")))
    assert {year: share.counts for year, share in found.steps["plans_per_conference"].items()} == {
        "2017/18": (300, 400)
    }
    assert found.onward == []
    assert "520 of 1,000 (52.0%)" in str([share.said() for share in found.steps["plans_per_enquiry"].values()])


CONTACTS = (
    ("contacts", "2016/17", "2000"), ("referrals", "2016/17", "500"), ("contacts", "1 April 2017 to 31 March 2018", "1000"),
    ("referrals", "1 April 2017 to 31 March 2018", "800"), ("core_assessments", "1 April 2017 to 30 November 2017", "90"),
)  # fmt: skip


def test_a_jump_of_referrals_per_contact_is_a_break_with_its_years(rows):
    # 500 of 2,000 is 25%, 800 of 1,000 is 80%: 3.2 times
    (steps,) = study(rows([400, 500], *CONTACTS)).chain
    assert (steps.before, steps.after, steps.broken) == ("2016/17", "2017/18", ["2017/18"])
    assert plain(steps.in_words).startswith(
        "In 2016/17 there were 500 referrals for 2,000 contacts (25.0%), a year later 800 referrals for 1,000 contacts (80.0%)."
    )
    assert "90 core assessments from 1 April 2017 to 30 November 2017" in plain(steps.replaced)
    assert study(rows([400, 500])).chain == []


DAYS = (
    ("cpp_children", "31 March 2016", "300"), ("cpp_children", "31 March 2017", "400"), ("cpp_children", "31 March 2018", "200"),
    ("cpp_children", "31 March 2019", "300"), ("looked_after_children", "31 March 2016", "600"),
    ("looked_after_children", "31 March 2017", "620"),
)  # fmt: skip


def test_the_highest_the_lowest_after_it_and_the_latest(rows):
    # 400 to 200 is −50%; 200 to 300 is +50%
    (turn,) = study(rows([400, 500], *DAYS)).levels.turn
    assert (turn.highest.value, turn.lowest.value, turn.latest.value) == (400, 200, 300)
    assert (turn.fall.value, turn.rise.value) == (pytest.approx(-50), pytest.approx(50))
    assert study(rows([400, 500], *DAYS[:3])).levels.turn == []


def test_what_is_not_printed_up_to_the_last_day_is_said(rows):
    assert study(rows([400, 500], *DAYS)).levels.silent.startswith(
        "Looked after: no count is printed after 31 March 2017."
    )


def test_an_authority_without_enquiries_is_told_what_to_add(rows):
    with pytest.raises(MissingFigureError, match=r"conversion_s47_to_icpc.* to data/own/figures\.csv"):
        study(rows([400]))


def written(fig):
    texts = [text.get_text() for ax in fig.axes for text in ax.texts] + [ax.get_title("left") for ax in fig.axes]
    plt.close(fig)
    return texts


def test_every_bar_has_its_number(rows):
    flows = (
        ("cpp_starts", "2016/17", "160"), ("cpp_ends", "2016/17", "60"), ("cpp_starts", "2017/18", "50"), ("cpp_ends", "2017/18", "250"),
        ("s47_enquiries", "2016/17", "900"), ("icpc_children", "2016/17", "300"),
    )  # fmt: skip
    found = study(rows([400, 500], *DAYS, *flows))
    picture = pictures.starts_and_ends(found)
    assert {"160", "60", "50", "250", "400", "plans started", "plans ended"} <= set(written(picture.fig))
    assert plain(found.flows_title) == "In 1 of 2 years more plans ended than started"


def test_counts_stand_at_their_days_and_from_zero(rows):
    picture = pictures.levels(study(rows([400, 500], *DAYS)))
    first, second = picture.fig.axes
    assert [y for _, y in first.lines[0].get_xydata()] == [300, 400, 200, 300]
    assert (first.get_ylim()[0], second.get_ylim()[0]) == (0, 0)
    assert {"On a child protection plan", "Looked after", "400", "200"} <= set(written(picture.fig))


def test_numbers_of_two_near_days_stand_apart(rows):
    """Ten years over the measure of a telephone: a quarter is 2 mm, a number 7 mm wide."""
    days = [("cpp_children", f"31 March {year}", "2300") for year in range(2012, 2022)]
    near = [("cpp_children", "31 December 2021", "2810"), ("cpp_children", "31 March 2022", "2618")]
    picture = pictures.levels(study(rows([400, 500], *days, *near)))
    for fig in (picture.fig, picture.narrow):
        fig.canvas.draw()
        boxes = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
        assert {"2,810", "2,618"} <= set(boxes)
        assert not boxes["2,810"].overlaps(boxes["2,618"])
        plt.close(fig)


@pytest.mark.parametrize(("starts", "where"), [("200", "before the conference"), ("40", "at the conference")])
def test_where_most_sorting_happens_follows_the_steps(rows, starts, where):
    # 250 conferences of 1,000 enquiries are 25%; 200 plans of 250 are 80%, and 40 are 16%
    plans = [("cpp_starts", year, starts) for year in ("2017/18", "2018/19", "2019/20")]
    assert study(rows([250, 250, 250], *plans)).sorting == f"Most of the sorting happens {where}."


@pytest.mark.parametrize(("ends", "asked"), [("30", "On which day of the year"), ("40", "Which records changed")])
def test_records_are_asked_after_only_where_counts_do_not_add_up(rows, ends, asked):
    # 100 + 50 − 30 = 120, the children counted at the end; with 40 ended ten are too many
    day = {"period_type": "as_at"}
    made = rows([250, 250, 250], ("cpp_starts", "2018/19", "50"), ("cpp_ends", "2018/19", ends),
                ("cpp_children", "31 March 2018", "100", day), ("cpp_children", "31 March 2019", "120", day))  # fmt: skip
    assert study(made).records_asked.startswith(asked)
