"""What else a council plan report prints in the same agenda: school results that can be tested, and figures that cannot."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis import words
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.change import Change
from analysis.indicators.estimate import Number, Share
from analysis.indicators.figures import called
from analysis.indicators.looks import SHORTLY, Standing, standings, tallies
from analysis.indicators.policy import Policy
from analysis.indicators.stated import key
from analysis.statistics.shares.differences import share_change

GRADE, PUPILS = "ks4_grade_5_share", "ks4_pupils"
SCHOOL = [GRADE, PUPILS]
ALL_PUPILS, STAGES = "Council plan Table 5", "Council plan Table 7"
STATUS = ["Council plan KBM table", "Council plan Table 1", "Council plan Table 4"]
RISKS = "Council plan Appendix A"
MONEY = ["Council plan Table 8", "Council plan Table 9"]
TABLES = [ALL_PUPILS, STAGES, *STATUS, RISKS, *MONEY]
GRADES_OF_ALL, RESULTS_OF_ALL = "Grades of all pupils in 2021", "School results of 2019 at every stage"
ON_PAPER = (GRADES_OF_ALL, RESULTS_OF_ALL)  # what else a council plan prints is not about children
GRADES = {
    "ks4_pupils": "Pupils", "ks4_grade_5_share": "Grade 5 or above, %", "ks4_grade_4_share": "Grade 4 or above, %",
    "attainment_8": "Attainment 8", "ebacc_points": "English Baccalaureate points",
}  # fmt: skip
SUMS = {
    "revenue_budget": "Revenue budget, £m", "revenue_forecast": "Forecast, £m", "revenue_variance": "Over (+) or under (−), £m",
    "revenue_variance_share": "Of the budget, %", "capital_approved": "Capital approved, £000", "capital_forecast": "Forecast, £000",
}  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Pupils:
    """One group of pupils beside one comparator."""

    group: str
    other: str
    mine: Share
    theirs: Share
    change: Change
    standing: Standing


def school(rows: pd.DataFrame, authority: str, policy: Policy) -> list[Pupils]:
    """Return the share of pupils with grade 5 or above, by group of pupils, beside every area that prints the same.

    Parameters
    ----------
    rows : pandas.DataFrame
        Observations of `SCHOOL`; groups of pupils by name. Counts are the nearest to the printed percentages.
    authority : str
    policy : Policy
        Pupils of one year are seldom brothers and sisters, so its sibling effect is not used.
    """
    alone = replace(policy, siblings=1.0, tried_at=())
    held = rows[rows["measure"].isin(SCHOOL) & rows["group"].ne("")].dropna(subset=["value"])
    shares = {
        (str(group), str(area)): _pupils(part, str(group), str(area), alone)
        for (group, area), part in held.groupby(["group", "area"], sort=False)
        if set(part["measure"]) == set(SCHOOL)
    }
    pairs = [(group, other) for group, other in shares if other != authority and (group, authority) in shares]
    changes = [
        alone.change(
            key(GRADE, group, authority, other),
            shares[group, other],
            shares[group, authority],
            label=f"{group}, {authority} less {other}",
        )
        for group, other in pairs
    ]
    stand = standings(changes, policy) if changes else []
    return [
        Pupils(
            group=group.removeprefix("pupils: "), other=other, mine=shares[group, authority], theirs=shares[group, other],
            change=change, standing=each,
        )
        for (group, other), change, each in zip(pairs, changes, stand, strict=True)
    ]  # fmt: skip


def _pupils(part: pd.DataFrame, group: str, area: str, policy: Policy) -> Share:
    value = part.set_index("measure")["value"]
    told = {"rows": tuple(part["id"]), "label": f"{group}, {area}", "of": {"area": area, "group": group}}
    return policy.share(key(GRADE, group, area), round(value[GRADE] * value[PUPILS] / 100), value[PUPILS], **told)


def school_tables(pupils: list[Pupils], rows: pd.DataFrame) -> list[Table]:
    """Return the school results as a table; none where nothing is printed."""
    return [_school(pupils, rows)] if pupils else []


def _school(pupils: list[Pupils], rows: pd.DataFrame) -> Table:
    frame = pd.DataFrame(
        [
            {
                "Pupils": each.group, "Beside": called(each.other).removeprefix("its "), "Authority": Cell(each.mine),
                "Comparator": Cell(each.theirs),
                "Difference, points": Cell(each.change, "bare"), "Evidence": SHORTLY[each.standing],
            }
            for each in pupils
        ]
    ).set_index("Pupils")  # fmt: skip
    used = [row for each in pupils for row in each.change.rows]
    return Table(
        frame=frame, source=sources.line(rows, used),
        note="Counts are the nearest to the printed percentages. Grades of 2021 were set by teachers.",
    )  # fmt: skip


def school_title(pupils: list[Pupils]) -> str:
    """Return how many of the differences are more than chance, as a title."""
    firm = sum(each.standing == "clear" for each in pupils)
    counts = {"more than chance": firm, "all": len(pupils)}
    sure, every = tallies("grade 5", label="differences between groups of pupils", counts=counts)
    return f"{sure} of {every} differences in grade 5 {'is' if firm == 1 else 'are'} more than chance"


def between_groups(pupils: list[Pupils]) -> str:
    """Return how far the groups of pupils lie apart, here and beside, in a sentence; empty without two groups."""
    groups = list(dict.fromkeys(each.group for each in pupils))
    if len(groups) != 2:
        return ""
    first, last = ([each for each in pupils if each.group == group] for group in groups)
    here = _apart(first[0].mine, last[0].mine)
    beside = {one.other: _apart(one.theirs, two.theirs) for one in first for two in last if one.other == two.other}
    told = words.listed(f"{each:full} {words.among(called(area))}" for area, each in beside.items())
    return f"The two groups of pupils, {words.listed(groups)}, lie apart by {here:full} here; by {told}."


def _apart(one: Share, other: Share) -> Number:
    lower, higher = sorted((one, other), key=lambda each: each.value)
    level = float(one.level or 0)
    low, high = share_change(*lower.counts, *higher.counts, level, 1.0)
    return Number(
        key=f"{one.key}.apart", value=higher.value - lower.value, low=low, high=high, level=level, unit="points",
        rows=(*one.rows, *other.rows), label=f"{one.label} and {other.label}: difference",
        method="Newcombe's range of a difference",
    )  # fmt: skip


def as_printed(rows: pd.DataFrame, authority: str) -> dict[str, Table]:
    """Return what is printed without the counts that a test needs, by its title; empty where nothing is."""
    mine = rows[rows["area"].eq(authority)]
    if mine.empty:
        return {}
    made = {
        GRADES_OF_ALL: _all_pupils(rows[rows["table"].eq(ALL_PUPILS)]),
        RESULTS_OF_ALL: _stages(rows[rows["table"].eq(STAGES)]),
        "Measures of the council plan by outcome": _status(mine[mine["table"].isin(STATUS)]),
        "Scores of strategic risks": _risks(mine[mine["table"].eq(RISKS)]),
        "Budgets of education and of children and families": _money(mine[mine["table"].isin(MONEY)]),
    }
    return {title: table for title, table in made.items() if table is not None}


def _table(rows: pd.DataFrame, frame: pd.DataFrame, heads: str, note: str = "") -> Table:
    named = frame.rename(index=words.capital, columns=words.capital).rename_axis(index=heads, columns=None)
    return Table(frame=named, source=sources.line(rows), note=note)


def _all_pupils(rows: pd.DataFrame) -> Table | None:
    if rows.empty:
        return None
    named = rows.assign(area=rows["area"].map(called), what=rows["measure"].map(GRADES))
    wide = named.pivot(index="area", columns="what", values="value").reindex(named["area"].unique())[
        list(GRADES.values())
    ]
    return _table(rows, wide.astype(object).where(wide.notna(), "not printed"), "Area")


def _stages(rows: pd.DataFrame) -> Table | None:
    if rows.empty:
        return None
    names = (
        rows["measure"]
        .str.replace("_share", "")
        .str.replace("_", " ")
        .str.replace(r"^ks(\d)", r"Key Stage \1", regex=True)
    )
    what = names.str.replace(" aab", " AAB")
    printed = rows["as_printed"].str.replace("-", "−")
    named = rows.assign(what=what, area=rows["area"].map(called), as_printed=printed)
    frame = named.pivot(index="what", columns="area", values="as_printed").reindex(named["what"].unique())
    return _table(
        rows, frame[list(named["area"].unique())], "Result", "Without numbers of pupils no range is possible."
    )


def _status(rows: pd.DataFrame) -> Table | None:
    if rows.empty:
        return None
    outcome = rows["group"].str.split(": ").str[1].str.split(", (?:not )?(?:on track|applicable)$", regex=True).str[0]
    status = rows["group"].str.extract(", ((?:not )?(?:on track|applicable))$")[0].fillna("")
    told = rows["measure"].str.removeprefix("kbm_").str.replace("forecast_", "forecast: ").str.replace("_", " ")
    kind = told.mask(status.ne(""), "now: " + status).str.strip()
    frame = (
        rows.assign(outcome=outcome, kind=kind)
        .pivot(index="kind", columns="outcome", values="value")
        .reindex(kind.unique())
    )
    return _table(rows, frame.dropna(how="all").astype(object).where(frame.notna(), ""), "Measures")


def _risks(rows: pd.DataFrame) -> Table | None:
    scores = rows[rows["measure"].eq("risk_score")]
    if scores.empty:
        return None
    named = scores.assign(risk=scores["group"].str.removeprefix("risk: "))
    frame = named.pivot(index="risk", columns="column", values="value").reindex(named["risk"].unique())[
        list(named["column"].unique())
    ]
    step = frame.iloc[:, -1] - frame.iloc[:, -2]
    direction = step.map(lambda by: "rose" if by > 0 else "fell" if by < 0 else "level")
    shown = frame.astype(object).where(frame.notna(), "not scored").assign(**{"Since the score before": direction})
    return _table(
        rows,
        shown,
        "Risk",
        "The last column follows from the scores; the arrows beside them are partly unreadable in print.",
    )


def _money(rows: pd.DataFrame) -> Table | None:
    held = rows[rows["measure"].isin(SUMS)]
    if held.empty:
        return None
    service = held["group"].str.removeprefix("service: ").replace("", "both together")
    wide = (
        held.assign(service=service)
        .pivot(index="measure", columns="service", values="value")
        .reindex(list(SUMS))
        .dropna(how="all")
    )
    frame = wide.rename(index=SUMS)[list(service.unique())]
    return _table(rows, frame.astype(object).where(frame.notna(), ""), "Sum", "Education without the schools’ grant.")
