"""A report whose figures are missing: one paragraph that names them; and what no report may state."""

from dataclasses import replace

import nbformat
import pytest
from nbformat import v4

from analysis.publish.execution.job import Executed, Job
from analysis.publish.export import soundness, unanswered
from analysis.publish.export.contents import reading
from analysis.publish.export.contents.blocks import Prose

NEEDED = "plans that ended are needed: `Northshire,2023/24,cpp_ends,420,,,Committee report`."
JOB = Job("plans", b"", {"authority": "Northshire"}, "/", {}, 60)


def executed(name):
    failing = v4.new_output("error", ename=name, evalue=NEEDED, traceback=["…"])
    shown = v4.new_output("display_data", {"text/markdown": "Half of a report"}, metadata={"role": "text"})
    cells = [
        v4.new_markdown_cell("An exception was encountered", metadata={"tags": [unanswered.MARKER]}),
        v4.new_markdown_cell("# How many plans?"),
        v4.new_code_cell("authority = 'Warwickshire'", metadata={"tags": ["parameters"]}, outputs=[shown]),
        v4.new_markdown_cell("## What follows from nothing"),
        v4.new_code_cell("study()", outputs=[failing]),
        v4.new_code_cell("never_run()"),
    ]
    text = nbformat.writes(v4.new_notebook(cells=cells)).encode()
    return Executed("plans", text, f"cell 2: {name}: {NEEDED}", reads=[{"name": "observations"}])


def test_a_missing_figure_gives_one_paragraph_that_names_it():
    made = unanswered.answered(executed("MissingFigureError"), JOB)
    report = reading.read(nbformat.reads(made.notebook.decode(), 4))
    assert made.error == ""
    assert (report.about["title"], report.about["authority"]) == ("How many plans?", "Northshire")
    assert report.headline == "This question needs figures that are not there yet."
    (paragraph,) = (block for block in report.blocks if isinstance(block, Prose))
    assert paragraph.markdown == "Plans that ended are needed: `Northshire,2023/24,cpp_ends,420,,,Committee report`."
    # what it has read stays, so that it is made again when the figures are there
    assert made.reads == [{"name": "observations"}]
    assert "never_run" not in made.notebook.decode()


@pytest.mark.parametrize("change", [{}, {"reads": []}, {"error": ""}])
def test_any_other_fault_stays_one(change):
    given = replace(executed("MissingFigureError" if change else "KeyError"), **change)
    assert unanswered.answered(given, JOB) is given


def report(*outputs):
    cells = [
        v4.new_markdown_cell("# Plans"),
        v4.new_code_cell("x", outputs=[nbformat.from_dict(each) for each in outputs]),
    ]
    return reading.read(v4.new_notebook(cells=cells))


def words(role, text):
    return {"output_type": "display_data", "metadata": {"role": role}, "data": {"text/markdown": text}}


def log(text):
    return {"output_type": "stream", "name": "stderr", "text": text}


TABLE = {
    "output_type": "display_data",
    "metadata": {"role": "table", "title": "Plans"},
    "data": {
        "application/vnd.analysis.table+json": {
            "columns": [{"name": "Range", "kind": "text"}],
            "rows": [["3.1 to inf"]],
        }
    },
}


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (words("text", "It rose by nan points."), "states 'nan' (“It rose by nan points.”)"),
        (words("headline", "## From −inf to 3%"), "states '−inf'"),
        (words("finding", "**A rise.** nan% of 20"), "states 'nan'"),
        (TABLE, "states 'inf' (“3.1 to inf”)"),
        (
            log("<cell>:1: RuntimeWarning: divide by zero\n  x / 0\n"),
            "a library warns of a number: RuntimeWarning: divide by zero",
        ),
    ],
)
def test_what_is_no_number_fails_the_report(output, sentence):
    with pytest.raises(soundness.UnsoundError) as fault:
        soundness.check(report(output))
    assert sentence in str(fault.value)


def test_words_and_logs_that_only_look_alike_pass():
    soundness.check(report(words("text", "An info sheet of Nantwich, and of nanas."), log("Warning lights\n")))
    soundness.check(report(log("<cell>:1: FutureWarning: this will change\n")))
    # an analyst's own table may have a gap
    gap = {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "nan"}}
    soundness.check(report(gap))
