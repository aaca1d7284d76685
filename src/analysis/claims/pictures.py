"""What the committee's page shows: the first thing as a picture, every indicator in one line, and the ledger."""

import pandas as pd

from analysis import words
from analysis.claims.ledger import Judged
from analysis.claims.summary import Summary
from analysis.claims.verdict import VERDICTS
from analysis.exhibits import charts
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, ENGLAND, NEIGHBOURS
from analysis.exhibits.table import Cell, Table
from analysis.indicators import sources
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Share, Unknown


def first_thing(summary: Summary) -> Picture | Unknown:
    """Return the indicator of the first thing by year, beside its comparators."""
    if not summary.things:
        return Unknown("no gap and no change is more than chance")
    measure = summary.things[0].measure
    what, names = indicator(measure), summary.years[measure]
    mine = {name: summary.figures.estimate(measure, summary.authority, name) for name in names}
    table = pd.DataFrame(
        {name: {"value": each.value, "low": each.low, "high": each.high} for name, each in mine.items()}
    ).T
    others = {_headed(area): _printed(summary, measure, area) for area in summary.comparators}
    drawn = {summary.authority: table} | {name: frame for name, frame in others.items() if frame["value"].notna().any()}
    colors = {name: ENGLAND if name == "England" else NEIGHBOURS for name in drawn} | {summary.authority: AUTHORITY}
    counts = [f"{s.counts[0]:,.0f} of {s.counts[1]:,.0f}" if isinstance(s, Share) else "" for s in mine.values()]
    lowest = min(frame.min(numeric_only=True).min() for frame in drawn.values())
    start = 10 * (lowest // 10) if what.kind == "share" and lowest > 40 else 0.0
    used = summary.figures.rows
    of = used["measure"].eq(measure) & used["area"].isin([summary.authority, *summary.comparators])
    rows = [*used.loc[of, "id"], *(row for each in mine.values() for row in each.rows)]
    last = mine[names[-1]]
    return Picture(
        fig=charts.lines(
            drawn, colors, counts=counts if any(counts) else (), counted="children", percent=what.kind == "share", start=start,
            broken=what.broken,
        ),
        data=pd.concat(drawn, names=["area", "year"]).reset_index(), source=sources.line(used, rows), numbers=tuple(mine.values()),
        alt=f"{summary.authority}: {', '.join(f'{each:value} in {name}' for name, each in mine.items())}. {summary.things[0].title}; "
        f"the last is {last}.",
        note=_note(start, what.broken),
    )  # fmt: skip


def _note(start: float, broken: tuple[str, ...]) -> str:
    parts = [
        "The bar is the range of each figure; the neighbours are ten similar authorities, of which the simple average is printed."
    ]
    parts += [f"The scale starts at {start:.0f}%."] if start else []
    parts += [f"{words.listed(broken)} was recorded in another way."] if broken else []
    return " ".join(parts)


def _printed(summary: Summary, measure: str, area: str) -> pd.DataFrame:
    names = summary.years[measure]
    known = {
        name: summary.figures.printed(measure, area, name).value
        for name in names
        if summary.figures.has(measure, area, name)
    }
    return pd.DataFrame({"value": pd.Series(known, dtype=float).reindex(names)})


def in_one_line(summary: Summary) -> Table:
    """Return every indicator: its latest figure, its change on the year, and its gaps."""
    rows: dict[str, dict[str, Cell | Number | str]] = {}
    used: list[str] = []
    for measure, names in summary.years.items():
        latest = summary.figures.estimate(measure, summary.authority, names[-1])
        change = summary.figures.change(measure, summary.authority, names[-2], names[-1])
        row: dict[str, Cell | Number | str] = {
            "Year": names[-1],
            "Latest": Cell(latest),
            "Change on the year": Cell(change, "value"),
            "Chance?": change.said("doubt"),
        }
        for gap in (gap for gap in summary.gaps if gap.key.startswith(f"{measure}.")):
            row[_headed(gap.of["comparator"])] = Cell(gap, "value")
            row[f"{_headed(gap.of['comparator'])}: chance?"] = gap.said("doubt")
            used += gap.rows
        rows[indicator(measure).title] = row
        used += change.rows
    return Table(
        frame=pd.DataFrame(rows).T.fillna("").rename_axis("Indicator"), source=sources.line(summary.figures.rows, used)
    )


def tally(summary: Summary) -> Table:
    """Return the number of claims by verdict, and what each verdict means."""
    rows = {
        name: {"Claims": Cell(summary.counted[name]), "Meaning": meaning}
        for name, meaning in VERDICTS.items()
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
            "Why": each.finding.sentence + (f" But: {each.finding.but}." if each.finding.but else ""), "Report": each.report,
        }
        for each in judged
    }  # fmt: skip
    return Table(frame=pd.DataFrame(rows).T.rename_axis("No."), source=document)


def _headed(area: str) -> str:
    return "Neighbours" if "neighbours" in area.lower() else area
