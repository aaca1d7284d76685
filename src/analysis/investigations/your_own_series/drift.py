"""Whether a series drifted since the last change of what was done."""

from dataclasses import dataclass
from typing import Any

from analysis.indicators.change import Trend
from analysis.indicators.estimate import Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.investigations.your_own_series.periods import Periods
from analysis.statistics import trends


@dataclass(eq=False)
class Drift:
    """The drift of the last stretch, which points and runs do not show.

    Parameters
    ----------
    periods : Periods
    """

    periods: Periods

    @lazy
    def trend(self) -> Trend | Unknown:
        """The drift since the last change of the process."""
        periods = self.periods
        now, policy = periods.parts[-1][1], periods.policy
        if len(now) < trends.FEWEST or not now["count"].sum() > 0:
            return Unknown(f"a trend needs {trends.FEWEST} {periods.period}s with something counted")
        if periods.kind == "rate":
            return Unknown("the drift of a rate whose whole moves is not fitted here")
        told: dict[str, Any] = {"label": f"{periods.counted}: trend", "rows": periods.rows}
        if periods.kind == "share" and now["count"].sum() < now["whole"].sum():
            fit = trends.share_trend(now["count"], now["whole"], policy.confidence)
            told["method"] = "quasi-binomial trend of the odds"
        else:
            fit = trends.count_trend(now["count"], policy.confidence)
            told["method"] = "quasi-Poisson trend"
        return policy.trend(key(periods.counted, "trend"), fit, periods.period, **told)

    @lazy
    def clause(self) -> str:
        """Where the series drifted by more than chance since the last change of the process; empty where it did not."""
        if isinstance(self.trend, Unknown) or not self.trend.clear:
            return ""
        what = "share" if self.periods.kind == "share" else "number"
        return f"the {what} drifted {'upwards' if self.trend.value > 0 else 'downwards'}"

    @lazy
    def said(self) -> str:
        """The drift with its range, as a sentence."""
        if isinstance(self.trend, Unknown):
            return f"Whether it drifts {self.trend}."
        clear = (
            "; the rules for points and runs do not look at drift" if self.clause and not self.periods.picked else ""
        )
        return f"Over all of them the {self.of} {self.trend}{clear}."

    @lazy
    def of(self) -> str:
        """What drifts: the odds of a share, or the number."""
        return "odds" if self.periods.kind == "share" else "number"
