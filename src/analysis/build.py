"""From ``data/raw`` to ``data/processed``: read, tidy, check, write; nothing is written when anything is wrong."""

from pathlib import Path

import pandas as pd

from analysis import claims, evidence, local, reconcile, tidy


def observations() -> pd.DataFrame:
    """Return every figure of ``data/raw``, printed or the authority's own, as a tidy row.

    Raises
    ------
    EvidenceError
        With one sentence per fault.
    """
    published = {name: str(entry["date_published"]) for name, entry in evidence.documents().items()}
    areas = evidence.areas()
    printed = tidy.observations(evidence.tables(), evidence.prose(), areas, published)
    units = {row["measure"]: row["unit"] for row in evidence.measures()}
    own, faults = local.observations(evidence.local_tables(), set(areas.values()), units)
    if faults:
        raise evidence.EvidenceError(faults)
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
    faults = [
        f"{where} does not define '{name}', which {first[name]} uses."
        for name in sorted(set(used.index) - set(table["measure"]))
    ]
    faults += [f"{where} defines '{name}' twice." for name in table.loc[table["measure"].duplicated(), "measure"]]
    faults += [
        f"{where} defines '{name}', which no row uses." for name in sorted(set(table["measure"]) - set(used.index))
    ]
    if faults:
        raise evidence.EvidenceError(faults)
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
    return [evidence.write_processed(name, table) for name, table in tables.items()]
