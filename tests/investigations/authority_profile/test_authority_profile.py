import pandas as pd
import pytest

from analysis.evidence import national
from analysis.indicators.estimate import Unknown
from analysis.indicators.policy import Policy
from analysis.investigations.authority_profile import pictures, sentences, standing, study, tables


@pytest.fixture
def profile(england):
    national.prepare()

    def made(authority):
        return study.Profile(
            *national.around(study.MEASURES, authority, study.BACK), authority, Policy(), national.codes()
        )

    return made


def test_warwickshire_2025_as_in_the_files(profile):
    # read off D3, D5 and the ONS file by hand: 114 of 496, 335 children, 129,392 aged 0 to 17: 335 / 12.9392 = 25.89
    found = profile("Warwickshire")
    share, rate = (found.estimate(name, "2024/25") for name in (study.REPEATS, study.RATE))
    assert share.said() == "114 of 496 (23.0%)"
    assert rate.value == pytest.approx(25.89, abs=0.005)
    assert rate.said() == "25.9"
    assert {row.rsplit("/", 2)[0] for row in rate.rows} == {"lait-2025-lait", "dfe-2025-d5", "ons-2024-mid-year"}
    assert found.estimate(study.REPEATS, "2024/25", "England").said() == "24.5%"
    # the ten of 2025: 31.2, 24.7, 29.8, 28.3, 24.8, 29.2, 25.8, 19.7, 25.0, 24.4 have the mean 26.29
    assert found.average(study.REPEATS, "2025", "2024/25").value == pytest.approx(26.29, abs=0.001)
    assert found.named("2025")[:2] == ["Gloucestershire", "Cheshire East"]
    assert sentences.lists(found).startswith("The lists of 2025 and 2021 have 6 of 10 neighbours in common.")


def test_every_number_leads_to_a_row_of_the_files(profile):
    from analysis.evidence.national.store import cited

    found = profile("Birmingham")
    numbers = [found.estimate(name, "2024/25") for name in study.INDICATORS]
    ids = sorted({row for number in numbers for row in number.rows})
    assert {row["id"] for row in cited(ids)} == set(ids)


def test_a_share_leads_to_its_part_and_its_whole_as_well(profile):
    share, on_time = (
        profile("Warwickshire").estimate(name, "2024/25") for name in (study.REPEATS, "icpc_within_15_days")
    )
    # row 86 of D3: percentage in column 14, 114 in 13, 496 in 12; of the panel its share and four groups of days
    assert set(share.rows) == {"dfe-2025-d3/86/14", "dfe-2025-d3/86/13", "dfe-2025-d3/86/12"}
    assert len(on_time.rows) == 5


def test_every_drawn_figure_names_its_rows(profile):
    drawn = pictures.page_one(profile("Birmingham")).data
    assert drawn["rows"].ne("")[drawn["value"].notna()].all()
    own = drawn[drawn["panel"].eq("all authorities") & drawn["name"].eq("Birmingham")].iloc[0]
    assert (own["value"], own["rows"]) == (25.9, "dfe-2025-d3/75/14")  # grep -n Birmingham d3*.csv: row 75


def test_where_both_main_indicators_are_hidden_page_one_draws_what_is_published(profile):
    city = profile("City of London")
    assert city.drawn == study.INSTEAD
    drawn = pictures.page_one(city).data
    assert set(drawn["panel"]) >= {"Re-referrals, % by year", "Referrals, per 10,000 by year"}
    assert profile("Birmingham").drawn == (study.REPEATS, study.RATE)


def test_the_neighbours_of_both_lists_are_named_and_one_that_ended_says_so(profile):
    found = profile("North Northamptonshire")
    named = tables.neighbours(found).frame
    # read off the two lists with grep: 2025 begins with 866 Swindon, 2021 with 941 West Northamptonshire; 909 was Cumbria
    assert named.loc["Swindon", ["2025 list", "2021 list"]].to_list() == ["1", "–"]
    assert named.loc["West Northamptonshire", ["2025 list", "2021 list"]].to_list() == ["2", "1"]
    assert named.loc["Cumbria", "Repeat plans, %"] == "ended in 2023"
    # row 131 of D3: 63 of 221
    assert named.loc["Swindon", "Repeat plans, %"].number.said() == "63 of 221 (28.5%)"
    assert "Cumbria, of the list of 2021, has ended; that list’s average is of the other 9." in sentences.lists(found)


def test_changes_of_a_column_pay_for_one_another(profile):
    found = profile("North Northamptonshire")
    changes = {name: found.changes[name, 1] for name in study.INDICATORS}
    # p-values in order of size, each times the number of those still to come
    p = sorted((each.p, name) for name, each in changes.items())
    clear, most = set(), 0.0
    for place, (value, name) in enumerate(p):
        most = max(most, value * (len(p) - place))
        clear |= {name} if most <= 0.05 and changes[name].chance == "no" else set()
    said = {name for name in changes if found.verdicts[name, 1] == "clear"}
    assert said <= clear
    assert "icpc_within_15_days" in said  # 29% to 81%
    assert sentences.yearly(found).startswith(f"{len(said)} of 7 changes")


def test_small_figures_stay_hidden(profile):
    city = profile("City of London")
    assert city.estimate(study.REPEATS, "2024/25") == Unknown("suppressed")
    assert sentences.headline(city).startswith("Too few children")
    assert study.REPEATS not in city.ranks
    scilly = profile("Isles of Scilly")
    assert scilly.estimate(study.REPEATS, "2023/24") == Unknown("none in the year")


def test_an_authority_that_began_later_has_no_change_before(profile):
    found = profile("Cumberland")
    assert found.changes[study.REPEATS, study.BACK] == Unknown("the authority began on 1 April 2023")
    assert sentences.coverage(found)[0] == "Cumbria became Cumberland and Westmorland and Furness on 1 April 2023."
    assert not isinstance(found.changes[study.REPEATS, 1], Unknown)


def test_a_missing_year_is_said(profile):
    assert "2020/21 and 2021/22" in " ".join(sentences.coverage(profile("Hackney")))


def test_a_rank_of_few_children_is_wide_and_of_many_is_narrow():
    # fifty authorities at 10, 11 … 59 per cent: one with a million starts ranks where it stands, one with 20 anywhere near
    found = pd.DataFrame(
        {"value": [10.0 + n for n in range(50)], "whole": 1_000_000.0, "id": "x"}, index=[f"a{n}" for n in range(50)]
    )
    found.loc["a20", "whole"] = 20.0
    found["part"] = found["value"] * found["whole"] / 100
    tried = standing.drawn(found, Policy())
    large, small = (standing.rank(found, tried, name, Policy(), "repeat_plans_share") for name in ("a30", "a20"))
    # 19 stand above it, and none but its neighbours one point away can be mistaken for it
    assert large.value == 20
    assert large.high - large.low <= 2
    assert small.value == 30
    assert small.high - small.low > 20


def test_nobody_with_no_child_is_certain_of_the_last_rank():
    found = pd.DataFrame(
        {"value": [0.0, 10, 20, 30], "part": [0, 10, 20, 30], "whole": [30, 100, 100, 100], "id": "x"},
        index=list("abcd"),
    )
    rank = standing.rank(found, standing.drawn(found, Policy()), "a", Policy(), "repeat_plans_share")
    # 0 of 30, as 0 of 11.5 independent ones, leaves up to 18 per cent possible: above the 10, hardly above the 20
    assert (rank.value, rank.low, rank.high) == (4, 3, 4)


def test_the_funnel_is_the_binomial_range_about_england():
    band = standing.funnel(25, pd.Series([100.0]).to_numpy(), Policy(siblings=1.0, tried_at=(1.0,)))
    # 1.96 x sqrt(25 x 75 / 100) = 8.49
    assert band.iloc[0].to_list() == pytest.approx([16.51, 33.49], abs=0.01)
