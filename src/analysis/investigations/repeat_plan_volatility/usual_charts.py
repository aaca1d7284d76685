"""The usual charts of a share: what each says of the same series, and how often they see a real rise."""

import pandas as pd

from analysis import words
from analysis.exhibits import calibrated
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.lazy import lazy
from analysis.indicators.over_time import SharesOverTime
from analysis.indicators.runs_said import RunsSaid
from analysis.indicators.stated import key
from analysis.statistics import charts
from analysis.statistics.runs import runs as runs_about


class UsualCharts:
    """A series on the charts in use.

    Parameters
    ----------
    time : SharesOverTime
    measure, area : str
        Whose share it is.
    siblings : float
        How much brothers and sisters widen chance.
    """

    def __init__(self, time: SharesOverTime, measure: str, area: str, siblings: float) -> None:
        self.time, self.measure, self.area, self.siblings = time, measure, area, siblings

    @lazy
    def every(self) -> dict[str, pd.DataFrame]:
        """The usual charts by name: value, centre, low, high (percent), outside."""
        part, whole = self.time.table["part"], self.time.table["whole"]
        return {
            "p-chart": charts.p_chart(part, whole),
            "p-chart for siblings": charts.p_chart(part, whole, self.siblings**0.5),
            "Laney’s p′": charts.laney(part, whole),
            "XmR": charts.xmr(100 * part / whole),
        }

    @lazy
    def alarms(self) -> str:
        """What the usual charts say, in one sentence."""
        found = {name: int(chart["outside"].sum()) for name, chart in self.every.items()}
        loud, quiet = (
            [name for name, count in found.items() if count],
            [name for name, count in found.items() if not count],
        )
        if not loud:
            return "None of the usual charts raises an alarm"
        return (
            f"The charts disagree: an alarm on {words.listed(loud)}" if quiet else "Every usual chart raises an alarm"
        )

    @property
    def trial(self) -> str:
        """That so few points give trial limits only, as a bold sentence; empty where there are enough."""
        few = len(self.time.table) < charts.TRIAL_BELOW
        return f"**Fewer than {charts.TRIAL_BELOW} {self.time.period}s give trial limits only.** " if few else ""

    @lazy
    def sigma_z(self) -> Number:
        """Laney's factor."""
        table = self.time.table
        value = charts.laney_sigma_z(table["part"], table["whole"])
        return Number(
            key=key(self.measure, self.area, "sigma z"),
            value=value,
            digits=2,
            label="Laney’s σz",
            rows=self.time.rows,
        )

    def seen_by_charts(self, calibration: pd.DataFrame) -> Number | Unknown:
        """Return how often the usual charts see a real rise, SIMULATED with siblings."""
        found = calibration[calibration["quantity"].eq("power") & calibration["setting"].str.startswith("siblings")]
        return calibrated.span(
            found[found["estimator"].isin(["p-chart", "Laney p′", "XmR", "run rules"])],
            "charts see a rise of 10% a quarter",
        )

    @lazy
    def runs(self) -> RunsSaid:
        """How the shares run about their average."""
        table = self.time.table
        found = runs_about(100 * table["part"] / table["whole"], self.time.pooled.value)
        return RunsSaid(found, key(self.measure, self.area), self.time.rows)
