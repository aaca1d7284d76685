"""England's edition with the real files: reading them, and profiles at two sizes, which differ by what is free of the start-up."""

import os
import shutil
import subprocess
from pathlib import Path

import clock
from edition import PYTHON, command

PROFILE = "21_authority_profile"


def reading(folder: Path) -> tuple[float, float]:
    """Return seconds of the first and of the second reading of all files, imports apart."""
    code = (
        "import time, pandas, fastparquet\nfrom analysis.evidence import national\n"
        "for _ in range(2):\n    began = time.monotonic(); national.prepare(); print(time.monotonic() - began)"
    )
    for made in ("editions/national", "data/external/processed"):
        shutil.rmtree(folder / made, ignore_errors=True)
    here = os.environ | {"ANALYSIS_ROOT": str(folder)}
    said = subprocess.run([PYTHON, "-c", code], env=here, capture_output=True, text=True, check=True)
    first, again = (float(line) for line in said.stdout.split()[-2:])
    return first, again


def names(folder: Path) -> list[str]:
    """Return the profiles of the edition."""
    said = command(folder, "national", "--dry-run", "--force").said
    return [line.split(":")[0] for line in said.splitlines() if line.startswith("profile_")]


def made(folder: Path, profiles: list[str]) -> clock.Run:
    """Make some profiles."""
    return command(folder, "national", *profiles, "--force")
