"""Moving a report into place: whatever happens meanwhile, a reader sees the old one or the new one."""

import errno
import os
from pathlib import Path

import pytest

from analysis.evidence.disk import files, folders

OLD = {"a.pdf": b"old", "results.json": b"old", "data/figure-1.csv": b"old"}
NEW = {"a.pdf": b"new", "results.json": b"new", "data/figure-2.csv": b"new"}


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    work = tmp_path / ".work-1"
    work.mkdir()
    folders.place(tmp_path / "a", OLD, work)
    assert content(tmp_path / "a") == OLD
    return tmp_path


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_exchange", lambda one, other: False)


def test_a_report_is_replaced_as_a_whole(reports: Path) -> None:
    folders.place(reports / "a", NEW, reports / ".work-1")
    assert content(reports / "a") == NEW
    assert not list((reports / ".work-1").iterdir())


def die_at(number: int, reports: Path) -> bool:
    """Place the new report in a child that dies at its n-th call to the system; return whether it did."""
    pid = os.fork()
    if pid == 0:
        left = [number]

        def counted(call):
            def dying(*given, **named):
                left[0] -= 1
                if left[0] < 0:
                    os._exit(9)
                return call(*given, **named)

            return dying

        for name in ("fsync", "rename", "unlink", "rmdir", "mkdir"):
            setattr(os, name, counted(getattr(os, name)))
        folders.place(reports / "a", NEW, reports / ".work-1")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("exchange", [True, False])
def test_death_at_any_step_leaves_a_whole_report(
    reports: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        without_exchange(monkeypatch)
    seen = set()
    for number in range(100):
        folders.sweep(reports)
        (reports / ".work-1").mkdir(exist_ok=True)
        folders.place(reports / "a", OLD, reports / ".work-1")
        died = die_at(number, reports)
        if exchange:
            # one step of the file system: no moment without a whole report, not even before the next run
            assert content(reports / "a") in (OLD, NEW)
        folders.sweep(reports)
        assert content(reports / "a") in (OLD, NEW)
        assert not list(reports.glob(".work-*"))
        seen.add(content(reports / "a") == NEW)
        if not died:
            break
    assert not died
    assert number > 8
    assert seen == {True, False}


@pytest.mark.parametrize("exchange", [True, False])
def test_a_disk_that_fills_up_at_any_write_leaves_the_old_report(
    reports: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        without_exchange(monkeypatch)
    real, failed = os.fsync, 0
    for number in range(5):
        left = [number]

        def full(descriptor: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(descriptor)

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            folders.place(reports / "a", NEW, reports / ".work-1")
        failed += 1
        monkeypatch.setattr(os, "fsync", real)
        assert content(reports / "a") == OLD
    assert failed == 5


def test_a_file_is_only_written_when_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    assert files.write_file(path, b"1")
    assert not files.write_file(path, b"1")
    assert files.write_file(path, b"2")
    assert path.read_bytes() == b"2"
    assert [each.name for each in tmp_path.iterdir()] == ["manifest.json"]
