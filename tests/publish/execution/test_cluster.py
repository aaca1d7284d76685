"""The same jobs on a real Dask cluster: a scheduler and workers as separate processes, talking over TCP."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import project
import pytest
from test_run import NAMES, hashes, publish

from analysis.publish.execution import cluster as cluster_of_dask

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[str]] = []
        self.log = folder / "scheduler.log"
        # a worker must not find the project: it has only what a job carries
        self.environment = {key: value for key, value in os.environ.items() if key != "ANALYSIS_ROOT"}
        self.start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = self.read(r"(tcp://127\.0\.0\.1:\d+)")

    def start(self, module: str, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", module, *arguments]
        with self.log.open("a") as log:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def worker(self) -> "subprocess.Popen[str]":
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder))
        return self.start("distributed.cli.dask_worker", self.address, *options)

    def read(self, pattern: str) -> str:
        for _ in range(300):
            if found := re.search(pattern, self.log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.stop()


def elsewhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a second project with the same inputs, where publishing goes from now on."""
    other = folder.parent / f"{folder.name}-elsewhere"
    project.write_project(other)
    (other / "notebooks" / "01_referrals.ipynb").write_bytes((folder / "notebooks" / "01_referrals.ipynb").read_bytes())
    monkeypatch.setenv("ANALYSIS_ROOT", str(other))
    return other


def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(
    folder: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = cluster.folder / "started"
    extra = f"from pathlib import Path; import time\nPath({str(mark)!r}).touch(); time.sleep(2)"
    project.write_notebook(folder / "notebooks" / "01_referrals.ipynb", project.report_cells(extra))
    assert publish() == 0
    other = elsewhere(folder, monkeypatch)
    mark.unlink()
    doomed = cluster.worker()
    killed: list[float] = []

    def kill_and_replace() -> None:
        while not mark.exists():
            time.sleep(0.05)
        # it is the only worker, and in the middle of a cell
        os.killpg(doomed.pid, signal.SIGKILL)
        killed.append(time.monotonic())
        cluster.worker()

    killer = threading.Thread(target=kill_and_replace)
    killer.start()
    assert publish(scheduler=cluster.address) == 0
    killer.join()
    assert killed
    assert doomed.wait() == -signal.SIGKILL
    assert hashes(other / "reports") == hashes(folder / "reports")
    assert "2 made, 0 current, 0 failed" in capsys.readouterr().out


def test_a_worker_of_another_version_refuses(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.publish.execution import executor
    from analysis.publish.execution.job import Job

    done = executor.run(Job("n", b"{}", {}, "", {}, 1, code="another"))
    assert done.error == "the worker has another version of the package: install the same there"


def test_no_cluster_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_of_dask, "connected", partial(cluster_of_dask.connected, patience=1))
    assert publish(scheduler="tcp://127.0.0.1:9") == 1
    said = capsys.readouterr().err
    assert "No cluster with workers answers at tcp://127.0.0.1:9" in said
    assert not (folder / "reports" / NAMES[0]).exists()


@pytest.mark.nightly
def test_a_worker_that_may_not_fork_starts_interpreters(
    folder: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publish() == 0
    other = elsewhere(folder, monkeypatch)
    # with a nanny, Dask's workers are daemonic and may have no children by multiprocessing
    cluster.start("distributed.cli.dask_worker", cluster.address, "--nthreads", "2", "--no-dashboard")
    assert publish(scheduler=cluster.address) == 0
    assert hashes(other / "reports") == hashes(folder / "reports")
