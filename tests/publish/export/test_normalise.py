import json
from typing import Any

import project

from analysis.publish.export.normalise import normalise, notebook_bytes


def stream(name: str, text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def shown(data: dict[str, Any]) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def notebook(outputs: list[dict[str, Any]], **cell: Any) -> bytes:
    metadata = {"papermill": {"start_time": "2026-11-21T02:00:00"}}
    return json.dumps(
        {
            "cells": [project.code("1") | {"outputs": outputs, "execution_count": 7, "metadata": metadata} | cell],
            "metadata": {"papermill": {"output_path": "/home/me/x.ipynb"}, "language_info": {"version": "3.11.7"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode()


def test_times_paths_and_random_identifiers_go() -> None:
    first = notebook([shown({"text/plain": "<Axes at 0x7f12ab>, /home/me/project/data"})], id="aaaa")
    second = notebook([shown({"text/plain": "<Axes at 0x7f99cd>, /srv/project/data"})], id="bbbb")
    one = notebook_bytes(normalise(first, {"/home/me": "~", "/home/me/project": "."}))
    two = notebook_bytes(normalise(second, {"/srv/project": "."}))
    assert one == two
    assert b"start_time" not in one
    assert b"3.11.7" not in one
    assert b"./data" in one
    assert normalise(first).cells[0].execution_count == 1


def test_streams_between_two_displays_come_together_in_a_fixed_order() -> None:
    parts = [stream("stderr", "b"), stream("stdout", "a"), stream("stderr", "d"), shown({}), stream("stdout", "c")]
    found = normalise(notebook(parts)).cells[0].outputs
    assert [(output.get("name"), output.get("text")) for output in found] == [
        ("stdout", "a"),
        ("stderr", "bd"),
        (None, None),
        ("stdout", "c"),
    ]


def test_a_warning_names_no_file_of_this_machine() -> None:
    kernel = stream("stderr", "/tmp/ipykernel_812/38.py:1: UserWarning: oh\n")
    shell = stream("stderr", "/var/tmp/ipykernel_99/38.py:1: UserWarning: oh\n")
    assert normalise(notebook([kernel])) == normalise(notebook([shell]))
    assert normalise(notebook([shell])).cells[0].outputs[0].text == "<cell>:1: UserWarning: oh\n"


def test_hidden_characters_go_and_colours_of_a_traceback_stay() -> None:
    planted = "a\x00b\x07\u202ec\u2066d\x1b[31me\ttab\nline"
    found = normalise(notebook([stream("stdout", planted)], source=planted)).cells[0]
    assert found.outputs[0].text == "abcd\x1b[31me\ttab\nline"
    assert found.source == "abcd\x1b[31me\ttab\nline"
