"""While something is half done, a signal ends the run as an exception; before and after, as whoever began it wants."""

import os
import signal

import pytest
import small
from national_files import country

from analysis.commands import data
from analysis.evidence import national
from analysis.evidence.disk import files, folders, stopping
from analysis.evidence.documents import as_checked


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def number(request):
    before = signal.getsignal(request.param)
    yield request.param
    signal.signal(request.param, before)


def test_a_signal_ends_the_block_and_is_heard_as_before_behind_it(number):
    heard = []
    signal.signal(number, lambda *_: heard.append(number))
    with pytest.raises(KeyboardInterrupt), stopping.orderly():
        os.kill(os.getpid(), number)
    assert heard == []
    os.kill(os.getpid(), number)
    assert heard == [number]


def test_who_began_it_deaf_stays_deaf(number):
    signal.signal(number, signal.SIG_IGN)
    with stopping.orderly():
        os.kill(os.getpid(), number)


@pytest.fixture
def at_once():
    """Let Ctrl-C end nothing outside of an orderly block, where `__main__` lets it end the program at once."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    yield lambda *_: os.kill(os.getpid(), signal.SIGINT)
    signal.signal(signal.SIGINT, before)


def test_a_file_that_is_half_written_is_put_away(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(os, "fsync", at_once)
    with pytest.raises(KeyboardInterrupt):
        files.write_file(tmp_path / "reports.yml", b"new")
    assert list(tmp_path.iterdir()) == []


def test_the_data_are_put_into_place_in_order(tmp_path, monkeypatch, at_once):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    small.write(tmp_path)
    monkeypatch.setattr(folders, "place", at_once)
    with pytest.raises(KeyboardInterrupt):
        data.run()
    assert small.held(tmp_path).keys() == small.FILES.keys() | {f"data/raw/{as_checked.NAME}"}


def test_england_s_tables_leave_no_folder_of_work(tmp_path, monkeypatch, at_once):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    place = tmp_path / "data" / "external"
    place.mkdir(parents=True)
    (tmp_path / "data" / "processed").mkdir()
    (tmp_path / "data" / "processed" / "observations.csv").write_text("id,period_end,value\n")
    for name, text in country().items():
        (place / name).write_text(text)
    monkeypatch.setattr(folders, "place", at_once)
    with pytest.raises(KeyboardInterrupt):
        national.prepare()
    assert {path.name for path in place.iterdir()} == set(country())
