"""The processed tables of an edition: read, tidied and checked, not yet written."""

import pandas as pd

from analysis import evidence
from analysis.claims import ledger as claims
from analysis.evidence import editions
from analysis.evidence.areas import known
from analysis.evidence.documents import schemas, tidy
from analysis.evidence.documents.contradictions import reconcile, register
from analysis.evidence.own import aggregates, files, monthly
from analysis.evidence.rules import faults, figure_faults
from analysis.indicators.policy import Policy
from analysis.investigations.strategy_meeting_spikes import concurrent_events


def printed() -> pd.DataFrame:
    """Return every printed figure of ``data/raw`` as a tidy row, dates as text.

    Raises
    ------
    EvidenceError
        With one sentence per fault.
    """
    checked = [
        fault
        for name, table in evidence.prose_tables().items()
        for fault in faults(table, schemas.prose_schema(), name)
    ]
    if checked := checked + _events_faults():
        raise evidence.EvidenceError(checked)
    found = tidy.observations(evidence.tables(), evidence.prose(), evidence.areas(), evidence.sources())
    if wrong := figure_faults(found, units()):
        raise evidence.EvidenceError(wrong)
    return found


def _events_faults() -> list[str]:
    """Return what is wrong with the register of events, which one report reads beside the figures."""
    path = evidence.raw_folder() / "events.csv"
    if not path.exists():
        return []
    table = evidence.text_table(path)
    wrong = faults(table, schemas.events_schema(), "data/raw/events.csv")
    if not wrong:
        concurrent_events.read(table)
    return wrong


def units() -> dict[str, str]:
    """Return the unit of every measure."""
    return {row["measure"]: row["unit"] for row in evidence.measures()}


def own() -> pd.DataFrame:
    """Return the authority's own figures as tidy rows; errors as `printed`."""
    held, areas = files.tables(), set(evidence.areas().values())
    rows, wrong = aggregates.observations(held, areas, units())
    series = f"{files.MONTHLY}.csv"
    if path := evidence.file(f"own/{series}"):
        monthly.read(evidence.text_table(path), f"data/own/{series}")
    if wrong := [*files.faults(), *wrong]:
        raise evidence.EvidenceError(wrong)
    return pd.DataFrame(rows, columns=tidy.COLUMNS)


def observations() -> pd.DataFrame:
    """Return every figure of this edition as a tidy row: the printed ones, then the authority's own; errors as `printed`."""
    found = printed()
    if evidence.edition() == editions.OWN and not (added := own()).empty:
        found = pd.concat([found, added], ignore_index=True)
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
    return table.assign(observations=table["measure"].map(used)).sort_values(
        "measure", ignore_index=True, kind="stable"
    )


def contradictions(found: pd.DataFrame) -> pd.DataFrame:
    """Return what the documents contradict, by rule and by the register of readings; later figures are left out.

    Raises
    ------
    EvidenceError
        With one sentence for each cell of ``data/raw/readings.csv`` that breaks a rule.
    """
    told = evidence.readings()
    schema = register.schema(set(evidence.printed_documents()))
    if told and (wrong := faults(pd.DataFrame(told, dtype=str), schema, "data/raw/readings.csv")):
        raise evidence.EvidenceError(wrong)
    return reconcile.findings(found[~_hindsight(found)], told, districts())


def contents() -> dict[str, bytes]:
    """Return the processed tables of this edition by file name, in the order of making; errors as `printed`."""
    every = observations()
    hindsight = _hindsight(every)
    found = every[~hindsight]
    tables = {
        "observations": found,
        "later": every[hindsight],
        "dictionary": dictionary(every, evidence.measures()),
        "reconciliation": contradictions(found),
        "claims": claims.frame(claims.evaluate(evidence.claims(), found, Policy(), districts())),
    }
    return {f"{name}.csv": table.to_csv(index=False, lineterminator="\n").encode() for name, table in tables.items()}


def _hindsight(found: pd.DataFrame) -> pd.Series:
    """Return which rows came after the documents: they stand in a table of their own, so that no verdict rests on them."""
    return found["source"].isin(set(evidence.sources()) - set(evidence.printed_documents()))


def districts() -> dict[str, list[str]]:
    """Return the districts of every area that is divided."""
    return {area: list(described.districts) for area, described in known().items() if described.districts}
