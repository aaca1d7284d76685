"""How the analysis of an event does on SIMULATED series with known truth: false alarms, recovery, smallest effect."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from analysis.statistics.events import impact_models, power, randomisation, simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.interruption import Analysis, fit
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")
MODELS = list(impact_models.MODELS)
RANK = "rank among months without an event"
DESIGN = "any of four impact models, autocorrelated reference"
AFTER = 6
LENGTHS = (42, 48, 60)  # the rank needs 38 months at least
RISES = (0.2, 0.3, 0.45, 0.65, 1.0, 1.6)
DURATIONS = {
    "one month": Truth(model="pulse"),
    "half-life 3 months": Truth(half_life=3.0),
    "stays up": Truth(model="step"),
}
KNOWN = Truth(rise=0.5, half_life=2.5)
USUAL = "autocorrelation 0.3, dispersion 2.5"
# What a series of about 125 a month may do without any event.
WORLDS = {
    USUAL: Truth(),
    "autocorrelation 0.45, dispersion 2.5": Truth(autocorrelation=0.45),
    "autocorrelation 0.3, dispersion 5": Truth(dispersion=5.0),
    "a level that drifts by 3% a month": Truth(drift=0.03),
    "a level that drifts by 6% a month": Truth(drift=0.06),
    "another break, −30% a year before": Truth(other_break=-0.3),
}
Row = dict[str, Any]


def rows(replications: int, seed: int) -> pd.DataFrame:
    """Return the calibration of the interrupted series on SIMULATED data.

    Parameters
    ----------
    replications : int
        Series for each false-positive rate of the rank; two fifths of them for the model, which is slower, and for recovery, a
        fifth for each point of a power curve.
    seed : int

    Returns
    -------
    pandas.DataFrame
        Columns investigation, estimator, setting, truth, quantity, estimate, replications, monte_carlo_error, seed.
        Shares are fractions, rises percent, half-lives months.
    """
    rng = np.random.default_rng(seed)
    parts = [
        *_ranks(replications, rng),
        *_false_positives(max(2 * replications // 5, 2), rng),
        *_recovery(max(2 * replications // 5, 2), rng),
        *_other_errors(max(2 * replications // 5, 2), rng),
        *_smallest(max(replications // 5, 2), rng),
        *_drifting(replications, np.random.default_rng(seed + 1)),
    ]
    table = pd.DataFrame(parts)
    table.insert(0, "investigation", "interruption")
    return table.assign(seed=seed)


def _row(estimator: str, setting: str, truth: object, quantity: str, estimate: float, n: int, error: float) -> Row:
    names = ["estimator", "setting", "truth", "quantity", "estimate", "replications", "monte_carlo_error"]
    return dict(zip(names, [estimator, setting, truth, quantity, estimate, n, error], strict=True))


def _share(estimator: str, setting: str, truth: object, quantity: str, hits: "np.ndarray[Any, Any]") -> Row:
    share = float(np.mean(hits))
    error = np.sqrt(share * (1 - share) / len(hits))
    return _row(estimator, setting, truth, quantity, share, len(hits), error)


def _setting(months: int, truth: Truth) -> str:
    return f"{months} months, autocorrelation {truth.autocorrelation:g}, dispersion {truth.dispersion:g}"


def _run(months: int, truth: Truth, replications: int, rng: np.random.Generator) -> list[Analysis]:
    return power.analyses(EVENT, months - AFTER, AFTER, truth, MODELS, replications, rng)


def _ranked(
    months: int, truth: Truth, replications: int, rng: np.random.Generator, zero: bool = False
) -> "np.ndarray[Any, Any]":
    """Return in which SIMULATED series the event stands out; with `zero`, one month before it counts nothing."""
    index = simulated_series.months_around(EVENT, months - AFTER, AFTER)
    mean = simulated_series.expected(index, EVENT, truth)
    hits = []
    for _ in range(replications):
        counts = simulated_series.draw(mean, truth, rng)
        if zero:
            counts[rng.integers(0, months - AFTER)] = 0
        hits.append(randomisation.rank(pd.DataFrame({"count": counts}, index=index), EVENT).p <= 0.05)
    return np.array(hits)


def _ranks(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    """Yield the false alarms of the headline, and what one zero month does to a rise of 65% that stays."""
    cases = [(months, USUAL) for months in LENGTHS]
    cases += [(48, words) for words in WORLDS if words != USUAL]
    for months, words in cases:
        hits = _ranked(months, WORLDS[words], replications, rng)
        yield _share(RANK, f"{months} months, {words}", 0.05, "size", hits)
    risen = Truth(model="step", rise=0.65)
    for words, zero in (("no zero", False), ("one zero month", True)):
        hits = _ranked(48, risen, replications, rng, zero)
        yield _share(RANK, f"48 months, up 65% and stays, {words}", 0.65, "power", hits)
    hits = _ranked(48, Truth(), replications, rng, zero=True)
    yield _share(RANK, "48 months, no event, one zero month", 0.05, "size", hits)


def _drifting(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    """Yield the false alarms of the headline on drifting series that are shorter and longer than those of `_ranks`."""
    for months in (LENGTHS[0], LENGTHS[-1]):
        for words in (words for words in WORLDS if "drifts" in words):
            hits = _ranked(months, WORLDS[words], replications, rng)
            yield _share(RANK, f"{months} months, {words}", 0.05, "size", hits)


def _false_positives(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    for months, words in [(24, USUAL)] + [(42, words) for words in WORLDS]:
        found = _run(months, WORLDS[words], replications, rng)
        hits = np.array([each.p_any <= 0.05 for each in found])
        yield _share(DESIGN, f"{months} months, {words}", 0.05, "size", hits)


def _recovery(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    months, truth = 30, KNOWN
    found = _run(months, truth, replications, rng)
    decay = pd.DataFrame([each.models.loc["decay"] for each in found]).astype(float)
    setting = _setting(months, truth)
    for quantity, column, known in [
        ("rise_found", "rise", 100 * truth.rise),
        ("half_life_found", "half_life", truth.half_life),
    ]:
        middle, error = float(decay[column].median()), float(1.2533 * decay[column].std() / np.sqrt(len(decay)))
        yield _row("decay", setting, known, quantity, middle, len(decay), error)
    for quantity, low, high, known in [
        ("range of the rise", "low", "high", 100 * truth.rise),
        ("range of the half-life", "half_life_low", "half_life_high", truth.half_life),
    ]:
        inside = ((decay[low] <= known) & (decay[high] >= known)).to_numpy()
        yield _share(f"decay: {quantity}", setting, 0.95, "coverage", inside)


def _other_errors(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    """Yield the false alarms of the usual errors for a step, to show why none of them is used."""
    truth, months = Truth(), simulated_series.months_around(EVENT, 30 - AFTER, AFTER)
    mean = simulated_series.expected(months, EVENT, truth)
    ways: dict[str, Callable[..., Any]] = {"Poisson": _poisson, "quasi-Poisson": _quasi, "Newey-West": _newey_west}
    hits: dict[str, list[bool]] = {name: [] for name in ways}
    seen = window(pd.DataFrame({"count": mean}, index=months), EVENT, len(months))
    for _ in range(replications):
        drawn = replace(seen, counts=simulated_series.draw(mean, truth, rng))
        for name, way in ways.items():
            hits[name].append(way(drawn) <= 0.05)
    for name, each in hits.items():
        yield _share(f"step, {name} errors", _setting(30, truth), 0.05, "size", np.array(each))


def _poisson(seen: Any) -> float:
    found = fit(seen, "step", np.inf)
    return float(2 * stats.norm.sf(abs(found.rise / found.error * np.sqrt(found.scale))))


def _quasi(seen: Any) -> float:
    found = fit(seen, "step", np.inf)
    return float(2 * stats.t.sf(abs(found.rise / found.error), len(seen.counts) - len(found.coefficients)))


def _newey_west(seen: Any) -> float:
    design = np.column_stack([seen.base, (seen.since >= 0).astype(float)])
    model = GLM(seen.counts, design, family=families.Poisson(), offset=seen.exposure)
    found = model.fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}, use_t=True)
    return float(found.pvalues[-1])


def _smallest(replications: int, rng: np.random.Generator) -> Iterator[Row]:
    for months in LENGTHS:
        for words, truth in DURATIONS.items():
            shares = {}
            for rise in RISES:
                shares[rise] = float(_ranked(months, replace(truth, rise=rise), replications, rng).mean())
                if shares[rise] >= 0.97:
                    break
            smallest = 100 * power.minimum(pd.Series(shares), 0.8)
            setting = f"{months} months, {words}"
            # 0.4 = √(0.8 × 0.2): the error of a share near 80%, turned into rises by the slope of the power curve
            error = 100 * 0.4 / np.sqrt(replications) / _slope(shares)
            yield _row(RANK, setting, 0.8, "minimum_detectable_rise", smallest, replications, error)


def _slope(shares: dict[float, float]) -> float:
    rises, values = np.array(list(shares)), np.maximum.accumulate(list(shares.values()))
    above = int(np.argmax(values >= 0.8)) if values[-1] >= 0.8 else len(values) - 1
    below = max(above - 1, 0)
    run = rises[above] - rises[below] if above > below else rises[above]
    return float(max((values[above] - (values[below] if above > below else 0.05)) / run, 1e-6))
