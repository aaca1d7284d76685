"""A monthly series of one's own answers alone whether strategy meetings rose; no count of children on a plan is needed."""

import numpy as np
import pandas as pd
import pytest

from analysis.indicators.estimate import Unknown
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.policy import Policy
from analysis.investigations.strategy_meeting_spikes import concurrent_events, event_study, own_series, pictures, study

EVENT = pd.Timestamp("2021-12-01")
REGISTER = pd.DataFrame(columns=concurrent_events.COLUMNS).assign(
    start=pd.to_datetime(pd.Series([], dtype=str)), end=pd.to_datetime(pd.Series([], dtype=str))
)


def months(before, after, level=100, later=100):
    """Meetings that move by 10 up and down, from one level to another at the event."""
    index = pd.date_range(EVENT - pd.DateOffset(months=before), periods=before + after, freq="MS", name="month")
    turns = 10 * np.where(np.arange(before + after) % 2, 1, -1)
    counts = np.where(index < EVENT, level, later) + turns
    return pd.DataFrame({"meetings": counts.astype(float), "children": np.nan}, index=index)


def made(series, **parameters):
    return own_series.OwnSeries(series, EVENT, 60, ["step"], Policy(), "your own figures", **parameters)


def test_without_counts_on_a_plan_the_part_that_needs_them_is_left_out(observed):
    rows = observed(("s47_enquiries", "2020/21", "900", {"source": "own", "area": "Northshire"}))
    with pytest.raises(MissingFigureError, match="What shows it is your own monthly series"):
        study.Around(rows, "Northshire", EVENT, REGISTER, Policy())
    around = study.Around(rows, "Northshire", EVENT, REGISTER, Policy(), measured=True)
    assert (around.paces, around.rush) == ([], "")
    left_out = pictures.children_on_plans(around)
    assert isinstance(left_out, Unknown)
    assert "on a day before the event and on one after it is not given; a line of data/own/figures.csv is" in str(
        left_out
    )


@pytest.mark.parametrize(
    ("series", "said"),
    [
        # December to February beside September to November: 100 to 200, where 3-month sums of ±10 never move by more than 20%
        (months(40, 6, later=200), "Strategy meetings rose from December 2021 by more than they moved at other months"),
        (months(40, 6, later=50), "Strategy meetings fell from December 2021 by more than they moved at other months"),
        (months(40, 6), "Strategy meetings moved no more from December 2021 than at other months"),
        # of 20 months before, fewer than 30 can stand beside the event
        (months(20, 6), "There are too few months to say whether strategy meetings moved more than usual"),
    ],
)
def test_the_headline_is_the_rank_of_the_event(series, said):
    assert made(series).headline == said


def test_too_few_months_are_a_question_without_figures():
    with pytest.raises(MissingFigureError, match="The series gives 5 months before December 2021 and 6 from it on"):
        made(months(5, 6))


def test_an_inspection_is_named_only_where_documents_tell_of_it():
    named = [
        any("inspection" in name for name in event_study.changed_choices(EVENT, inspected=each))
        for each in (True, False)
    ]
    assert named == [True, False]
    assert made(months(20, 6)).inspected is False
