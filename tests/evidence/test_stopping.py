"""While something is half done, a signal ends the run as an exception; before and after, as whoever began it wants."""

import os
import signal

import pytest

from analysis.evidence.disk import stopping


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
