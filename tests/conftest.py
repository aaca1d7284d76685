import contextlib
import io
import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

# before NumPy is imported: the tests run side by side, and threads within each would only wait for one another
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pandas as pd
import pytest
from hypothesis import settings

from analysis.evidence.documents import tidy
from analysis.observations import periods

# the same examples on every machine, so that unchanged code passes or fails everywhere;
# `pytest --hypothesis-profile=explore` tries others, many of them
settings.register_profile("same", derandomize=True, deadline=None, max_examples=30)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("same")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One worker more than there are cores: much of the time is spent waiting for a browser, a kernel or a clock."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """Begin with the files that take long: a worker that meets one last leaves the others waiting."""
    long = {item.path for item in items if any(map(item.get_closest_marker, ("slow", "browser", "nightly")))}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture
def observed():
    """Return a maker of observations: each row is (measure, period, as printed) with further fields by name."""
    lines = count(1)

    def make(*rows, **common):
        found = []
        for measure, label, printed, *rest in rows:
            line = next(lines)
            row = {
                "source": "000", "document": "Update of September 2020",
                "published": "2020-09-29", "table": "Table 1", "row": "", "column": "", "group": "",
                "area": "Warwickshire", "place": "", "note": "", "unit": "percent" if "%" in printed else "count",
            } | common | (rest[0] if rest else {})  # fmt: skip
            period = periods.parse(label)
            start = period.end if row.get("period_type") == "as_at" else period.start
            value, numerator, denominator = tidy.cell_numbers(printed)
            found.append(
                {"id": f"{row['source']}/table_1/{line}/1", "line": str(line), "period_type": period.type}
                | row
                | {
                    "measure": measure,
                    "period": label,
                    "period_start": start,
                    "period_end": period.end,
                    "as_printed": printed,
                    "value": value,
                    "numerator": numerator,
                    "denominator": denominator,
                }
            )
        frame = pd.DataFrame(found, columns=tidy.COLUMNS)
        return frame.assign(**{name: pd.to_datetime(frame[name]) for name in ("period_start", "period_end")})

    return make


@pytest.fixture(scope="session", autouse=True)
def server():
    """Start the fork server as outside of a test: a kernel that sees pytest captures no output past Python."""
    from analysis.publish.execution import executor

    def unseen(start=executor.start_server):
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PYTEST_CURRENT_TEST", raising=False)
            start()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executor, "start_server", unseen)
        yield


@pytest.fixture(scope="session")
def command():
    """Return a function that runs a command in a project as a shell would, but with the libraries that this process has read."""
    from analysis.__main__ import main

    def run(root, *given):
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setenv("ANALYSIS_ROOT", str(root))
            patch.delenv("ANALYSIS_EDITION", raising=False)
            try:
                code = main(list(given))
            except SystemExit as left:  # argparse gives its exit code by leaving
                code = left.code
        return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="session")
def real(tmp_path_factory):
    """Return a project with England's real files: skipped where NATIONAL_DATA is not set, an error where it is wrong."""
    place = os.environ.get("NATIONAL_DATA")
    if not place:
        pytest.skip("NATIONAL_DATA names no folder with England's open data")
    if not list(Path(place).glob("d3*.csv")):
        pytest.fail(f"NATIONAL_DATA is {place}, where no table D3 lies")
    root = tmp_path_factory.mktemp("england")
    shutil.copytree(place, root / "data" / "external")
    shutil.copytree(Path(__file__).parents[1] / "data" / "processed", root / "data" / "processed")
    return root


@pytest.fixture
def england(real, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(real))
    return real
