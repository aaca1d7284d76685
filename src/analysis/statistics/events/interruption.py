"""An event in a monthly count: what it added, by impact models stated first, against overdispersed neighbours."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.statistics.events import autocorrelation, impact_models
from analysis.statistics.events.event_window import Window

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """One impact model with one half-life, fitted; `strength` is the F statistic of no impact."""

    model: str
    half_life: float
    coefficients: Array
    mean: Array
    scale: float
    strength: float
    rise: float
    error: float


@dataclass(frozen=True)
class Analysis:
    """What `analyse` found; rises are in percent of what the month would have had without the event.

    `left_out` names the impact models that so few months from the event on cannot tell from the others.
    """

    models: pd.DataFrame
    months: pd.DataFrame
    p_any: float
    dispersion: float
    autocorrelation: float
    left_out: tuple[str, ...] = ()


def poisson(counts: Array, design: Array, exposure: Array) -> tuple[Array, Array]:
    """Return the coefficients and the means of a log-linear Poisson regression, by reweighted least squares."""
    mean: Array = counts + 0.5
    beta: Array = np.zeros(design.shape[1])
    for _ in range(100):
        target = np.log(mean) - exposure + (counts - mean) / mean
        weighted = design * mean[:, None]
        last = beta
        beta = np.asarray(np.linalg.solve(weighted.T @ design, weighted.T @ target), dtype=np.float64)
        mean = np.exp(np.clip(design @ beta + exposure, -20, 20))
        if np.abs(beta - last).max() < 1e-10:
            break
    return beta, mean


def fit(seen: Window, model: str, half_life: float) -> Fit:
    """Fit one impact model with one half-life by quasi-Poisson regression; the rise is that of a full first month."""
    impact = impact_models.columns(model, seen.since, seen.dose, half_life)
    design = np.column_stack([seen.base, impact])
    beta, mean = poisson(seen.counts, design, seen.exposure)
    residuals = (seen.counts - mean) / np.sqrt(mean)
    scale = max(float(residuals @ residuals) / (len(mean) - design.shape[1]), 1e-9)
    size = impact.shape[1]
    covariance = np.linalg.inv(design.T @ (design * mean[:, None]))[-size:, -size:] * scale
    tail = beta[-size:]
    strength = float(tail @ np.linalg.solve(covariance, tail)) / size
    return Fit(model, half_life, beta, mean, scale, strength, float(tail.sum()), float(np.sqrt(covariance.sum())))


def statistics(noise: Array, design: Array, size: int) -> tuple[Array, Array]:
    """Return F of the last `size` columns and |t| of their sum, for series without an event (a row each)."""
    q, r = np.linalg.qr(design)
    projected = noise @ q
    left = (noise**2).sum(axis=1) - (projected**2).sum(axis=1)
    scale = left / (design.shape[0] - design.shape[1])
    tail = np.linalg.inv(r[-size:, -size:])
    total = projected[:, -size:] @ tail.sum(axis=0)
    spread = np.sqrt(scale * (tail.sum(axis=0) ** 2).sum())
    return (projected[:, -size:] ** 2).sum(axis=1) / size / scale, np.abs(total) / spread


def designs(seen: Window, mean: Array, model: str) -> dict[float, Array]:
    """Return the weighted design of a model for each half-life."""
    root = np.sqrt(mean)[:, None]
    return {
        half: np.column_stack([seen.base, impact_models.columns(model, seen.since, seen.dose, half)]) * root
        for half in impact_models.half_lives(model)
    }


def told_apart(seen: Window, models: list[str]) -> list[str]:
    """Return the impact models that the months from the event on can tell from trend, season and each other's parts.

    Raises
    ------
    ValueError
        If a model is not known, or none is left.
    """
    impact_models.check(models)
    kept = [model for model in models if _full_rank(seen, model)]
    if not kept:
        raise ValueError(
            f"The months from the event on cannot tell {' or '.join(models)} from the usual movement: add months, or another "
            "impact model."
        )
    return kept


def _full_rank(seen: Window, model: str) -> bool:
    impact = impact_models.columns(model, seen.since, seen.dose, impact_models.half_lives(model)[0])
    design = np.column_stack([seen.base, impact])
    return bool(np.linalg.matrix_rank(design) == design.shape[1])


def _strongest(fits: list[Fit]) -> Fit:
    return max(fits, key=lambda each: each.strength)


def analyse(
    seen: Window, models: list[str], *, confidence: float = 0.95, draws: int = 999, rng: np.random.Generator
) -> Analysis:
    """Estimate what an event added, under each impact model and with one test over all of them.

    The counts follow a quasi-Poisson regression on trend, time of year and working days (Lopez Bernal and others 2017,
    International Journal of Epidemiology 46:348). Intervals and p-values come from series without an event that are
    drawn with the autocorrelation or the wandering level that the residuals support, so that neither overdispersion nor months
    that hang together, nor the search over half-lives and models, passes for an effect.

    Parameters
    ----------
    seen : Window
    models : list of str
        Names of `impact_models.MODELS`.
    confidence : float
    draws : int
        Series drawn without an event.
    rng : numpy.random.Generator

    Returns
    -------
    Analysis
        ``models``: index model; columns half_life, half_life_low, half_life_high (months, of those
        tried; infinite without decay), rise, low, high (percent, first full month), p.
        ``months``: index month; columns count, without_event, with_event.

    Raises
    ------
    ValueError
        If a model is not known, or the months from the event on are too few for every one of them.
    """
    kept = told_apart(seen, models)
    fits = {model: [fit(seen, model, half) for half in impact_models.half_lives(model)] for model in kept}
    strongest = _strongest([_strongest(each) for each in fits.values()])
    chosen = designs(seen, strongest.mean, strongest.model)[strongest.half_life]
    residuals = (seen.counts - strongest.mean) / np.sqrt(strongest.mean)
    share = autocorrelation.weights(residuals, chosen, seen.position)
    noise = autocorrelation.noise(share, seen.position, draws, rng)
    rows, by_chance = [], []
    for model, found in fits.items():
        drawn = [statistics(noise, design, _size(model)) for design in designs(seen, strongest.mean, model).values()]
        by_chance.append(np.max([each[0] for each in drawn], axis=0))
        rows.append(_row(found, drawn, by_chance[-1], confidence, len(seen.counts) - chosen.shape[1]))
    best = [_strongest(each).strength for each in fits.values()]
    p_any = _p(_most_unusual(by_chance, by_chance), _most_unusual(by_chance, [np.array([each]) for each in best])[0])
    months = _months(seen, strongest)
    left_out = tuple(model for model in models if model not in kept)
    table = pd.DataFrame(rows).set_index("model")
    return Analysis(table, months, p_any, strongest.scale, autocorrelation.of_neighbours(share), left_out)


def _p(by_chance: Array, observed: float) -> float:
    return float((1 + (by_chance >= observed).sum()) / (1 + len(by_chance)))


def _size(model: str) -> int:
    return 2 if model == "step_decay" else 1


def _most_unusual(by_chance: list[Array], strengths: list[Array]) -> Array:
    """Return how unusual the most unusual of several models' strengths is, so that looking at all is paid for."""
    ranks = [
        np.searchsorted(np.sort(each), strength, side="left") / len(each)
        for each, strength in zip(by_chance, strengths, strict=True)
    ]
    found: Array = np.max(ranks, axis=0)
    return found


def _row(
    fits: list[Fit], drawn: list[tuple[Array, Array]], strengths: Array, confidence: float, freedom: int
) -> dict[str, object]:
    found = _strongest(fits)
    # the largest over the half-lives, because the half-life was searched for too: interval and p-value then agree
    critical = float(np.quantile(np.max([each[1] for each in drawn], axis=0), confidence))
    ends = (found.rise - critical * found.error, found.rise, found.rise + critical * found.error)
    low, rise, high = (100 * np.expm1(np.clip(end, -20, 20)) for end in ends)
    size = _size(found.model)
    # log-likelihood ratio of the best half-life against another, against the same critical value as the rise
    fit_of = {each.half_life: freedom * np.log1p(size * each.strength / freedom) for each in fits}
    near = [half for half, value in fit_of.items() if fit_of[found.half_life] - value <= critical**2]
    row = {"model": found.model, "half_life": found.half_life, "half_life_low": min(near), "half_life_high": max(near)}
    return row | {"rise": rise, "low": low, "high": high, "p": _p(strengths, found.strength)}


def _months(seen: Window, found: Fit) -> pd.DataFrame:
    size = seen.base.shape[1]
    without = np.exp(seen.base @ found.coefficients[:size] + seen.exposure)
    return pd.DataFrame(
        {"count": seen.counts, "without_event": without, "with_event": found.mean}, index=pd.Index(seen.months)
    )
