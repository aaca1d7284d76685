"""What the committee's page shows: the first thing as a picture, every indicator in one line, and the ledger."""

import pandas as pd

from analysis.claims import verdict
from analysis.claims.ledger import Judged
from analysis.claims.summary import Summary
from analysis.exhibits import by_year
from analysis.exhibits.picture import Picture
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.looks import SHORTLY


def first_thing(summary: Summary) -> Picture | Unknown:
    """Return the indicator of the first thing by year, beside its comparators."""
    return by_year.picture(summary.figures, summary.things[0].measure, summary.authority, summary.comparators)


def in_one_line(summary: Summary) -> Table:
    """Return every indicator: its latest figure, its change on the year, and its gaps."""
    rows: dict[str, dict[str, Cell | Number | str]] = {}
    gaps: dict[tuple[str, str], tuple[Cell, str]] = {}
    used: list[str] = []
    for measure, names in summary.years.items():
        latest = summary.figures.estimate(measure, summary.authority, names[-1])
        change = summary.on_the_year[measure]
        rows[indicator(measure).title] = {
            "Year": names[-1],
            "Latest": Cell(latest),
            "Change on the year": Cell(change, "value"),
            "Chance?": summary.doubt(change),
        }
        for gap in (gap for gap in summary.gaps if gap.key.startswith(f"{measure}.")):
            gaps[indicator(measure).title, gap.of["comparator"]] = (
                Cell(gap, "value"),
                SHORTLY[summary.standing[gap.key]],
            )
            used += gap.rows
        used += change.rows
    return Table(frame=by_year.with_gaps(rows, gaps, "Indicator"), source=sources.line(summary.figures.rows, used))


def tally(summary: Summary) -> Table | Unknown:
    """Return the number of claims by verdict, and what each verdict means."""
    if not summary.judged:
        return Unknown(f"no report with statements about {summary.authority} is transcribed")
    rows = {
        name: {"Claims": Cell(summary.counted[name]), "Meaning": meaning}
        for name, meaning in verdict.VERDICTS.items()
        if summary.tally[name]
    }
    used = [row for each in summary.judged for row in each.finding.rows]
    return Table(frame=pd.DataFrame(rows).T.rename_axis("Verdict"), source=sources.line(summary.figures.rows, used))


def by_document(summary: Summary, documents: dict[str, str]) -> dict[str, Table]:
    """Return the ledger as one table per document: claim, verdict, why, and the report behind it."""
    named = dict.fromkeys(each.claim["document"] for each in summary.judged)
    grouped = {name: [each for each in summary.judged if each.claim["document"] == name] for name in named}
    return {documents.get(name, name): _ledger(each, documents.get(name, name)) for name, each in grouped.items()}


def _ledger(judged: list[Judged], document: str) -> Table:
    rows = {
        each.claim["claim"]: {
            "Claim": f"{each.claim['paraphrase']} ({each.claim['paragraph']})", "Verdict": each.finding.verdict,
            "Why": each.finding.sentence + (f" But: {each.finding.but}." if each.finding.but else ""), "See": f"report {each.report}",
        }
        for each in judged
    }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("No."), source=document)
