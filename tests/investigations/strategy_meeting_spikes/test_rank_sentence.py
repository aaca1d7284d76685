"""What the report says of one outcome of an authority's own monthly series."""

import numpy as np
import pandas as pd

from analysis.investigations.strategy_meeting_spikes import event_study

EVENT = pd.Timestamp("2021-12-01")


def own(children_per_meeting):
    """Return five years of months, whose meetings rise by half at the event, with so many children for each."""
    months = pd.date_range("2017-04-01", periods=60, freq="MS")
    meetings = np.random.default_rng(3).poisson(np.where(months < EVENT, 40, 60)).astype(float)
    return pd.DataFrame({"meetings": meetings, "children": meetings * children_per_meeting}, index=months)


def test_a_ratio_that_never_changes_does_not_change_more_than_at_other_months():
    found = event_study.ranks(own(2), EVENT)
    said = {name: event_study.rank_sentence(name, each, 0.05) for name, each in found.items()}
    assert "changed by 0% " in said["children per strategy meeting"]
    assert "**no more than at other months**" in said["children per strategy meeting"]
    assert "**more than at other months**" in said["strategy meetings"]


def test_the_headline_says_of_it_what_the_sentence_says():
    found = event_study.ranks(own(2), EVENT)
    still, risen = found["children per strategy meeting"], found["strategy meetings"]
    assert still.p <= 0.05
    assert (
        event_study.headline(still, 0.05) == "Strategy meetings moved no more from December 2021 than at other months"
    )
    assert event_study.headline(risen, 0.05).startswith("Strategy meetings rose from December 2021")
