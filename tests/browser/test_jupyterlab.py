"""A real JupyterLab in Chromium, started as a user starts it: every notebook runs with "Run all" and draws its figures."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if not os.environ.get("REQUIRE_BROWSER"):
    pytest.importorskip("playwright.sync_api", reason="the group 'browser' is not installed")
ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
OFTEN = {"00", "05"}  # the summary, and the one that draws most
ENGLAND = os.environ.get("NATIONAL_DATA", "")
NEED_ENGLAND = {"20", "21"}
pytestmark = pytest.mark.browser
TOKEN = "for-this-test-only"
READY = "jupyterapp.shell.currentWidget?.context?.path === path && jupyterapp.shell.currentWidget.sessionContext"
OUTPUTS = """() => jupyterapp.shell.currentWidget.content.model.cells ? [...jupyterapp.shell.currentWidget.content.widgets]
  .filter((cell) => cell.model.type === "code")
  .map((cell) => ({count: cell.model.executionCount, outputs: cell.model.outputs.toJSON()})) : []"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the command of ``make lab`` from a foreign folder; give the address at which it listens."""
    folder, port = tmp_path_factory.mktemp("jupyter"), _free_port()
    # a copy, since JupyterLab saves by itself and the sources carry no outputs
    for part in ("notebooks", "data", "docs"):
        shutil.copytree(ROOT / part, folder / "project" / part)
    homes = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    environment = os.environ | homes | {"ANALYSIS_ROOT": str(folder / "project")}
    if ENGLAND:
        _prepare_england(folder / "project", environment)
    options = [f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "analysis", "lab", "--", *options, "--LabApp.expose_app_in_browser=True"]
        running = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", running, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


def _prepare_england(project: Path, environment: dict[str, str]) -> None:
    for path in Path(ENGLAND).glob("*.csv"):
        shutil.copy(path, project / "data" / "external")
    command = [sys.executable, "-m", "analysis", "national", "--dry-run"]
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)


def _wait_for(url: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end and running.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    yield opened
    opened.close()


def test_it_opens_on_a_page_that_says_where_to_begin(page: Any, lab: str, tmp_path: Path) -> None:
    page.goto(f"{lab}/?token={TOKEN}")
    start = page.locator(".jp-MarkdownViewer")
    start.get_by_role("heading", name="Start here").wait_for(timeout=90_000)
    page.screenshot(path=tmp_path / "start.png")
    assert page.evaluate("document.querySelector('.jp-toast-message, .Toastify__toast')") is None
    start.get_by_role("link", name=re.compile("How long is it from one plan")).click()
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)


@pytest.fixture(scope="module")
def workspace(page: Any, lab: str) -> Any:
    """Return the page with an empty JupyterLab."""
    page.goto(f"{lab}/lab/workspaces/test?token={TOKEN}&reset")
    page.wait_for_function("globalThis.jupyterapp?.shell.currentWidget", timeout=90_000)
    return page


def run_all(page: Any, path: str) -> list[dict[str, Any]]:
    """Open a notebook, run all of its cells and return each code cell's count and outputs."""
    page.evaluate("(path) => { void jupyterapp.commands.execute('docmanager:open', {path}); }", path)
    # running before the kernel is there opens a dialog that nobody answers
    ready = f"""(path) => {{ const session = {READY};
      return session && session.isReady && session.session?.kernel?.status === "idle"; }}"""
    page.wait_for_function(ready, arg=path, timeout=90_000)
    page.evaluate("() => { void jupyterapp.commands.execute('notebook:run-all-cells'); }")
    done = f"() => {{ const cells = ({OUTPUTS})(); const failed = cells.some((cell) => cell.outputs.some("
    done += "(output) => output.output_type === 'error')); return failed || cells.every((cell) => cell.count); }"
    page.wait_for_function(done, timeout=120_000)
    found: list[dict[str, Any]] = page.evaluate(OUTPUTS)
    return found


@pytest.mark.parametrize(
    "name", [name if name[:2] in OFTEN else pytest.param(name, marks=pytest.mark.nightly) for name in NOTEBOOKS]
)
def test_a_notebook_runs_and_draws(workspace: Any, name: str, tmp_path: Path) -> None:
    page = workspace
    cells = run_all(page, f"notebooks/{name}")
    outputs = [output for cell in cells for output in cell["outputs"]]
    errors = [f"{output['ename']}: {output['evalue']}" for output in outputs if output["output_type"] == "error"]
    if name[:2] in NEED_ENGLAND and not ENGLAND:
        assert [error for error in errors if "make national" in error] == errors != []
        return
    assert errors == []
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    figures = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert figures, "the notebook shows no figure"
    for number in range(len(figures)):
        width, height = drawn_size(page, number)
        assert width > 200
        assert height > 100
    page.screenshot(path=tmp_path / f"{name}.png")
    page.evaluate("async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown(); }")
    page.evaluate("() => jupyterapp.shell.currentWidget.dispose()")


def drawn_size(page: Any, number: int) -> tuple[float, float]:
    """Scroll to a figure, which JupyterLab draws only near to the window, and return its width and height."""
    cells = "jupyterapp.shell.currentWidget.content.widgets"
    has = "cell.model.outputs?.toJSON().filter((output) => output.data?.['image/svg+xml']).length"
    index, place = page.evaluate(
        f"""(number) => {{ let seen = 0; for (const [index, cell] of {cells}.entries()) {{ const here = {has} || 0;
        if (number < seen + here) return [index, number - seen]; seen += here; }} }}""",
        number,
    )
    page.evaluate("(index) => jupyterapp.shell.currentWidget.content.scrollToItem(index, 'center')", index)
    panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    shown = panel.locator(f".jp-Cell[data-windowed-list-index='{index}'] figure img").nth(place)
    shown.wait_for(timeout=30_000)
    box = shown.bounding_box()
    return box["width"], box["height"]
