"""What was found about repeat plans, in words for a committee."""

import pandas as pd

from analysis import words as wording
from analysis.statistics.shares.differences import Difference
from analysis.statistics.trends import Trend


def trend(found: Trend, kind: str) -> str:
    """Return a trend in words, with its interval.

    Parameters
    ----------
    found : Trend
    kind : str
        ``quarter`` or ``year``.

    Examples
    --------
    >>> trend(Trend(1.04, 0.97, 1.11, 0.2, 1.0, 8), "quarter")
    'showed no clear trend (+4.0% a quarter, −3.0% to +11.0%)'
    """
    value, low, high = (100 * (each - 1) for each in (found.ratio, found.low, found.high))
    if low <= 0 <= high:
        return f"showed no clear trend ({value:+.1f}% a {kind}, {low:+.1f}% to {high:+.1f}%)".replace("-", "−")
    word = "rose" if value > 0 else "fell"
    near, far = sorted([abs(low), abs(high)])
    return f"{word} by {abs(value):.1f}% a {kind} ({wording.interval(near, far, '%')})"


def change(counts: pd.DataFrame, before: str, after: str, split: pd.Series) -> str:
    """Return how a change split into repeats and starts, in words with the counts.

    Parameters
    ----------
    counts : pandas.DataFrame
        Index year; columns repeats, starts.
    before, after : str
        Years.
    split : pandas.Series
        A row of `analysis.investigations.repeat_plan_volatility.repeat_plans.changes`.
    """
    old, new = counts.loc[before], counts.loc[after]
    shares = [wording.count_of(each["repeats"], each["starts"]) for each in (old, new)]
    way = "rise" if split["change"] > 0 else "fall"
    more = {name: _more(old[name], new[name]) for name in ("repeats", "starts")}
    parts = {"repeats": split["numerator_part"], "starts": split["denominator_part"]}
    text = f"From {before} to {after} the share went from {shares[0]} to {shares[1]}. "
    pulled = [name for name, part in parts.items() if part < 0]
    if not pulled:
        ordered = sorted(parts, key=lambda name: -parts[name])
        return (
            text
            + f"Of that {way}, "
            + " and ".join(f"**{parts[n]:.0f}%** came from {more[n]} {n}" for n in ordered)
            + "."
        )
    other = pulled[0]
    cause = "starts" if other == "repeats" else "repeats"
    return text + (
        f"The {way} came from {more[cause]} {cause} alone (**{parts[cause]:.0f}%** of it); {more[other]} {other} pulled the other "
        f"way ({wording.number(parts[other])}%)."
    )


def points(found: Difference) -> str:
    """Return a change in percentage points with its range, and whether chance alone could make it."""
    text = f"{found.value:+.1f} points ({found.low:+.1f} to {found.high:+.1f})".replace("-", "−")
    doubt = "which chance alone could make" if found.low <= 0 <= found.high else "more than chance makes"
    return f"{text}, {doubt}"


def _more(old: float, new: float) -> str:
    return "more" if new > old else "fewer" if new < old else "as many"


def charted(outside: dict[str, int], points: int) -> str:
    """Return what the charts say, in words.

    Parameters
    ----------
    outside : dict
        Chart to the number of its points outside the limits.
    points : int
        Points on each chart.
    """
    loud = [f"{name} ({count} of {points} points)" for name, count in outside.items() if count]
    quiet = [name for name, count in outside.items() if not count]
    if not loud:
        return f"No: none of {wording.listed(quiet)} has a point outside its limits"
    if not quiet:
        return f"Yes, all of them: {wording.listed(loud)}"
    return f"They disagree: an alarm on {wording.listed(loud)}, none on {wording.listed(quiet)}"


def stood_out(alarms: dict[str, pd.Series], limit: str) -> str:
    """Return which years lie outside a funnel's limits, in words.

    Parameters
    ----------
    alarms : dict
        Comparator to the alarm of each year (``""``, ``95%`` or ``99.8%``; index year).
    limit : str
        ``95%`` (or further out) or ``99.8%``.
    """
    counted = [limit] if limit == "99.8%" else ["95%", "99.8%"]
    found = {name: list(each.index[each.isin(counted)]) for name, each in alarms.items()}
    loud = [f"{wording.listed(years)} against {name}" for name, years in found.items() if years]
    return wording.listed(loud) if loud else "no year"
