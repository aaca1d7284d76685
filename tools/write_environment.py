"""Write environment.yml, for conda users, from pyproject.toml and uv.lock: ``uv run python tools/write_environment.py``."""

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = """\
# Written by tools/write_environment.py from pyproject.toml and uv.lock; a test fails when they drift apart.
# conda env create -f environment.yml && conda activate child-protection-analysis
name: child-protection-analysis
channels:
  - conda-forge
dependencies:
"""


def pins() -> list[str]:
    """Return every package of the reports and of JupyterLab's helpers with its locked version and markers, as pip reads them."""
    command = [os.environ.get("UV", "uv"), "export", "--frozen", "--no-hashes", "--no-emit-project", "--group", "lab"]
    options = ["--no-annotate", "--no-header", "--quiet"]
    done = subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return sorted(done.stdout.split("\n")[:-1])


def environment() -> str:
    """Return the text of environment.yml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [f"  - python {project['requires-python']}", "  - pip", "  - pip:"]
    lines += [f'      - "{pin.replace(chr(34), chr(39))}"' for pin in pins()]
    return HEADER + "\n".join([*lines, "      - -e ."]) + "\n"


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
