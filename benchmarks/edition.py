"""The project in a folder of its own, what people change in it, and the commands that they then wait for."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import clock

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
SAMPLE = "02_repeat_plan_volatility"
CELL = ("data/raw/002/table_7.csv", "1306,1685", "1306,1686")  # enquiries of 2020/21
OWN = "".join(
    f"Warwickshire,Q{quarter} 21/22,{120 + quarter},{30 - quarter},{12 - quarter},{20 + quarter}.5\n"
    for quarter in (1, 2, 3, 4)
)


def copy(folder: Path, files: Path | None = None) -> Path:
    """Copy what goes into an edition; with England's open data from `files`, where there are any."""
    for name in ("data", "notebooks", "uv.lock", "pyproject.toml"):
        listed = subprocess.run(["git", "ls-files", "-z", name], cwd=ROOT, capture_output=True, text=True, check=True)
        for path in filter(None, listed.stdout.split("\0")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    for path in files.glob("*.csv") if files else ():
        shutil.copy(path, folder / "data" / "external")
    return folder


def command(folder: Path, *arguments: str) -> clock.Run:
    """Run a command of the package on the project, in a process of its own."""
    return clock.run([PYTHON, "-m", "analysis", *arguments], ANALYSIS_ROOT=str(folder))


def whole(folder: Path) -> clock.Run:
    """Publish the whole edition from nothing."""
    shutil.rmtree(folder / "reports", ignore_errors=True)
    return command(folder, "reports")


def word(folder: Path) -> clock.Run:
    """Publish one report after a word has been added to its notebook."""
    path = folder / "notebooks" / f"{SAMPLE}.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][0]["source"] = "".join(content["cells"][0]["source"]) + " Again?"
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return command(folder, "reports", SAMPLE)


def parameter(folder: Path) -> clock.Run:
    """Publish one report with a parameter of the reader's."""
    return command(folder, "reports", SAMPLE, "-p", "confidence=0.9", "--force")


def cell(folder: Path) -> clock.Run:
    """Publish after one cell of a printed table has changed, or changed back: all evidence is read, then what follows made."""
    path, one, other = folder / CELL[0], *CELL[1:]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(one, other) if one in text else text.replace(other, one), encoding="utf-8")
    return clock.both(command(folder, "data"), command(folder, "reports"))


def nothing(folder: Path) -> clock.Run:
    """Publish when nothing has changed."""
    return command(folder, "reports")


def own(folder: Path) -> clock.Run:
    """Make an authority's own edition from nothing: four quarters of its own beside the printed ones."""
    template = (ROOT / "data" / "own" / "quarters.template.csv").read_text(encoding="utf-8")
    (folder / "data" / "own" / "quarters.csv").write_text(template + OWN, encoding="utf-8")
    shutil.rmtree(folder / "editions" / "own", ignore_errors=True)
    return command(folder, "own")


def start(folder: Path) -> clock.Run:
    """Import what stands ready before the first cell of a report runs."""
    return clock.run([PYTHON, "-c", "import analysis.publish.execution.preload"], ANALYSIS_ROOT=str(folder))


def floor(folder: Path, names: Sequence[str] = (), options: Sequence[str] = ()) -> clock.Run:
    """Run the bare code of some notebooks, or of the whole edition, forked after the imports on all cores."""
    known = names or [path.name for path in sorted((folder / "reports").iterdir()) if (path / "receipt.json").exists()]
    script, paths = Path(__file__).with_name("floor.py"), [folder / "notebooks" / f"{name}.ipynb" for name in known]
    return clock.run(
        [PYTHON, str(script), *options, *map(str, paths)], ANALYSIS_ROOT=str(folder), OPENBLAS_NUM_THREADS="1"
    )


def usual(folder: Path, options: Sequence[str] = ()) -> clock.Run:
    """Do what people do with one notebook: papermill, then nbconvert to HTML and, where there is XeLaTeX, to PDF."""
    done = folder / "usual.ipynb"
    steps = [["papermill", str(folder / "notebooks" / f"{SAMPLE}.ipynb"), str(done), "--no-progress-bar", *options]]
    steps += [["nbconvert", "--to", kind, str(done)] for kind in KINDS]
    return clock.both(*(clock.run([PYTHON, "-m", *step], ANALYSIS_ROOT=str(folder)) for step in steps))


KINDS = ("html", "pdf") if shutil.which("xelatex") else ("html",)
