"""Pictures and tables of the evidence itself: what was read, what contradicts what, and the children behind the rates."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis import words
from analysis.exhibits.picture import Picture
from analysis.exhibits.style import AUTHORITY, CLEAR, NARROW, SOFT, WIDTH, direct_label, panel
from analysis.exhibits.table import Table
from analysis.indicators import sources
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.stated import key
from analysis.investigations.evidence_and_reconciliation.study import MEANING, Contradictions

SHAPES = {"000": "o", "001": "s", "002": "^"}
NUMBERED = "000 to 004 are the documents, numbered as in the table of what was read."


def on_plans(study: Contradictions) -> Picture | Unknown:
    """Return every printed number of children on a plan at its day, and those that have several days."""
    data = study.on_plans
    if isinstance(data, Unknown):
        return data
    known = data[~data["value"].isin([peak.number.value for peak in study.peaks])]
    told = "".join(
        f" {peak.number}, hollow, stands at {peak.told}: more than one time for one number." for peak in study.peaks
    )
    low, high, last = (
        known.loc[place] for place in (known["value"].idxmin(), known["value"].idxmax(), known.index[-1])
    )
    return Picture(
        fig=_by_day(known, study), narrow=_by_day(known, study, width=NARROW), data=data.drop(columns="id"),
        source=sources.line(study.observations, [*data["id"], *(row for peak in study.peaks for row in peak.number.rows)]),
        alt=f"Of the numbers printed for a day the lowest is {_on(low)}, the highest {_on(high)} and the last {_on(last)}.{told}",
        note="Filled: printed for that day. Hollow: one number, printed for each of these months.",
        numbers=tuple(peak.number for peak in study.peaks),
    )  # fmt: skip


def _on(row: pd.Series) -> str:
    return f"{words.number(row['value'])} on {words.day(row['date'])}"


def _by_day(known: pd.DataFrame, study: Contradictions, width: float = WIDTH) -> Figure:
    fig, ax = panel(72, left=11, right=8, top=8, bottom=8, width=width)
    latest = known.drop_duplicates("date", keep="last")
    ax.plot(latest["date"], latest["value"], color=AUTHORITY, linewidth=1.2, alpha=0.45, zorder=1)
    ax.plot(known["date"], known["value"], "o", color=AUTHORITY, markersize=5, zorder=3)
    for peak in study.peaks:
        height = [peak.number.value] * len(peak.dates)
        ax.plot(peak.dates, height, "o--", color=AUTHORITY, mfc="white", mew=1.6, markersize=7, linewidth=1.4, zorder=4)
        label = f"{peak.number.said()}, printed for\n{peak.told}"
        told = {"fontweight": "semibold", "ha": "center", "va": "bottom"}
        direct_label(ax, peak.dates[0], peak.number.value, label, AUTHORITY, dx=0, dy=7, **told)
    last = latest.iloc[-1]
    direct_label(ax, last["date"], last["value"], words.number(last["value"]), AUTHORITY, dx=-4, dy=10)
    ax.set_ylim(0, 1.25 * max([known["value"].max(), *(peak.number.value for peak in study.peaks)]))
    ax.spines["bottom"].set_color(SOFT)
    return fig


def causes(study: Contradictions) -> Table:
    """Return how many contradictions each cause makes, and what it means."""
    frame = pd.DataFrame(
        {
            "Contradictions": list(study.by_cause.values()),
            "What that means": [MEANING.get(cause, "") for cause in study.by_cause],
        },
        index=pd.Index(list(study.by_cause), name="Cause"),
    )
    return Table(frame=frame, source=study.source)


def read(study: Contradictions) -> Table:
    """Return how much each document prints."""
    given = study.printed
    frame = pd.DataFrame(
        {
            "Printed": given["figures"].to_list(),
            "With a number": given["numbers"].to_list(),
            "Without a period": given["undated"].to_list(),
        },
        index=pd.Index([f"{name}: {study.names.get(str(name), '')}" for name in given.index], name="Document"),
    )
    return Table(frame=frame, source=study.source)


def contradictions(study: Contradictions, which: str) -> Table | Unknown:
    """Return contradictions one by one: ``figures``, ``sentences`` or ``settled``."""
    rows = study.among(which)
    if rows.empty:
        return Unknown("there are none")
    frame = rows.set_index("subject").rename_axis("What")
    frame.columns = pd.Index(["In print", "Why they cannot both be meant", "Used in these reports"])
    return Table(frame=frame, source=study.source, note=NUMBERED)


def populations(people: pd.DataFrame, study: Contradictions) -> Picture | Unknown:
    """Return the children that each printed number and rate imply, with what rounding of the rate allows.

    Parameters
    ----------
    people : pandas.DataFrame
        Columns source, date, people, low, high, ids.
    study : Contradictions
    """
    if people.empty:
        return Unknown(f"no document prints both a number and a rate for {study.authority}")
    ids = [name for each in people["ids"] for name in each.split(";")]
    low, high = words.number(people["people"].min()), words.number(people["people"].max())
    return Picture(
        fig=_populations(people), narrow=_populations(people, NARROW), data=people.drop(columns="ids"),
        source=sources.line(study.observations, ids),
        alt=f"Number and rate imply from {low} to {high} children.{_apart(people)}",
        note="The bar is what rounding of the rate allows. Scale does not start at zero.",
        numbers=tuple(_number(row) for row in people.to_dict("records")),
    )  # fmt: skip


def populations_title(people: pd.DataFrame) -> str:
    """Return whether two documents imply different numbers of children for one day, as a title."""
    if _different(people).empty:
        return "Rates and numbers imply one estimate of the children for each day"
    return "One day, two estimates of the children of the area"


def _different(people: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the days for which documents imply different numbers, beyond rounding."""
    return people.groupby("date").filter(lambda rows: rows["low"].max() > rows["high"].min())


def _apart(people: pd.DataFrame) -> str:
    """Return the day for which two documents imply the most different numbers, beyond rounding; empty where none does."""
    days = _different(people)
    if days.empty:
        return ""
    reach = days.groupby("date")["people"].agg(lambda values: values.max() - values.min())
    rows = days[days["date"].eq(reach.idxmax())].sort_values("people", kind="stable")
    said = (f"{words.number(row['people'])} by document {row['source']}" for _, row in rows.iloc[[0, -1]].iterrows())
    return f" For {words.day(reach.idxmax())} documents imply different numbers: {words.listed(said)}."


def _number(row: Mapping[str, object]) -> Number:
    date, source = pd.Timestamp(str(row["date"])), str(row["source"])
    return Number(
        key=key("implied_population", source, f"{date:%Y-%m-%d}"), value=float(str(row["people"])), low=float(str(row["low"])),
        high=float(str(row["high"])), level=1.0, unit="count", digits=0, rows=tuple(str(row["ids"]).split(";")),
        label=f"children implied by number and rate, {words.day(date)}, document {source}",
        method="count / rate, range by rounding of the rate",
    )  # fmt: skip


def _populations(people: pd.DataFrame, width: float = WIDTH) -> Figure:
    fig, ax = panel(72, left=14, right=12, top=5, bottom=8, width=width)
    for shift, (source, rows) in enumerate(people.groupby("source")):
        at = rows["date"] + pd.Timedelta(days=25 * (shift - 1))
        ax.vlines(at, rows["low"] / 1e3, rows["high"] / 1e3, color=AUTHORITY, linewidth=1.6)
        face = "white" if shift % 2 else AUTHORITY
        ax.plot(at, rows["people"] / 1e3, SHAPES.get(str(source), "o"), mec=AUTHORITY, mfc=face, markersize=6, zorder=3)
        # documents of one period would be named on top of each other at one end
        end, side = (rows["date"].idxmin(), "left") if shift % 2 else (rows["date"].idxmax(), "right")
        direct_label(
            ax, at[end], rows["high"][end] / 1e3, f"document {source}", AUTHORITY, dx=0, dy=9, ha=side, bbox=CLEAR
        )
    ax.margins(y=0.12)
    return fig
