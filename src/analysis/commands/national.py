"""England around it: read the open data that a user put into ``data/external/``, and say what was found."""

from analysis.evidence import national


def run() -> int:
    """Prepare England's open data, print what was done, and return the exit code."""
    done = national.prepare()
    if done is None:
        print("There is no open data in data/external/: data/external/README.md says which files to put there.")
        return 0
    if not done.changed:
        print(f"{done.figures:,} figures of England's open data are as they were.")
        return 0
    print(f"{done.figures:,} figures from {len(done.used)} files of open data.")
    if done.others:
        print(f"Not used, since no known table has their columns: {', '.join(done.others)}.")
    rules = national.reconciliation()["rule"].value_counts().sort_index()
    print(f"Where they disagree, and which average is the neighbours' line ({rules.sum()} findings):")
    for rule, number in rules.items():
        print(f"  {number:3} {rule}")
    return 0
