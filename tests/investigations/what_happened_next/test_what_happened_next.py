import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis import evidence
from analysis.indicators.policy import Policy
from analysis.indicators.stated import plain
from analysis.investigations.what_happened_next import study

RAW = Path(__file__).parents[3] / "data" / "raw"
LEDGER = pd.DataFrame(
    {"claim": ["a", "b", "c", "d"], "verdict": "agrees, but could be chance", "chance_could_make_it": "yes"}
)


def claim(name, direction, first="", last="2019/20", comparator="", test="change"):
    return {"claim": name, "paraphrase": name.upper(), "test": test, "measure": "repeat_plans_share", "area": "Warwickshire",
            "comparator": comparator, "first": first, "last": last, "direction": direction}  # fmt: skip


@pytest.fixture
def next_(observed):
    share = ("repeat_plans_share", "repeat_plans", "cpp_starts")

    def years(area, *values):
        return [(share[0], f"{2018 + n}/{19 + n}", f"{value}%", {"area": area}) for n, value in enumerate(values)]

    printed = observed(*years("Warwickshire", 20.0, 24.0))
    later = observed(
        *years("Warwickshire", 20.0, 24.0, 22.0, 19.0, 21.0, 30.0),
        *years("England", 21.0, 21.0, 21.0, 21.0, 21.0),
        source="005",
    )

    def made(*claims, settled=()):
        return study.WhatHappenedNext(printed, later, claims, LEDGER, settled, Policy())

    return made


def test_a_rise_holds_while_later_years_stay_above_the_year_before_it(next_):
    # 20 before the rise to 24; then 22, 19, 21: above, below, above. The fourth year, 30, is no longer looked at
    found = next_(claim("a", "up", first="2018/19")).followed[0]
    assert [now.value for _, now, _ in found.after] == [22, 19, 21]
    assert found.outcome == study.MIXED
    assert found.said.startswith("[22.0%]")


def test_a_side_is_held_against_the_other_of_each_year(next_):
    # England 21, 21, 21 beside 22, 19, 21: above, below, level, which is not above
    assert next_(claim("a", "above", comparator="England", test="compare")).followed[0].outcome == study.MIXED
    # after 2020/21 come 19 and 21: neither is above
    late = next_(claim("a", "above", last="2020/21", comparator="England", test="compare")).followed[0]
    assert late.outcome == study.TURNED


def test_claims_that_years_cannot_settle_are_left_out(next_):
    gone = [
        claim("a", "up", first="2018/19", test="smaller_denominator"),  # about a cause
        claim("b", "up", first="2018/19", last="2015/16"),  # no figure of the next year
        claim("c", "above", comparator="Statistical neighbours", test="compare"),  # nobody published them
        claim("d", "in line", comparator="England", test="compare"),  # no direction
    ]
    assert next_(*gone).followed == []


def test_no_claim_of_a_direction_is_left_out_for_want_of_the_year_that_came_next():
    """Read past the study: rises, falls and sides of England in the table of claims, beside official years after them."""
    with (RAW / "claims.csv").open(encoding="utf-8") as file:
        claims = [row for row in csv.DictReader(file) if row["direction"] in ("up", "down", "above", "below")]
    whole = {"repeat_plans_share", "cpp_rate", "cpp_children", "long_plans_share", "icpc_within_15_days"}
    plain_ = [row for row in claims if row["test"].split("_")[0] in ("change", "compare", "implied")]
    wanted = {row["claim"] for row in plain_ if row["measure"] in whole and row["comparator"] in ("", "England")}
    read = {"measure": study.READ}
    made = study.WhatHappenedNext(
        evidence.observations(**read, area=list(study.AREAS)), evidence.later(**read), evidence.claims(),
        evidence.processed("claims"), evidence.settled(), Policy(),
    )  # fmt: skip
    found = {each.claim: each.outcome for each in made.followed}
    assert set(found) == wanted
    # 439 children before the rise of 2018, then 345, 295 and 349 (grep Warwickshire in the panel)
    assert found["001-01"] == study.TURNED


def test_verdicts_and_outcomes_are_counted_once_each(next_):
    made = next_(claim("a", "up", first="2018/19"), claim("b", "down", first="2018/19"))
    assert made.foretold.loc["agrees, but could be chance"].to_dict() == {
        study.HELD: 0,
        study.MIXED: 2,
        study.TURNED: 0,
    }
    assert made.lasting.said() == "0 of 2 (0%)"


def test_what_could_not_be_told_is_told_by_the_figure_of_that_year(next_):
    row = {"claim": "a", "measure": "repeat_plans_share", "area": "Warwickshire", "comparator": "England", "first": "",
           "last": "2019/20", "direction": "below", "because": "not published"}  # fmt: skip
    found = next_(claim("a", "", test="untestable"), settled=[row]).settled[0]
    # 24 against 21, and no counts
    assert not found.agrees
    assert plain(found.said) == (
        "points the other way: 24.0% against 21.0%, whether chance could make it cannot be told (its counts are not all published)"
    )


@pytest.mark.parametrize(
    ("share", "said"), [(15.0, "was below the averages"), (27.5, "before any figure of such a year")]
)
def test_what_was_there_when_it_was_written_follows_the_figure(observed, share, said):
    printed = observed(
        ("repeat_plans_share", "2020/21", f"{share}%"),
        ("repeat_plans_share", "2020/21", "22.1%", {"area": "England"}),
        ("repeat_plans_share", "2020/21", "23.2%", {"area": "Statistical neighbours"}),
    )
    found = study.WhatHappenedNext(printed, printed, [], LEDGER, [], Policy())
    assert said in found.written_before("2020/21")
