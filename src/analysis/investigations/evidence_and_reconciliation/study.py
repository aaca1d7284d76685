"""Where the documents contradict each other or themselves: how often, what from, and what bears on the conclusions."""

import re

import pandas as pd

from analysis import words
from analysis.indicators.definitions import TABLE
from analysis.indicators.estimate import Number, Share, Unknown
from analysis.indicators.figures import MissingFigureError
from analysis.indicators.lazy import lazy
from analysis.indicators.stated import key
from analysis.investigations.evidence_and_reconciliation.disagreements import Average, Balance, Peak

STOCK = "cpp_children"
AVERAGE_ASKED = "What is the average time between plans, over all quarters and from the end of a plan?"
RECORDS_ASKED = "Which records changed after the counts at the end of each year were taken?"
A_FEW = 0.03  # of the children at the end of the year
STATEMENTS = "two statements"
INDICATORS = {each.measure for each in TABLE} | {"gap_between_plans_mean"}
SETTLED = ("later revision", "cut off, not rounded")
MEANING = {
    "not explained": "nothing in print says why",
    "later revision": "a later document prints another value",
    "two definitions": "one name for two things that are counted differently",
    "wrong name or place": "right for something else that is printed, wrong where it stands",
    "cut off, not rounded": "the last digit was dropped where it should have been rounded up",
}
NEEDED = (
    "Whether documents about {area} disagree needs documents: none that is transcribed prints a figure of {area}. "
    "docs/guides/add-a-quarter.md shows how a document is added. Where your own figures disagree with each other is listed in "
    "editions/own/data/reconciliation.csv."
)


class Contradictions:
    """What the printed documents contradict.

    Parameters
    ----------
    found : pandas.DataFrame
        Rows of ``reconciliation.csv``.
    observations : pandas.DataFrame
        Every figure of the edition.
    printed : pandas.DataFrame
        How much each document prints: index document; columns figures, numbers, words, undated.
    authority : str

    Raises
    ------
    MissingFigureError
        If the documents print nothing of the authority.
    """

    def __init__(self, found: pd.DataFrame, observations: pd.DataFrame, printed: pd.DataFrame, authority: str) -> None:
        text = found.select_dtypes(exclude="number").columns
        self.found = found.assign(**{name: found[name].fillna("") for name in text})
        self.authority, self.printed = authority, printed
        self.observations = observations[observations["source"].isin(printed.index)]
        if authority not in set(self.observations["area"]):
            raise MissingFigureError(NEEDED.format(area=authority))

    @lazy
    def names(self) -> dict[str, str]:
        """Document to what a source line calls it."""
        rows = self.observations.drop_duplicates("source")
        return dict(sorted(zip(rows["source"], rows["document"], strict=True)))

    @lazy
    def source(self) -> str:
        """All documents."""
        return "; ".join(f"{name}: {said}" for name, said in self.names.items())

    @lazy
    def documents(self) -> Number:
        """How many documents were read."""
        return _count("documents", len(self.names), "documents read")

    @lazy
    def figures(self) -> Number:
        """How many figures the documents print; an authority's own are not among them."""
        return _count("printed_figures", self.printed["figures"].sum(), "printed cells and figures in sentences")

    @lazy
    def undated(self) -> Share:
        """Figures whose period the text does not say."""
        return _share(
            "figures_without_period", self.printed["undated"].sum(), self.figures.value, "figures without a period"
        )

    @lazy
    def total(self) -> Number:
        """How many contradictions there are, each once however often it is printed."""
        return _count("contradictions", len(self.found), "contradictions in print")

    @lazy
    def settled(self) -> Share:
        """Those that a later revision or a digit cut off explains."""
        return _share(
            "contradictions_settled", self.found["cause"].isin(SETTLED).sum(), len(self.found), "revised or cut off"
        )

    @lazy
    def by_cause(self) -> dict[str, Share]:
        """Contradictions by what they come from, the most frequent first."""
        found = self.found["cause"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
        return {
            str(cause): _share("contradictions_by_cause", number, len(self.found), str(cause), cause=str(cause))
            for cause, number in found.items()
        }

    @lazy
    def causes_title(self) -> str:
        """What most contradictions come from, as a title."""
        if not self.by_cause:
            return "No contradiction was found"
        cause, share = next(iter(self.by_cause.items()))
        return f"Most often: {cause}, {share}"

    @lazy
    def headline(self) -> str:
        """What was found, in one sentence."""
        if not len(self.found):
            return "The documents agree wherever two of their figures touch"
        silent = _count(
            "contradictions_unexplained", self.found["cause"].eq("not explained").sum(), "contradictions not explained"
        )
        return f"{self.figures} printed figures, {self.total} contradictions: for {silent} nothing in print says why"

    @lazy
    def peaks(self) -> list[Peak]:
        """Numbers of children on a plan that are printed for more than one day; none or one."""
        return [self._peak(row) for _, row in self._of("two dates", STOCK).iterrows()]

    def _peak(self, row: pd.Series) -> Peak:
        rows = self.observations[self.observations["id"].isin(row["observations"].split(";"))]
        counts = rows[rows["measure"].eq(STOCK)]
        days = rows.dropna(subset=["period_end"]).sort_values("period_end", kind="stable").drop_duplicates("period_end")
        number = Number(
            key=key("peak", self.authority), value=counts["value"].iloc[0], unit="count", digits=0, method="as printed",
            label=f"children on a plan at the peak, {self.authority}", rows=tuple(rows["id"]), of={"area": self.authority},
        )  # fmt: skip
        known = self.on_plans["value"].max() if isinstance(self.on_plans, pd.DataFrame) else number.value
        return Peak(number, tuple(days["period_end"]), words.listed(days["period"]), number.value >= known)

    @lazy
    def stock_title(self) -> str:
        """Whether a number of children is printed for several days, as a title."""
        if not self.peaks:
            return "Each number of children is printed for one day"
        first = self.peaks[0]
        what = "The highest number of children" if first.highest else "One number of children"
        return f"{what} is printed for {first.told}"

    @lazy
    def questions(self) -> str:
        """What to ask: a question for each kind of contradiction that was found, as a numbered list."""
        asked = [
            f"On which day were {peak.number} children on a plan, and which rate belongs to it?" for peak in self.peaks
        ]
        asked += [AVERAGE_ASKED] * bool(self.averages) + [RECORDS_ASKED] * bool(self.balances)
        return words.numbered(asked or ["Who compares a figure with its earlier prints before it is printed again?"])

    @lazy
    def averages(self) -> list[Average]:
        """Averages in sentences that their own table does not give."""
        return [self._average(row) for _, row in self._of("average and its table").iterrows()]

    def _average(self, row: pd.Series) -> Average:
        ids = tuple(row["observations"].split(";"))
        said = self.observations.set_index("id").loc[ids[-1], "value"]
        of = {"area": self.authority}
        return Average(
            Number(key=key("average_said", row["measure"]), value=said, unit="months", digits=0, rows=ids[-1:], of=of,
                   label=f"{row['subject']}, in the sentence", method="as printed"),
            Number(key=key("average_made", row["measure"]), value=said - row["difference"], unit="months", rows=ids, of=of,
                   label=f"{row['subject']}, over the table", method="averages of the table, each weighted by its count"),
            _count("average_periods", len(ids) - 1, "periods in the table", rows=ids[:-1]),
        )  # fmt: skip

    @lazy
    def balances(self) -> list[Balance]:
        """The years that do not add up, as one; none where all do."""
        rows = self._of("stock and flow")
        if rows.empty:
            return []
        ids = tuple(name for each in rows["observations"] for name in each.split(";"))
        sizes = rows["difference"].abs()
        return [
            Balance(
                _share("years_off", len(rows), self._whole_years, "years that do not add up", rows=ids),
                _count("least_off", sizes.min(), "children, smallest difference", rows=ids),
                _count("most_off", sizes.max(), "children, largest difference", rows=ids),
                few=bool((sizes < A_FEW * rows["observations"].map(self._ended)).all()),
            )
        ]

    def _ended(self, ids: str) -> float:
        """Return the children at the end of a year, by the observations of a finding, of which they are the last."""
        return float(self.observations.set_index("id").loc[ids.split(";")[-1], "value"])

    @property
    def _whole_years(self) -> int:
        """How many years are printed with the children at both ends, the starts and the ends."""
        mine = self.observations[self.observations["area"].eq(self.authority) & self.observations["group"].eq("")]
        years = mine[mine["period_type"].eq("financial_year")].drop_duplicates(["measure", "period_end"])
        flows = years[years["measure"].eq("cpp_starts")].merge(
            years.loc[years["measure"].eq("cpp_ends"), ["period_start", "period_end"]]
        )
        days = set(mine.loc[mine["measure"].eq(STOCK) & mine["period_type"].eq("as_at"), "period_end"])
        before = flows["period_start"] - pd.Timedelta(days=1)
        return int((flows["period_end"].isin(days) & before.isin(days)).sum())

    @lazy
    def on_plans(self) -> pd.DataFrame | Unknown:
        """Every printed number of children on a plan of the authority: columns date, value, source, id."""
        rows = self.observations[
            self.observations["measure"].eq(STOCK)
            & self.observations["area"].eq(self.authority)
            & self.observations["group"].eq("")
            & self.observations["period_end"].notna()
        ]
        if rows["period_end"].nunique() < 3:
            return Unknown(f"fewer than three days are printed for {self.authority}")
        found = rows[["period_end", "value", "source", "id"]].rename(columns={"period_end": "date"})
        return found.sort_values(["date", "id"], kind="stable", ignore_index=True)

    def among(self, which: str) -> pd.DataFrame:
        """Return contradictions as a reader sees them, those of the reports' own measures first.

        Parameters
        ----------
        which : str
            ``figures``, ``sentences`` or ``settled``.

        Returns
        -------
        pandas.DataFrame
            Columns subject, printed (document and place, no lines), why (what arithmetic gives, and the explanation), used.
        """
        told, known = self.found["rule"].eq(STATEMENTS), self.found["cause"].isin(SETTLED)
        rows = self.found[{"figures": ~told & ~known, "sentences": told, "settled": ~told & known}[which]]
        rows = rows.sort_values("measure", key=_weight, kind="stable")
        made = rows["recomputed"].map(lambda text: f"{text[:1].upper()}{text[1:]}. " if text else "")
        return pd.DataFrame(
            {
                "subject": rows["subject"],
                "printed": rows["printed"].map(_places),
                "why": made + rows["explanation"].map(_places),
                "used": rows["reading"].map(_places),
            }
        )

    def _of(self, rule: str, measure: str = "") -> pd.DataFrame:
        rows = self.found[self.found["rule"].eq(rule) & self.found["area"].eq(self.authority)]
        return rows[rows["measure"].eq(measure)] if measure else rows


def _weight(measures: pd.Series) -> pd.Series:
    """Return 0 for a measure of the reports, 1 for another one, 2 for none."""
    return measures.map(lambda name: 0 if name in INDICATORS else 1 if name else 2)


def _places(text: str) -> str:
    """Return places without the lines of the text, which lead whoever checks and stop whoever reads."""
    plain = re.sub(r", line \d+", "", text).replace(" section ", " ").removesuffix(", the latest publication")
    return re.sub(r" \(([^()]*)\)(?=; [^;()]+ \(\1\))", "", plain)


def _count(name: str, value: float, label: str, rows: tuple[str, ...] = (), **of: str) -> Number:
    return Number(key=key(name), value=value, unit="count", digits=0, label=label, method="counted", rows=rows, of=of)


def _share(name: str, part: float, whole: float, label: str, rows: tuple[str, ...] = (), **of: str) -> Share:
    return Share(
        key=key(name, *of.values()), value=100 * part / whole, numerator=part, denominator=whole, label=label,
        method="counted", rows=rows, of=of,
    )  # fmt: skip
