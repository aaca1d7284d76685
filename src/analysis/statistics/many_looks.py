"""Many looks: of many comparisons some stand out by chance, so each p-value is made to pay for its family."""

import pandas as pd
from statsmodels.stats.multitest import multipletests


def holm(p_values: pd.Series) -> pd.DataFrame:
    """Return the comparisons of one family in the order in which they may be stated.

    Parameters
    ----------
    p_values : pandas.Series
        One per comparison, indexed by what is compared. A family is everything that one table or one page looks at with one
        question; it is fixed before the figures are looked at.

    Returns
    -------
    pandas.DataFrame
        Index of `p_values`, smallest first (ties in the order given); columns p, adjusted. Those with ``adjusted`` at
        or below 1 − confidence are beyond chance although so many were looked at; those with only ``p`` so low are beyond
        chance only if looked at alone.

    Raises
    ------
    ValueError
        If a p-value is missing or lies outside 0 to 1.

    Notes
    -----
    Holm (1979), Scand J Stat 6:65, statsmodels' implementation: of families without any difference, at most 1 − confidence have
    even one comparison called beyond chance, however the comparisons hang together (years overlap, comparators share areas).
    Benjamini and Hochberg's rule would allow a share of the statements to be wrong, which a committee does not expect.
    """
    if not p_values.between(0, 1).all():
        raise ValueError("Every comparison of a family needs a p-value from 0 to 1.")
    adjusted = multipletests(p_values, method="holm")[1] if len(p_values) else []
    found = pd.DataFrame({"p": p_values.astype(float), "adjusted": adjusted}, index=p_values.index)
    return found.sort_values("p", kind="stable")
