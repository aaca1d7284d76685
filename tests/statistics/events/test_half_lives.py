"""Which half-lives the months allow: those whose deviance, by statsmodels, is near enough to that of the best."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from analysis.statistics.events import interruption, simulated_series
from analysis.statistics.events.event_window import window
from analysis.statistics.events.impact_models import HALF_LIVES, columns
from analysis.statistics.events.simulated_series import Truth

EVENT = pd.Timestamp("2021-12-01")


@pytest.mark.parametrize("per_year", [3000, 12000])
def test_the_half_lives_that_are_told_are_those_near_the_best_by_deviance(per_year):
    truth = Truth(dispersion=1.0, rise=0.5, half_life=2.0, per_year=per_year, school=0)
    series = simulated_series.series(EVENT, 48, 12, truth, np.random.default_rng(4))
    seen = window(series, EVENT, 48)
    row = interruption.analyse(seen, ["decay"], draws=499, rng=np.random.default_rng(1)).models.loc["decay"]
    poisson = families.Poisson()
    fits = {
        half: GLM(
            seen.counts,
            np.column_stack([seen.base, columns("decay", seen.since, seen.dose, half)]),
            family=poisson,
            offset=seen.exposure,
        ).fit(scale="X2")
        for half in HALF_LIVES
    }
    best = min(fits.values(), key=lambda fit: fit.deviance)
    # the range of the rise ends where it is told to: its half-width over the standard error is the critical value
    critical = (np.log1p(row["high"] / 100) - best.params[-1]) / best.bse[-1]
    # a scale that is estimated makes the log-likelihood ratio n − p times the log of the ratio of deviances
    ratios = {half: best.df_resid * np.log(fit.deviance / best.deviance) for half, fit in fits.items()}
    near = [half for half, ratio in ratios.items() if ratio <= critical**2]
    assert (row["half_life_low"], row["half_life_high"]) == (min(near), max(near))
    assert row["half_life_low"] <= 2.0 <= row["half_life_high"]
    assert 1 < len(near) < len(HALF_LIVES), "some are allowed and some are not"
