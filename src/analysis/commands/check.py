"""Is the evidence sound? Rules of the tables, the transcription against the documents, and the reconciliation."""

from pathlib import Path

from analysis import evidence
from analysis.commands import data as build
from analysis.evidence.documents import reconcile


def run(documents: Path | None) -> int:
    """Print what was checked and every fault found; return 0 when there is none, else 1.

    Contradictions between the documents are findings and no faults: they are counted by rule.
    """
    found = build.observations()
    build.dictionary(found, evidence.measures())
    print(f"{len(found)} figures are well formed; every measure is defined and used.")
    rules = reconcile.findings(found)["rule"].value_counts().sort_index()
    print(f"The documents disagree in {rules.sum()} places (data/processed/reconciliation.csv):")
    for rule, number in rules.items():
        print(f"  {number:3} {rule}")
    return _transcription(documents) if documents else 0


def _transcription(documents: Path) -> int:
    from analysis.evidence.documents import transcription

    faults = transcription.check_documents(evidence.root() / "data" / "raw", documents)
    if faults.empty:
        print(f"Every transcribed cell stands in the documents in {documents}, and no number there is unclaimed.")
        return 0
    for fault in faults.itertuples(index=False):
        place = (f"{fault.document} line {fault.line}", fault.file, fault.row, fault.column, fault.as_printed)
        print(f"{', '.join(part for part in place if part)}: {fault.fault}")
    print(f"{len(faults)} faults.")
    return 1
