"""Text from data reaches people as text; names and parameters stay in their folders; outputs tell nothing of a machine."""

import getpass
import json
import os
import re
import socket
from pathlib import Path

import pikepdf
import project
import pytest

from analysis.publish import run

PLANTED = '<script>alert(1)</script>#panic("x")\u202eevil\x07 $x$ #link("http://x")'
RECIPE = """\
edition: 2026-11-21
reports:
  - name: hostile
    notebook: 01_referrals.ipynb
    title: {title}
    question: How many?
    parameters: {{area: {area}}}
"""


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a report whose area was named by an enemy, from the real exporters."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    monkeypatch.setenv("ANALYSIS_TEST_SECRET", "hunter2-secret")
    recipe = RECIPE.format(title=json.dumps(f"Referrals in {PLANTED}"), area=json.dumps(PLANTED))
    project.write_project(tmp_path, recipe)
    project.write_observations(tmp_path, [project.row(PLANTED, 100, year) for year in ("2018/19", "2019/20")])
    assert run.run([], {}) == 0
    return tmp_path / "reports" / "hostile"


@pytest.mark.slow
def test_planted_text_stays_text(hostile: Path) -> None:
    html = (hostile / "hostile.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    for hidden in ("\u202e", "\x07"):
        assert hidden not in html
        assert hidden not in (hostile / "hostile.ipynb").read_text(encoding="utf-8")
    with pikepdf.open(hostile / "hostile.pdf") as pdf:
        # Typst would have stopped at #panic had it run; a link would be an annotation
        title = str(pdf.docinfo["/Title"])
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
    assert title == "Referrals in " + PLANTED.replace("\u202e", "").replace("\x07", "")
    assert not [link for link in links if "http://x" in str(link["/A"].get("/URI", ""))]


@pytest.mark.slow
def test_outputs_tell_nothing_of_this_machine(hostile: Path) -> None:
    told = {str(hostile.parents[1]), str(Path.home()), "hunter2-secret", os.uname().nodename}
    told |= {name for name in (getpass.getuser(), socket.getfqdn()) if len(name) > 5}
    for path in [*hostile.rglob("*"), *hostile.parent.glob("*.*")]:
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".pdf":
                with pikepdf.open(path) as pdf:
                    content = b"".join(item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
            content = re.sub(rb"base64,[A-Za-z0-9+/=]+", b"", content)  # any two letters stand in a font
            for word in told:
                assert word.encode() not in content, (path.name, word)


def test_a_parameter_tried_out_cannot_leave_its_folder(folder: Path) -> None:
    text = (
        (folder / "notebooks" / "reports.yml").read_text().replace("area: [Ambridge, Borchester, Felpersham]", "x: [1]")
    )
    (folder / "notebooks" / "reports.yml").write_text(text)
    before = set(folder.rglob("*"))
    assert run.run(["referrals_ambridge"], {"area": "../../../etc/$(touch pwned)"}) == 0
    made = {path for path in folder.rglob("*") if path not in before}
    variants = folder / "reports" / "_variants"
    expected = ("manifest.json", "index.html", ".lock", "reports", "_variants")
    assert all(variants in path.parents or path.name in expected for path in made)
    assert not list(folder.rglob("pwned*"))
