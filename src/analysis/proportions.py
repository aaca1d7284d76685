"""Shares with small denominators: intervals for families, dispersion, and trends of a share and of its two counts."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

EXACT_BELOW = 10  # Byar's approximation is used from this count on, the exact limits below it


def wilson(parts: pd.Series, wholes: pd.Series, confidence: float, design_effect: float) -> pd.DataFrame:
    """Return shares with Wilson's score intervals on effective numbers.

    Parameters
    ----------
    parts, wholes : pandas.Series
        Counts, for example repeat plans and plans started, one value per period.
    confidence : float
    design_effect : float
        Variance of a share of children who come in families, over that of as many independent children; 1 for none.

    Returns
    -------
    pandas.DataFrame
        Columns value, low, high (percent) and effective_n, same index.

    Raises
    ------
    ValueError
        If a part exceeds its whole, a whole is not positive, or the design effect is below 1.

    Notes
    -----
    Wilson (1927), as in the OHID technical guide for proportions; counts and numbers are divided by the design effect
    first (Kish 1965).
    """
    if (parts > wholes).any() or (parts < 0).any() or (wholes <= 0).any():
        raise ValueError("Each part must lie between 0 and its whole, and each whole be positive.")
    if design_effect < 1:
        raise ValueError(
            f"A design effect of {design_effect} says that families tell more than their children; give 1 or more."
        )
    effective = wholes / design_effect
    low, high = proportion_confint(parts / design_effect, effective, 1 - confidence, "wilson")
    return pd.DataFrame({"value": 100 * parts / wholes, "low": 100 * low, "high": 100 * high, "effective_n": effective})


def byar(count: float, exposure: float, confidence: float, per: float = 1e4) -> tuple[float, float, float]:
    """Return a rate with Byar's interval, or the exact one below ten events.

    Parameters
    ----------
    count : float
        Events.
    exposure : float
        Population.
    confidence : float
    per : float
        Unit of the rate.

    Returns
    -------
    value, low, high : float

    Notes
    -----
    Breslow and Day (1987), vol. II, p. 69; the switch at ten events is that of the OHID technical guide.
    """
    if count < EXACT_BELOW:
        low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    else:
        z = stats.norm.ppf((1 + confidence) / 2)
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        high = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
    return per * count / exposure, per * float(low) / exposure, per * float(high) / exposure


def pearson(parts: pd.Series, wholes: pd.Series) -> float:
    """Return Pearson's X² of the shares about their pooled share, Σ (xᵢ − nᵢp)² / (nᵢp(1 − p))."""
    pooled = parts.sum() / wholes.sum()
    return float(((parts - wholes * pooled) ** 2 / (wholes * pooled * (1 - pooled))).sum())


def dispersion(parts: pd.Series, wholes: pd.Series) -> float:
    """Return X²/(k − 1): about 1 when chance alone moves the shares of independent children."""
    return pearson(parts, wholes) / (len(parts) - 1)


def homogeneity(parts: pd.Series, wholes: pd.Series, design_effect: float = 1) -> float:
    """Return the p-value of one constant share, from X² / design effect on k − 1 degrees of freedom (Rao and Scott 1981)."""
    return float(stats.chi2.sf(pearson(parts, wholes) / design_effect, len(parts) - 1))


def share_trend(parts: pd.Series, wholes: pd.Series, confidence: float) -> dict[str, float]:
    """Return the quasi-binomial trend of a share: the odds ratio per period.

    Returns
    -------
    dict
        value, low, high (odds ratio per period), p, dispersion (Pearson, about the trend). Limits and p use t with k − 2
        degrees of freedom and the estimated dispersion.

    Notes
    -----
    The share is the outcome and the number of starts its variance weight. With counts as a two-column outcome,
    statsmodels 0.15 leaves the trials out of the estimated scale, and the standard errors come out far too small.
    """
    model = sm.GLM(
        (parts / wholes).to_numpy(),
        sm.add_constant(np.arange(len(parts), dtype=float)),
        family=sm.families.Binomial(),
        var_weights=wholes.to_numpy(float),
    )
    return _slope(model.fit(scale="X2"), confidence)


def count_trend(counts: pd.Series, confidence: float) -> dict[str, float]:
    """Return the quasi-Poisson trend of a count: the rate ratio per period, as `share_trend` returns it."""
    model = sm.GLM(
        counts.to_numpy(float), sm.add_constant(np.arange(len(counts), dtype=float)), family=sm.families.Poisson()
    )
    return _slope(model.fit(scale="X2"), confidence)


def _slope(fit: sm.GLM, confidence: float) -> dict[str, float]:
    slope, error, freedom = float(fit.params[1]), float(fit.bse[1]), fit.df_resid
    reach = float(stats.t.ppf((1 + confidence) / 2, freedom)) * error
    return {
        "value": float(np.exp(slope)),
        "low": float(np.exp(slope - reach)),
        "high": float(np.exp(slope + reach)),
        "p": float(2 * stats.t.sf(abs(slope / error), freedom)),
        "dispersion": float(fit.pearson_chi2 / freedom),
    }
