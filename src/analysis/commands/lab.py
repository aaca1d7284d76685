"""JupyterLab on the notebooks: this environment's kernel, the project as its folder, and a page that says where to begin."""

import os
import sys
from pathlib import Path

from analysis import evidence
from analysis.evidence import editions

START = "notebooks/START.md"
# the start page opens as a page to read, not as source, and no questions are asked before it
SETTINGS = Path(__file__).parent / "lab_settings"


def options(root: Path) -> list[str]:
    """Return the options with which JupyterLab is started in the folder of the project."""
    return [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{START}",
        f"--LabApp.app_settings_dir={SETTINGS}",
    ]


def run(further: list[str]) -> int:
    """Open JupyterLab in the browser and stay until it is stopped; return its exit code.

    Parameters
    ----------
    further : list of str
        Options of JupyterLab beside ours, such as ``--no-browser``.

    Raises
    ------
    ValueError
        If the folder of the project holds no start page.
    """
    root = evidence.root()
    if not (root / START).is_file():
        raise ValueError(f"There is no {START} in {root}: set ANALYSIS_ROOT to the folder of a clone of the project.")
    # a kernel of the user's, or of another project, may have the same name as ours
    os.environ |= {"JUPYTER_PREFER_ENV_PATH": "1", "ANALYSIS_ROOT": str(root)}
    own = root / "editions" / editions.OWN / "data" / "observations.csv"
    if own.exists():
        os.environ.setdefault(editions.VARIABLE, editions.OWN)
    figures = (
        "your own figures beside the printed ones" if evidence.edition() == editions.OWN else "the printed figures"
    )
    print(f"Opening JupyterLab on {root / 'notebooks'}, with {figures}. Stop it with Ctrl-C here.", flush=True)
    from jupyterlab.labapp import main

    sys.argv[0] = "jupyter-lab"
    return int(main([*options(root), *further]) or 0)
