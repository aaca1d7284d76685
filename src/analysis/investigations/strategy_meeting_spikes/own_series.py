"""The authority's own monthly series: the rank of its change at the event, then models, a forecast and other cuts."""

import numpy as np
import pandas as pd

from analysis.exhibits.picture import Picture
from analysis.exhibits.table import Table
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.policy import Policy
from analysis.investigations.strategy_meeting_spikes import event_study, pictures
from analysis.statistics.events import event_window, randomisation, sensitivity
from analysis.statistics.events.interruption import Analysis

MEETINGS = "strategy meetings"
ASKED = "Was anything about how meetings are held or counted changed in these months?"


class OwnSeries:
    """A monthly file, analysed around an event; `shown` is what its pictures show.

    Parameters
    ----------
    series : pandas.DataFrame
        Index: first days of months; columns meetings, children.
    event : pandas.Timestamp
    months_before : int
    models : list of str
    policy : Policy
    source : str
        What the source line says of the file.
    inspected : bool
        Whether the authority was inspected around the event, as the documents say of the one that they are about.

    Raises
    ------
    MissingFigureError
        If there are too few months of strategy meetings around the event.
    """

    shown = "By month"

    def __init__(
        self,
        series: pd.DataFrame,
        event: pd.Timestamp,
        months_before: int,
        models: list[str],
        policy: Policy,
        source: str,
        *,
        inspected: bool = False,
    ) -> None:
        self.series, self.event, self.months_before, self.models = series, event, months_before, models
        self.policy, self.source, self.inspected = policy, source, inspected
        try:
            event_window.window(event_study.outcome(series, MEETINGS), event, months_before)
        except event_window.TooFewMonthsError as few:
            raise MissingFigureError(str(few)) from None

    @lazy
    def dates(self) -> str:
        """From the first month to the last."""
        return f"{self.series.index[0]:%B %Y} to {self.series.index[-1]:%B %Y}"

    @lazy
    def ranks(self) -> dict[str, randomisation.Rank]:
        """Where the change of each outcome stands among the months before."""
        return event_study.ranks(self.series, self.event)

    @lazy
    def headline(self) -> str:
        """Whether strategy meetings moved at the event, in one sentence."""
        return event_study.headline(self.ranks[MEETINGS], 1 - self.policy.confidence)

    @lazy
    def measured(self) -> str:
        """The finding of each outcome: its rank among months without an event."""
        level, said = 1 - self.policy.confidence, []
        for name, found in self.ranks.items():
            series, exposure = event_study.outcome(self.series, name), event_study.OUTCOMES[name][1]
            without = randomisation.without_one(series, self.event, exposure)
            told = event_study.rank_sentence(name, found, level), event_study.deciding_sentence(found, without, level)
            said.append(" ".join(told).strip())
        return "\n\n".join(said)

    @lazy
    def studies(self) -> dict[str, Analysis]:
        """The models of each outcome."""
        return dict(
            event_study.study(self.series, self.event, self.months_before, self.models, self.policy.confidence, self.policy.seed)
        )  # fmt: skip

    @lazy
    def tables(self) -> dict[str, Table]:
        """What the models, the forecast and other cuts say, by title."""
        found = {
            f"The models, read second: {name}": event_study.models_table(each) for name, each in self.studies.items()
        }
        meetings = event_study.outcome(self.series, MEETINGS)
        rng = np.random.default_rng(self.policy.seed)
        seen = event_window.window(meetings, self.event, self.months_before)
        ahead = sensitivity.without_event(seen, self.policy.confidence, 999, rng)
        found["Forecast from the months before the event alone"] = event_study.forecast_table(ahead)
        others = sensitivity.other_choices(
            meetings, self.event, self.months_before, self.models[0], event_study.changed_choices(self.event, inspected=self.inspected),
            confidence=self.policy.confidence, draws=499, rng=rng,
        )  # fmt: skip
        found["Does the change depend on how it is looked for?"] = event_study.sensitivity_table(others)
        level = 1 - self.policy.confidence
        notes = {
            f"The models, read second: {name}": event_study.model_sentence(each, self.event, level)
            for name, each in self.studies.items()
        }
        return {
            title: Table(frame=frame, source=self.source, note=notes.get(title, "")) for title, frame in found.items()
        }

    @property
    def pictures(self) -> dict[str, Picture]:
        """Strategy meetings by month, by title; drawn when asked for, and shown where it was asked for."""
        return self._drawn(list(self.studies)[:1])

    @property
    def further(self) -> dict[str, Picture]:
        """The second outcome by month, by title."""
        return self._drawn(list(self.studies)[1:2])

    def _drawn(self, names: list[str]) -> dict[str, Picture]:
        return {
            f"{name.capitalize()} by month, with and without the event": pictures.monthly(
                self.studies[name].months, self.event, name, self.source
            )
            for name in names
        }
