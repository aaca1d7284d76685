"""The analyst's own monthly series, analysed whole: three outcomes, in tables and sentences for a reader."""

import numpy as np
import pandas as pd

from analysis.statistics.events import impact_models, randomisation
from analysis.statistics.events.event_window import MONTHS_NEEDED, window
from analysis.statistics.events.interruption import Analysis, analyse
from analysis.statistics.events.randomisation import Rank
from analysis.words import interval, listed, number, p_value, percent

SMALLEST = 0.5  # percent: a smaller change is printed as none, and none cannot be more than at other months
OUTCOMES = {
    "strategy meetings": ("meetings", "working_days"),
    "children who had a strategy meeting": ("children", "working_days"),
    "children per strategy meeting": ("children", "meetings"),
}


def outcome(series: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one outcome as column ``count``, with the other column beside it."""
    return series.assign(count=series[OUTCOMES[name][0]])


def study(
    series: pd.DataFrame, event: pd.Timestamp, months_before: int, models: list[str], confidence: float, seed: int
) -> dict[str, Analysis]:
    """Analyse every outcome of the monthly file that has enough months.

    Parameters
    ----------
    series : pandas.DataFrame
        Index: first days of months; columns ``meetings``, ``children``.
    event : pandas.Timestamp
    months_before : int
    models : list of str
    confidence : float
    seed : int

    Returns
    -------
    dict
        Outcome to `Analysis`; strategy meetings first. An outcome other than the first is left out when fewer than 12
        months are known.

    Raises
    ------
    ValueError
        If there are too few months of strategy meetings.
    """
    found = {}
    for name, (column, exposure) in OUTCOMES.items():
        if name != "strategy meetings" and series[["meetings", column]].dropna().shape[0] < MONTHS_NEEDED:
            continue
        seen = window(outcome(series, name), event, months_before, exposure)
        found[name] = analyse(seen, models, confidence=confidence, rng=np.random.default_rng(seed))
    return found


def ranks(series: pd.DataFrame, event: pd.Timestamp) -> dict[str, Rank]:
    """Return, for every outcome with enough months, where its change at the event stands among the months before."""
    found = {}
    for name, (column, exposure) in OUTCOMES.items():
        if series[["meetings", column]].dropna().shape[0] >= MONTHS_NEEDED:
            found[name] = randomisation.rank(outcome(series, name), event, exposure)
    return found


def _stands_out(found: Rank, level: float) -> bool:
    return found.p <= level and abs(found.change) >= SMALLEST


def headline(found: Rank, level: float) -> str:
    """Return whether strategy meetings moved at the event by more than at months without one, in one sentence."""
    if np.isnan(found.p):
        return "There are too few months to say whether strategy meetings moved more than usual"
    if not _stands_out(found, level):
        return f"Strategy meetings moved no more from {found.month:%B %Y} than at other months"
    moved = "rose" if found.change > 0 else "fell"
    return f"Strategy meetings {moved} from {found.month:%B %Y} by more than they moved at other months"


def rank_sentence(name: str, found: Rank, level: float) -> str:
    """Return the headline of an outcome: its change at the event among the changes at months without one."""
    months = len(found.placebo)
    change = (
        f"Over the three months from {found.month:%B %Y} the number of {name} changed by {percent(found.change, 0)} against the "
        "three months before"
    )
    if np.isnan(found.p):
        return (
            f"{change}. Whether that is more than usual **cannot be told**: {months} earlier months can be compared with, and "
            f"{randomisation.PLACEBO_NEEDED} are needed."
        )
    verdict = f"**{'more' if _stands_out(found, level) else 'no more'} than at other months**"
    return (
        f"{change}, {verdict}: of {months} months before, {found.as_large or 'none'} changed by as much either way "
        f"({p_value(found.p)})."
    )


def deciding_sentence(found: Rank, without: pd.DataFrame, level: float) -> str:
    """Return what one month decides: whether the rank says another thing without one of the six months around the event."""
    if np.isnan(found.p):
        return ""
    known = without["p"].dropna()
    other = known.index[(known <= level) != (found.p <= level)]
    if len(other):
        named = listed(f"{month:%B %Y} ({p_value(known[month])})" for month in other)
        return f"**One month decides this**: the answer is another without {named}."
    span = f"{p_value(known.min())} to {known.max():.2g}" if known.min() < known.max() else p_value(known.min())
    return f"No single month decides this: without any one of the {len(known)} around it, {span}."


def models_table(found: Analysis) -> pd.DataFrame:
    """Return the impact models as a reader sees them: one row each, all cells text."""
    rows = {}
    for model, row in found.models.iterrows():
        half = "" if np.isinf(row["half_life"]) else _half_life(row)
        rows[impact_models.MODELS[str(model)]] = {
            "Change in the first full month": percent(row["rise"], 0),
            "Range": interval(row["low"], row["high"], "%", 0),
            "Half gone after": half,
            "Chance of this without an event": p_value(row["p"]),
        }
    return pd.DataFrame(rows).T.rename_axis("If the event sends the number …")


def _half_life(row: "pd.Series[float]") -> str:
    tried = impact_models.HALF_LIVES
    low = "at most " if row["half_life_low"] == tried[0] else ""
    high = " or longer" if row["half_life_high"] == tried[-1] else ""
    span = f"{row['half_life_low']:g} to {row['half_life_high']:g}{high}"
    return f"{low}{row['half_life']:g} months" if low and not high else f"{row['half_life']:g} months ({span})"


def model_sentence(found: Analysis, event: pd.Timestamp, level: float) -> str:
    """Return what the models of an outcome say together, and which shape these months cannot tell from the others."""
    verdict = "no change beyond usual movement" if found.p_any > level else "a change beyond usual movement"
    text = f"All shapes together: {verdict} from {event:%B %Y} on ({p_value(found.p_any)})."
    if not found.left_out:
        return text
    shapes = listed(f"“{impact_models.MODELS[name]}”" for name in found.left_out)
    return f"{text} These months cannot tell {shapes} from the others, so it is left out."


def forecast_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the forecast from the months before the event as text, one row per month."""
    return pd.DataFrame(
        {
            "Counted": [number(value) for value in frame["count"]],
            "Expected from the months before": [number(value) for value in frame["expected"]],
            "Range for such a month": [
                interval(*pair, decimals=0) for pair in zip(frame["low"], frame["high"], strict=True)
            ],
            "Counted less expected": [number(value) for value in frame["excess"]],
        },
        index=pd.Index([f"{month:%B %Y}" for month in frame.index], name="Month"),
    )


def changed_choices(
    event: pd.Timestamp, *, inspected: bool = False
) -> dict[str, tuple[pd.Timestamp, list[pd.Timestamp]]]:
    """Return other ways to cut the same series: what is changed, the event date, and the months left out.

    The months of the inspection are those of the authority that the documents are about.
    """
    month = event.replace(day=1)
    before, after = month - pd.DateOffset(months=1), month + pd.DateOffset(months=1)
    inspection = [pd.Timestamp("2021-11-01"), pd.Timestamp("2021-12-01")]
    lockdown = list(pd.date_range("2020-03-01", "2020-06-01", freq="MS"))
    found = {
        f"event a month earlier, {before:%B %Y}": (before, []),
        f"event a month later, {after:%B %Y}": (after, []),
        f"without {month:%B %Y}": (event, [month]),
        "without November and December 2021, the months of the inspection": (event, inspection),
        "without March to June 2020, the first lockdown": (event, lockdown),
    }
    return {words: choice for words, choice in found.items() if inspected or choice[1] != inspection}


def sensitivity_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the estimates under other choices as text."""
    rows = {
        words: {
            "Change in the first full month": "too few months" if np.isnan(row["rise"]) else percent(row["rise"], 0),
            "Range": "" if np.isnan(row["rise"]) else interval(row["low"], row["high"], "%", 0),
            "Chance of this without an event": "" if np.isnan(row["rise"]) else p_value(row["p"]),
        }
        for words, row in frame.iterrows()
    }
    return pd.DataFrame(rows).T.rename_axis("What is changed")


def event_day(text: str) -> pd.Timestamp:
    """Return the day that a parameter names.

    Raises
    ------
    ValueError
        If it is not written as 2021-12-01.
    """
    day = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    if pd.isna(day):
        raise ValueError(f"event_date is '{text}': write the day as year-month-day, for example 2021-12-01.")
    return pd.Timestamp(day)


def model_names(text: str) -> list[str]:
    """Return the impact models that a parameter names, separated by commas; an unknown one raises an error."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    impact_models.check(names)
    return names
