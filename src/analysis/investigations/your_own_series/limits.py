"""Which control chart a series deserves, and why: its limits, and the points that they and the runs pick out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.indicators.policy import Policy
from analysis.statistics import charts, runs

Kind = Literal["share", "rate", "count"]
NAMES: dict[Kind, tuple[str, str]] = {
    "share": ("p-chart", "Laney’s p′"), "rate": ("u-chart", "Laney’s u′"), "count": ("c-chart", "XmR"),
}  # fmt: skip
OF_KIND: dict[Kind, str] = {
    "share": "each count is a part of its whole",
    "rate": "the counts are events per something",
    "count": "there are counts and no whole",
}


def kind(table: pd.DataFrame, per: float) -> Kind:
    """Return what a series is: ``share`` (a part of its whole, per 100), ``rate`` (per something) or ``count`` (no whole)."""
    if table["whole"].isna().all():
        return "count"
    return "share" if per == 100 and (table["count"] <= table["whole"]).all() else "rate"


@dataclass(frozen=True)
class Limits:
    """The control charts of a series.

    Parameters
    ----------
    table : pandas.DataFrame
        Index period; columns count, whole, stretch.
    kind : str
    policy : Policy
    per : float
        What a rate is per.
    """

    table: pd.DataFrame
    kind: Kind
    policy: Policy
    per: float = 100

    @property
    def whole(self) -> pd.Series:
        """What each count is of: the whole of a share, the whole / per of a rate, 1 for counts."""
        if self.kind == "count":
            return pd.Series(1.0, index=self.table.index)
        return self.table["whole"] / (self.per if self.kind == "rate" else 1)

    def chart(self, inflation: float) -> pd.DataFrame:
        """Return the chart made anew for each stretch, with sigma widened."""
        one = partial(charts.p_chart if self.kind == "share" else charts.u_chart, inflation=inflation)
        return charts.rebased(one, self.table["count"], self.whole, self.table["stretch"])

    @property
    def own_sigma(self) -> float:
        """How many times as wide as chance among unrelated children the steps from point to point are (Laney's σz)."""
        return float(np.abs(np.diff(self.chart(1.0)["z"])).mean() / charts.BIAS)

    @property
    def restless(self) -> bool:
        """Whether the steps are larger than chance makes even when brothers and sisters come together."""
        return charts.restless(self.chart(self.policy.siblings**0.5)["z"]) < 1 - self.policy.confidence

    @property
    def name(self) -> str:
        """The chart that the data deserve."""
        return NAMES[self.kind][self.restless]

    @property
    def _called(self) -> str:
        return f"a {self.name}" if not self.restless else f"{'an ' if self.kind == 'count' else ''}{self.name} chart"

    @property
    def reason(self) -> str:
        """Why it is this chart, in one sentence."""
        if self.restless:
            return (
                f"This is {self._called}, because {OF_KIND[self.kind]} and the steps from one period to the next are larger than "
                "chance makes: its limits come from the steps themselves."
            )
        return (
            f"This is {self._called}, because {OF_KIND[self.kind]} and the steps from one period to the next are no larger than chance "
            "makes, brothers and sisters allowed for."
        )

    @property
    def inflations(self) -> list[float]:
        """What sigma is widened by: at the sibling effect of the policy first, then at those that verdicts are tried at."""
        if self.restless:
            return [self.own_sigma]
        return [effect**0.5 for effect in (self.policy.siblings, *self.policy.tried_at)]

    @property
    def made(self) -> pd.DataFrame:
        """The chart that the data deserve: value, centre, low, high, z, outside, stretch, cause, side."""
        return self.marked(self.inflations[0])

    def marked(self, inflation: float) -> pd.DataFrame:
        """Return a chart with what each point is picked out for; runs do not cross from one stretch to the next."""
        chart = self.chart(inflation)
        parts = [
            part.join(runs.special_causes(part["value"], part["z"]).set_index(part.index))
            for _, part in chart.groupby("stretch", sort=False)
        ]
        return pd.concat(parts)

    def tried(self, better: runs.Better) -> list[str]:
        """Return the mark of the last point at every sibling effect that is tried."""
        return [runs.variation(self.marked(each), better) for each in self.inflations]

    @property
    def every(self) -> dict[str, pd.DataFrame]:
        """The usual charts by name, each made anew for each stretch."""
        usual, own = NAMES[self.kind]
        return {
            f"{usual}, unrelated children": self.chart(1.0),
            f"{usual}, brothers and sisters allowed for": self.chart(self.policy.siblings**0.5),
            own: self.chart(self.own_sigma),
        }

    def across(self, groups: pd.DataFrame) -> list[pd.DataFrame]:
        """Return groups against all together at every sibling effect: value, centre, low, high, z, outside.

        Parameters
        ----------
        groups : pandas.DataFrame
            Index group; columns count, whole: totals of all periods.
        """
        effects: Sequence[float] = (self.policy.siblings, *self.policy.tried_at)
        told: dict[str, Any] = {"stretch": 0}
        return [Limits(groups.assign(**told), self.kind, self.policy, self.per).chart(each**0.5) for each in effects]
