"""From ``data/raw`` to ``data/processed``: read, tidy, check, write; nothing is written when anything is wrong."""

from pathlib import Path

import pandas as pd

from analysis import evidence
from analysis.claims import ledger as claims
from analysis.evidence import datapackage
from analysis.evidence.documents import reconcile, tidy
from analysis.evidence.own import aggregates as local
from analysis.evidence.rules import faults, figure_faults, prose_schema


def observations() -> pd.DataFrame:
    """Return every figure of ``data/raw``, printed or the authority's own, as a tidy row.

    Raises
    ------
    EvidenceError
        With one sentence per fault.
    """
    checked = [
        fault for name, table in evidence.prose_tables().items() for fault in faults(table, prose_schema(), name)
    ]
    if checked:
        raise evidence.EvidenceError(checked)
    areas = evidence.areas()
    printed = tidy.observations(evidence.tables(), evidence.prose(), areas, evidence.sources())
    units = {row["measure"]: row["unit"] for row in evidence.measures()}
    own, wrong = local.observations(evidence.local_tables(), set(areas.values()), units)
    wrong += figure_faults(printed, units)
    if wrong:
        raise evidence.EvidenceError(wrong)
    found = pd.concat([printed, pd.DataFrame(own, columns=tidy.COLUMNS)], ignore_index=True) if own else printed
    return found.assign(**{name: pd.to_datetime(found[name]) for name in evidence.DATES})


def dictionary(found: pd.DataFrame, measures: list[dict[str, str]]) -> pd.DataFrame:
    """Return every measure with its definition and the number of rows that hold it.

    Parameters
    ----------
    found : pandas.DataFrame
        Observations.
    measures : list of dict
        Rows of ``data/raw/measures.csv``.

    Returns
    -------
    pandas.DataFrame
        Columns measure, definition, unit, polarity, source, observations (count); sorted by measure.

    Raises
    ------
    EvidenceError
        If a measure is used but not defined, or defined but not used.
    """
    table = pd.DataFrame(measures)
    used = found["measure"].value_counts()
    first = found.drop_duplicates("measure").set_index("measure")["id"]
    where = "data/raw/measures.csv"
    wrong = [
        f"{where} does not define '{name}', which {first[name]} uses."
        for name in sorted(set(used.index) - set(table["measure"]))
    ]
    wrong += [f"{where} defines '{name}' twice." for name in table.loc[table["measure"].duplicated(), "measure"]]
    wrong += [
        f"{where} defines '{name}', which no row uses." for name in sorted(set(table["measure"]) - set(used.index))
    ]
    if wrong:
        raise evidence.EvidenceError(wrong)
    return table.assign(observations=table["measure"].map(used)).sort_values("measure", ignore_index=True)


def run() -> list[Path]:
    """Write ``data/processed`` and return the paths written."""
    found = observations()
    tables = {
        "observations": found,
        "dictionary": dictionary(found, evidence.measures()),
        "reconciliation": reconcile.findings(found),
        "claims": claims.evaluate(evidence.claims(), found, set(found["measure"]), claims.Setting()),
    }
    written = [evidence.write_processed(name, table) for name, table in tables.items()]
    return [*written, describe()]


def describe() -> Path:
    """Write ``data/datapackage.json`` for the data files as they are now, and return its path."""
    package = evidence.root() / "data" / "datapackage.json"
    evidence.write_text(package, datapackage.describe(evidence.root(), evidence.sources()))
    return package
