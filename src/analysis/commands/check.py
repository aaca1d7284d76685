"""Is the evidence sound? Rules of the tables, the transcription against the documents, and the reconciliation."""

from pathlib import Path

from analysis import evidence
from analysis.commands import tables
from analysis.evidence.documents import as_checked


def run(documents: Path | None, accept: bool = False) -> int:
    """Print what was checked and every fault found; return 0 when there is none, else 1.

    Contradictions between the documents are findings and no faults: they are counted by rule. With `accept`, printed
    tables that are sound are recorded as they are.
    """
    found = tables.observations()
    tables.dictionary(found, evidence.measures())
    print(f"{len(found)} figures are well formed; every measure is defined and used.")
    rules = tables.contradictions(found)["rule"].value_counts().sort_index()
    print(f"The documents contradict each other in {rules.sum()} places (data/processed/reconciliation.csv):")
    for rule, number in rules.items():
        print(f"  {number:3} {rule}")
    code = _transcription(documents) if documents else 0
    if accept and code == 0:
        print(f"wrote {as_checked.accept()}")
    return max(code, _as_checked())


def _as_checked() -> int:
    changes = as_checked.changes()
    for change in changes:
        print(change)
    return 1 if changes else 0


def _transcription(documents: Path) -> int:
    from analysis.evidence.documents import transcription

    if not documents.is_dir():
        raise ValueError(
            f"There is no folder {documents}: --documents names the folder with the text of the documents."
        )
    faults = transcription.check_documents(evidence.root() / "data" / "raw", documents)
    if faults.empty:
        print(f"Every transcribed cell stands in the documents in {documents}, and no number there is unclaimed.")
        return 0
    for fault in faults.itertuples(index=False):
        place = (f"{fault.document} line {fault.line}", fault.file, fault.row, fault.column, fault.as_printed)
        print(f"{', '.join(part for part in place if part)}: {fault.fault}")
    print(f"{len(faults)} faults.")
    return 1
