"""Small tables of a safeguarding board's report, as published: counts without a period, deaths reviewed, money and training."""

from typing import Any

import pandas as pd

from analysis import words
from analysis.exhibits.table import Table
from analysis.indicators import sources
from analysis.indicators.estimate import Number, tally
from analysis.indicators.stated import key

WITHOUT_PERIOD = [f"Appendix A 3.{number}" for number in (2, 3, 4, 7)]
ENQUIRIES = "Appendix A 3.2 source of enquiry"
BEDS = "bed_and_breakfast_children"
HOMES, HOMES_SHARE, WAITS = "lac_residential_placements", "lac_residential_placements_share", "camhs_wait"
DEATHS = "child_deaths_reviewed"
INCOME, SPENT, COURSES, CAME = "lscb_income", "lscb_expenditure", "training_courses_delivered", "training_delegates"
MEASURES = [
    HOMES, HOMES_SHARE, "private_fostering_enquiries", f"{WAITS}_assessment", f"{WAITS}_treatment", DEATHS, INCOME, SPENT, COURSES, CAME,
]  # fmt: skip


def without_period(rows: pd.DataFrame) -> list[Table]:
    """Return counts whose periods were lost in the published file, in reading order; a list, empty where there are none."""
    held = rows[rows["as_printed"].ne("") & rows["unit"].ne("text")]
    lines = {
        ("In bed and breakfast: " if part["measure"].iloc[0] == BEDS else "") + str(row): ", ".join(part["as_printed"])
        for (_, row), part in held.groupby(["table", "row"], sort=False)
    }
    if not lines:
        return []
    frame = pd.DataFrame({"As printed, in reading order": lines}).rename_axis("Count")
    return [
        Table(
            frame=frame,
            source=sources.line(held),
            note="Small counts stand as printed; nothing is worked out from them.",
        )
    ]


def homes(rows: pd.DataFrame) -> list[Table]:
    """Return residential placements by day; a list, empty where there are none."""
    held = rows[rows["measure"].isin([HOMES, HOMES_SHARE])]
    if held.empty:
        return []
    wide = held.sort_values("period_end", kind="stable").pivot(index="period_end", columns="measure", values="value")
    frame = pd.DataFrame({"Children": wide[HOMES].astype(int), "Of all looked after, %": wide[HOMES_SHARE].to_numpy()})
    return [
        Table(
            frame=frame.set_axis([f"{day:%-d %B %Y}" for day in wide.index]).rename_axis("Day"),
            source=sources.line(held),
        )
    ]


def told(rows: pd.DataFrame, area: str) -> list[str]:
    """Return what is said of enquiries, waiting times, deaths, money and training, a sentence each where it is printed."""
    found = [_enquiries(rows), _waits(rows), _deaths(rows, area), _money(rows), _training(rows)]
    return [each for each in found if each]


def _sum(name: str, rows: pd.DataFrame, label: str, unit: str = "count") -> Number:
    return Number(
        key=key("board", name),
        value=float(rows["value"].sum()),
        unit=unit,
        digits=0,
        label=label,
        rows=tuple(rows["id"]),
    )


def _enquiries(rows: pd.DataFrame) -> str:
    held = rows[rows["table"].eq(ENQUIRIES)].dropna(subset=["value"])
    if held.empty:
        return ""
    most = held.groupby("group")["value"].max().nlargest(2).index
    listed = "; ".join(
        f"{group.removeprefix('source: ')} {words.listed(map(_one, held[held['group'].eq(group)].itertuples()))}"
        for group in most
    )
    kinds = tally(key("board", "kinds of enquirer"), held["group"].nunique(), "kinds of enquirer", held["id"])
    return f"**Private fostering.** Of {kinds} kinds of enquirer the most frequent are, in reading order: {listed}."


def _one(row: Any) -> str:
    number = tally(key("counted", row.id), row.value, f"enquiries: {row.group}", [row.id])
    return f"{number}"


def _waits(rows: pd.DataFrame) -> str:
    held = rows[rows["measure"].str.startswith(WAITS)]
    if held.empty:
        return ""
    cells = tally(key("board", "waits"), len(held), "cells printed of waits", held["id"])
    filled = tally(key("board", "waits with a figure"), held["value"].notna().sum(), "cells with a figure", held["id"])
    figures = filled if filled.value else "none"
    return f"**Waiting for mental health services.** {cells} cells are printed, {figures} of them with a figure."


def _deaths(rows: pd.DataFrame, area: str) -> str:
    held = rows[rows["measure"].eq(DEATHS)]
    everywhere, here = (held[held["area"].eq(name) & held["group"].eq("")] for name in ("", area))
    kinds = held[held["area"].eq(area) & held["group"].str.startswith("category: ")].sort_values("value", kind="stable")
    if everywhere.empty or here.empty or kinds.empty:
        return ""
    numbers = [_sum(f"deaths {name}", part, f"child deaths reviewed, {name}") for name, part in
               (("all", everywhere), (area, here), ("most frequent", kinds.iloc[-1:]))]  # fmt: skip
    kind = str(kinds["group"].iloc[-1]).removeprefix("category: ")
    return (
        f"**Child deaths.** The panel reviewed {numbers[0]} deaths, {numbers[1]} of them from {area}; the most frequent category there "
        f"is {kind} ({numbers[2]}). Reviews count by the year of the review, not of the death."
    )


def _money(rows: pd.DataFrame) -> str:
    whole = {name: rows[rows["measure"].eq(name) & rows["group"].eq("")] for name in (INCOME, SPENT)}
    if any(part.empty for part in whole.values()):
        return ""
    income, spent = (_sum(name, part, words.measure(name), "gbp") for name, part in whole.items())
    lines = [rows[rows["measure"].eq(name) & rows["group"].ne("")]["value"].sum() for name in (INCOME, SPENT)]
    both = "add up to both totals" if lines == [income.value, spent.value] else "do not add up to both totals"
    more = Number(
        key=key("board", "shortfall"), value=spent.value - income.value, unit="gbp", digits=0, label="expenditure less income",
        rows=(*income.rows, *spent.rows),
    )  # fmt: skip
    way = "more" if more.value >= 0 else "less"
    return (
        f"**Money.** The board’s income was £{income}, its expenditure £{spent}: £{more:size} {way}. The lines {both}."
    )


def _training(rows: pd.DataFrame) -> str:
    held = {name: rows[rows["measure"].eq(name) & rows["group"].str.startswith("course: ")] for name in (COURSES, CAME)}
    if any(part.empty for part in held.values()):
        return ""
    courses, people = (_sum(name, part, words.measure(name)) for name, part in held.items())
    return (
        f"**Training.** {courses} courses were held for {people} delegates, where one person can count more than once."
    )


def training(rows: pd.DataFrame) -> list[Table]:
    """Return courses and delegates; a list, empty where there are none."""
    held = rows[rows["measure"].isin([COURSES, CAME]) & rows["group"].str.startswith("course: ")]
    if held.empty:
        return []
    wide = held.pivot(index="group", columns="measure", values="value").astype(int)
    names = wide.index.str.removeprefix("course: ")
    frame = pd.DataFrame({"Courses": wide[COURSES].to_numpy(), "Delegates": wide[CAME].to_numpy()}, index=names)
    return [Table(frame=frame.rename_axis("Course"), source=sources.line(held))]
