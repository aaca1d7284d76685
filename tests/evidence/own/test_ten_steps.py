"""docs/use-for-your-authority.md, followed with its own examples: each row it shows is accepted as it stands."""

import re
import shutil
from pathlib import Path

import yaml

from analysis.commands import tables

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "use-for-your-authority.md").read_text(encoding="utf-8")


def followed(root, monkeypatch):
    """Copy the templates as the page says, take the marks away, and append the rows that it shows."""
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw", ignore=shutil.ignore_patterns("local"))
    own = root / "data" / "own"
    own.mkdir()
    for template, name in re.findall(r"Copy `(data/own/\S+)` to `(data/own/\S+)`", PAGE):
        text = (ROOT / template).read_text(encoding="utf-8")
        assert (root / name).parent == own
        (root / name).write_text(text, encoding="utf-8")
    lines = (own / "areas.yml").read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# Northshire:"))
    (own / "areas.yml").write_text("\n".join(line[2:] for line in lines[first:]) + "\n", encoding="utf-8")
    for row in re.findall(r"`(Northshire,[^`]*)`", PAGE):
        file = own / ("quarters.csv" if row.split(",")[1].startswith("Q") else "figures.csv")
        file.write_text(file.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    monkeypatch.setenv("ANALYSIS_ROOT", str(root))
    monkeypatch.setenv("ANALYSIS_EDITION", "own")
    return own


def test_the_examples_of_the_ten_steps_become_figures_of_the_own_edition(tmp_path, monkeypatch):
    own = followed(tmp_path, monkeypatch)
    assert yaml.safe_load((own / "areas.yml").read_text(encoding="utf-8"))["Northshire"]["region"] == "The North"
    found = tables.observations()
    mine = found[found["area"].eq("Northshire")]
    # 110 plans started, 25 of them repeats, 11 within two years: 22.7% and 10.0%
    shares = mine.set_index("measure")["value"].round(1).to_dict()
    assert (shares["cpp_starts"], shares["repeat_plans_share"], shares["repeat_plans_within_2_years_share"]) == (
        110,
        22.7,
        10.0,
    )
    assert shares["icpc_within_15_days"] == 81.0
    assert set(mine["document"]) == {"your own figures"}
    assert set(mine["table"]) == {"quarters.csv", "DfE children in need 2024"}


def test_the_page_has_ten_steps():
    assert re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE) == [str(number) for number in range(1, 11)]
