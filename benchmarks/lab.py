"""JupyterLab in Chromium: seconds from "Run all" until the last cell of a notebook has run."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import clock

CHROMIUM, TOKEN = Path("/usr/bin/chromium"), "only-for-this"
READY = """(path) => { const shown = jupyterapp.shell.currentWidget, session = shown?.context?.path === path && shown.sessionContext;
  return session && session.isReady && session.session?.kernel?.status === "idle"; }"""
DONE = """() => jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === "code").every((cell) => cell.model.executionCount)"""


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Any]:
    """Give a page of a browser with JupyterLab on a project."""
    from playwright.sync_api import sync_playwright

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home, sync_playwright() as driver:
        homes = {f"JUPYTER_{kind}_DIR": f"{home}/{kind}" for kind in ("CONFIG", "DATA", "RUNTIME")}
        options = [
            f"--port={port}",
            f"--IdentityProvider.token={TOKEN}",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
        ]
        command = [sys.executable, "-m", "analysis", "lab", "--", *options, "--LabApp.expose_app_in_browser=True"]
        settings = os.environ | homes | {"ANALYSIS_ROOT": str(folder)}
        server = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _answers(f"{address}/api?token={TOKEN}")
            browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.goto(f"{address}/lab/workspaces/clock?token={TOKEN}&reset")
            page.wait_for_function("globalThis.jupyterapp?.shell.currentWidget", timeout=90_000)
            yield page
        finally:
            server.terminate()
            server.wait(20)


def _answers(url: str) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  (our own address)
            return
        time.sleep(0.3)
    raise SystemExit("JupyterLab did not start.")


def run_all(page: Any, name: str) -> clock.Run:
    """Open a notebook, wait for its kernel, and run all cells."""
    path = f"notebooks/{name}.ipynb"
    page.evaluate("(path) => { void jupyterapp.commands.execute('docmanager:open', {path}); }", path)
    page.wait_for_function(READY, arg=path, timeout=90_000)
    began = time.monotonic()
    page.evaluate("() => { void jupyterapp.commands.execute('notebook:run-all-cells'); }")
    page.wait_for_function(DONE, timeout=300_000)
    seconds = time.monotonic() - began
    page.evaluate("async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown(); }")
    page.evaluate("() => jupyterapp.shell.currentWidget.dispose()")
    return clock.Run(seconds)
