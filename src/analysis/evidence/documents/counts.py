"""How much each document prints."""

import pandas as pd


def figures_by_document(observations: pd.DataFrame, documents: list[str]) -> pd.DataFrame:
    """Return how much each document prints; figures of an authority's own count for none.

    Parameters
    ----------
    observations : pandas.DataFrame
        Rows of ``observations.csv``.
    documents : list of str
        Keys of the documents in ``sources.yml``.

    Returns
    -------
    pandas.DataFrame
        Indexed by document: figures (printed cells and figures in prose), numbers (those with a value), words (blank,
        TBC or words), undated (those whose period the text does not say).
    """
    valued, undated = observations["value"].notna(), observations["period_type"].eq("")
    flags = pd.DataFrame({"figures": 1, "numbers": valued, "words": ~valued, "undated": undated})
    return (
        flags.groupby(observations["source"]).sum().astype(int).reindex(documents, fill_value=0).rename_axis("document")
    )
