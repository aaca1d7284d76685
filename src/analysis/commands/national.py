"""The ``national`` command: read England's open data in ``data/external``, and make the edition in ``editions/national``."""

import argparse

from analysis.commands import reports
from analysis.evidence import editions, national
from analysis.evidence.national.preparing import Prepared


def run(arguments: argparse.Namespace) -> int:
    """Prepare England's open data, make the reports that have changed, and return the exit code."""
    with editions.chosen(editions.NATIONAL):
        done = national.prepare()
        if done is None:
            print("There is no open data in data/external/: data/external/README.md says which files to put there.")
            return 0
        if not arguments.scheduled:
            _say(done)
        return reports.publish(arguments)


def _say(done: Prepared) -> None:
    if not done.changed:
        print(f"{done.figures:,} figures of England's open data are as they were.")
        return
    print(f"{done.figures:,} figures from {len(done.used)} files of open data.")
    if done.others:
        print(f"Not used, since no known table has their columns: {', '.join(done.others)}.")
    rules = national.reconciliation()["rule"].value_counts().sort_index()
    print(
        f"Where they disagree, and which average is the neighbours' line: {rules.sum()} findings, "
        "data/external/processed/reconciliation.csv:"
    )
    for rule, number in rules.items():
        print(f"  {number:3} {rule}")
