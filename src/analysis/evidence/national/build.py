"""The tables that are made of the files: figures, authorities, neighbours, and where they disagree."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from analysis.evidence import reads
from analysis.evidence.disk.files import EvidenceError
from analysis.evidence.national import areas, cells, files, reconcile, tidy
from analysis.evidence.national.files import Known


def tables(known: list[Known]) -> dict[str, pd.DataFrame]:
    """Return figures, columns and areas (see `tidy.Figures`), authorities, neighbours and reconciliation.

    Raises
    ------
    EvidenceError
        With one sentence for each fault.
    """
    # of two readings of one day the last is taken: DfE's own tables before the panel that repeats them
    order = [id(entry) for entry in files.tables()["tables"]]
    known = sorted(known, key=lambda each: order.index(id(each.entry)) if id(each.entry) in order else 0, reverse=True)
    held = {each.given.name: cells.cells(each) for each in known if "list" not in each.entry}
    wide = [each for each in known if "columns" in each.entry]
    if not any(each.entry["release"] == "dfe" for each in wide):
        raise EvidenceError(
            ["The files name no authority: put DfE's release (table D3) beside them, see data/external/README.md."]
        )
    listed = areas.listed(held[each.given.name] for each in wide if each.entry["release"] == "dfe")
    if faults := [*_twice(known), *_missing_authorities(wide, held)]:
        raise EvidenceError(faults)
    names = dict(zip(listed["code"], listed["name"], strict=True))
    every = areas.every(listed, (held[each.given.name] for each in wide))
    rows, columns = list[pd.DataFrame](), list[pd.DataFrame]()
    for each in (table for table in known if "list" not in table.entry):
        part, said = tidy.figures(each, held[each.given.name], every, sum(map(len, columns)))
        rows.append(part)
        columns.append(said)
    found = tidy.Figures(pd.concat(rows, ignore_index=True), pd.concat(columns, ignore_index=True), every)
    lists = [areas.neighbours(each, names) for each in known if "list" in each.entry]
    near = pd.concat(lists) if lists else pd.DataFrame(columns=areas.NEIGHBOURS, dtype=str)
    return {
        "figures": found.rows,
        "columns": found.columns,
        "areas": found.areas,
        "authorities": listed,
        "neighbours": near,
        "reconciliation": reconcile.findings(tidy.widened(found), near, names, reads.selected("observations", {})[1]),
    }


def _missing_authorities(wide: list[Known], held: dict[str, pd.DataFrame]) -> list[str]:
    """Return a sentence for each authority that one table of a release has in a year, and another has not."""
    there = pd.concat(_places(each, held[each.given.name]) for each in wide)
    faults = []
    for (_, year), rows in there.groupby(["release", "year"]):
        places = rows.pivot(index="code", columns="file", values="row")
        before = rows.groupby("file")["before"].first()
        for code, row in places[places.isna().any(axis=1)].iterrows():
            other, line = next((file, line) for file, line in row.items() if pd.notna(line))
            faults += [
                f"{file}, column 'old_la_code': there is no row of authority {code} in {year - before[file]}, which stands "
                f"in {other}, row {line:.0f}; download the release again."
                for file in row.index[row.isna()]
            ]
    return faults


def _places(known: Known, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of authorities; a population in the middle of a year belongs to the year that ends after it."""
    local = frame[frame["geographic_level"].eq("Local authority")]
    before = int(known.entry["period"] == "mid_year")
    return pd.DataFrame(
        {
            "release": int(files.release(known)) + before,
            "year": local["time_period"].astype(int) + before,
            "before": before,
            "code": local["old_la_code"],
            "file": known.given.name,
            "row": local.index + 2,
        }
    )


def _twice(known: Iterable[Known]) -> list[str]:
    """Return a sentence for each table that stands in two files of the same release."""
    places = defaultdict(list)
    for each in known:
        key = each.entry.get("table") or f"neighbours {each.entry['list']}"
        places[key, files.release(each)].append(each.given.name)
    return [
        f"{' and '.join(names)}: these are two different files of table {table} of the same release ({year}); keep one of them."
        for (table, year), names in places.items()
        if len(names) > 1
    ]
