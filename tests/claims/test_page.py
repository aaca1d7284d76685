"""The committee's page on a few invented rows whose every number is worked out by hand: unrelated children, 95%."""

import pytest

from analysis.claims import ledger, pictures
from analysis.claims.summary import Summary
from analysis.indicators.figures import Figures
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain

YEARS = ("2017/18", "2018/19", "2019/20")
CLAIM = {
    "document": "000", "paragraph": "1", "kind": "change", "needed": "", "area": "Warwickshire", "comparator": "", "test": "change",
    "measure": "repeat_plans_share", "paraphrase": "It rose",
}  # fmt: skip


def claim(number, first, last, direction):
    return CLAIM | {"claim": number, "first": first, "last": last, "direction": direction}


@pytest.fixture
def page(observed):
    def made(parts, england="15.0%", claims=()):
        rows = [("repeat_plans", year, f"{part}") for year, part in zip(YEARS, parts, strict=True)]
        rows += [("cpp_starts", year, "1000") for year in YEARS]
        rows += [("repeat_plans_share", year, f"{part / 10:.1f}%") for year, part in zip(YEARS, parts, strict=True)]
        rows.append(("repeat_plans_share", "2019/20", england, {"area": "England"}))
        printed, policy = observed(*rows), Policy(siblings=1, tried_at=(1.0,))
        judged = ledger.evaluate(list(claims), printed, policy, {})
        return Summary(Figures(printed, policy), judged, "Warwickshire", ["England"])

    return made


def test_a_line_holds_the_last_year_its_change_on_the_year_before_and_the_gap(page):
    (row,) = pictures.in_one_line(page((200, 300, 310))).frame.to_dict("records")
    assert row["Year"] == "2019/20"
    assert row["Latest"].number.counts == (310, 1000)
    # 310 of 1,000 less 300 of 1,000, and less England's printed 15.0%
    assert row["Change on the year"].number.value == pytest.approx(1)
    assert row["Change on the year"].number.before.counts == (300, 1000)
    assert [cell.number.value for name, cell in row.items() if name == "England"] == pytest.approx([16])


@pytest.mark.parametrize(
    ("england", "said"),
    [("15.0%", "above England, 15.0, which its bar leaves out"), ("30.0%", "above England, 30.0, which its bar holds")],
)
def test_a_picture_says_in_words_whether_the_bar_holds_the_comparator(page, england, said):
    # Wilson's range of 310 of 1,000 is 28.2% to 33.9%
    assert f"In 2019/20 it lies {said}." in plain(pictures.first_thing(page((200, 300, 310), england)).alt)


def test_the_page_says_its_years_and_whom_it_is_about(page):
    found = page((200, 300, 310))
    assert found.period == "2017 to 2020"
    assert found.covers == "Warwickshire"
    assert found.subtitle.endswith("Warwickshire, 2017/18 to 2019/20")
    assert str(found.latest("repeat_plans_share")) == "310 of 1,000 (31.0%)"


@pytest.mark.parametrize(
    ("parts", "england", "apart", "moved"),
    [
        # 31.0% is above 15.0%; the surest change is over two years, and nothing came since
        ((200, 300, 310), "15.0%", "More repeat plans than elsewhere", "More repeat plans in 2019/20 than in 2017/18"),
        # 20.0% is below 30.0%; 40.0% to 20.0% is the surest change
        (
            (400, 300, 200),
            "30.0%",
            "Fewer repeat plans than elsewhere",
            "Fewer repeat plans in 2019/20 than in 2017/18",
        ),
        # up by twenty points in the first year, and then by nothing
        ((200, 400, 400), "15.0%", "More repeat plans than elsewhere", "More repeat plans in 2018/19 than in 2017/18"),
    ],
)
def test_what_stands_apart_and_what_moved(page, parts, england, apart, moved):
    found = page(parts, england)
    titles = [thing.title for thing in found.things]
    assert titles[0] == apart
    assert titles[1].startswith(moved)
    assert pictures.first_thing(found) is not None


def test_of_the_statements_those_borne_out_are_counted(page):
    claims = [claim("1", "2017/18", "2018/19", "up"), claim("2", "2018/19", "2019/20", "down"),
              claim("3", "2017/18", "2019/20", "up")]  # fmt: skip
    found = page((200, 300, 310), claims=claims)
    # 20% to 30% of 1,000 is more than chance, 30% to 31% is not a fall
    assert plain(found.ledger_title) == "2 of 3 statements are borne out by printed figures"
    assert plain(found.things[-1].title) == "Repeat plans, 31.0% in 2019/20: 2 of 3 statements borne out"
    assert plain(found.things[-1].text).startswith(
        "In 2019/20 the figure was 310 of 1,000 (31.0%). It is 16.0 points above"
    )
    assert [each.claim["claim"] for each in found.judged] == ["1", "2", "3"]
    unborne = page((200, 300, 310), claims=claims[1:2]).things[-1]
    assert plain(unborne.title) == "Repeat plans, 31.0% in 2019/20: none of 1 statement borne out"


def test_a_gap_that_stands_out_only_when_looked_at_alone_says_so_everywhere(observed):
    """Ten equal gaps of p = 0.012, and Holm's first bound is 0.05 / 10: each is beyond chance alone, none among all."""
    others = [f"Area {place}" for place in range(10)]
    rows = [("repeat_plans", year, "230") for year in YEARS] + [("cpp_starts", year, "1000") for year in YEARS]
    rows += [("repeat_plans_share", year, "23.0%") for year in YEARS]
    rows += [("repeat_plans_share", "2019/20", "19.8%", {"area": area}) for area in others]
    printed, policy = observed(*rows), Policy(siblings=1, tried_at=(1.0,))
    judged = ledger.evaluate([claim("1", "2017/18", "2018/19", "down")], printed, policy, {})
    found = Summary(Figures(printed, policy), judged, "Warwickshire", others)
    told = plain(found.things[-1].text)
    assert told.count("more than chance only if looked at alone") == 10
    assert "more than chance makes." not in told
    assert pictures.in_one_line(found).frame["Gap: chance?"].tolist() == ["only if looked at alone"] * 10


def test_one_table_for_each_document_holds_its_claims(page):
    claims = [claim("1", "2017/18", "2018/19", "up"), claim("2", "2018/19", "2019/20", "down") | {"document": "001"}]
    tables = pictures.by_document(page((200, 300, 310), claims=claims), {"000": "First report"})
    assert list(tables) == ["First report", "001"]
    assert tables["First report"].frame.loc["1", ["Claim", "Verdict", "See"]].tolist() == [
        "It rose (1)",
        "borne out",
        "report 02",
    ]
    assert [table.frame.index.tolist() for table in tables.values()] == [["1"], ["2"]]


def test_a_row_of_the_ledger_by_hand(page):
    beside = claim("4", "", "2019/20", "above") | {"test": "compare", "kind": "comparison", "comparator": "England"}
    claims = [claim("1", "2017/18", "2018/19", "up"), beside, claim("5", "", "", "") | {"test": "untestable"}]
    rows = ledger.frame(page((200, 300, 310), claims=claims).judged).set_index("claim")
    # 300 of 1,000 less 200 of 1,000 is 10 points; 310 of 1,000 less England's 15.0% is 16
    assert rows["value"].tolist()[:2] == pytest.approx([10, 16])
    assert rows["unit"].tolist() == ["points", "points", ""]
    assert rows["verdict"].tolist() == ["borne out", "borne out", "no figure is printed"]
    assert rows.loc["1", "sentence"].startswith(
        "From 2017/18 to 2018/19 it went from 200 of 1,000 (20.0%) to 300 of 1,000"
    )
    assert rows.loc["4", "sentence"].startswith(
        "In 2019/20 it was 310 of 1,000 (31.0%), which is 16.0 points above England’s 15.0%"
    )
    assert rows["report"].tolist() == ["02", "02", "02"]
