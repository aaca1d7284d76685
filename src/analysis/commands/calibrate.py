"""The ``calibrate`` command: measure every method by simulation with known truth, and keep the table."""

from analysis import calibration, evidence
from analysis.commands import data


def run(replications: int, seed: int) -> int:
    """Write ``data/processed/calibration.csv`` and describe it beside the other tables; return the exit code."""
    found = calibration.run(replications, seed)
    print(f"wrote {evidence.write_processed('calibration', found)} ({len(found)} rows)")
    data.run()
    return 0
