import pandas as pd
import pytest

from analysis import evidence
from analysis.investigations.strategy_meeting_spikes import concurrent_events

ROW = dict.fromkeys(concurrent_events.COLUMNS, "") | {"event": "A change", "document": "002", "line": "10"}


def read(**change):
    return concurrent_events.read(pd.DataFrame([ROW | change], columns=concurrent_events.COLUMNS))


def test_the_register_is_whole_and_the_verdict_falls_inside_the_inspection():
    register = concurrent_events.read(evidence.text_table(evidence.root() / "data" / "raw" / "events.csv"))
    inspection = register[register["event"].eq("Inspection of children's services")].iloc[0]
    inside = concurrent_events.overlapping(register, inspection["start"], inspection["end"])["event"].tolist()
    assert "Verdicts in the trial over the death of Arthur" in inside
    assert "Verdicts in the trial over the death of Star" not in inside
    assert concurrent_events.when(inspection) == "22 November 2021 to 3 December 2021"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"certainty": "certain"}, "row 2: the certainty 'certain' is none of"),
        ({"certainty": "outside the documents", "start": "2021-12-01", "end": "2021-12-01"}, "needs its source"),
        ({"certainty": "no date printed", "line": ""}, "needs the document and the line"),
        ({"certainty": "day printed", "start": "2021-12-03", "end": "2021-12-01"}, "the end lies before the start"),
        ({"certainty": "month printed"}, "the dates do not fit the certainty"),
    ],
)
def test_each_fault_is_one_sentence(change, fault):
    with pytest.raises(ValueError, match=fault):
        read(**change)


@pytest.mark.parametrize(
    ("start", "end", "certainty", "words"),
    [
        ("2021-11-01", "2021-11-30", "month printed", "November 2021"),
        ("2020-12-01", "2021-02-28", "month printed", "December 2020 to February 2021"),
        ("2021-12-01", "2021-12-02", "day printed", "1 to 2 December 2021"),
        ("2021-12-03", "2021-12-03", "day printed", "3 December 2021"),
        ("", "", "no date printed", "no date printed"),
    ],
)
def test_dates_are_no_finer_than_printed(start, end, certainty, words):
    assert concurrent_events.when(read(start=start, end=end, certainty=certainty).iloc[0]) == words
