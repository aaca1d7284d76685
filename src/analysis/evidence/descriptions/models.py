"""What the YAML descriptions of the evidence must hold."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _nothing(given: Any) -> Any:
    return "" if given is None else given


def _several(given: Any) -> Any:
    return [given] if isinstance(given, str) and given else given or []


# A key with nothing behind it is as good as no key.
Optional = Annotated[str, BeforeValidator(_nothing)]


class Strict(BaseModel):
    """A mapping of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Area(Strict):
    """An area: other spellings of its name, and which areas stand beside, around and within it."""

    spellings: list[Text] = Field(default_factory=list)
    neighbours: Annotated[list[Text], BeforeValidator(_several)] = Field(default_factory=list)
    region: Optional = ""
    districts: list[Text] = Field(default_factory=list)

    @property
    def related(self) -> list[str]:
        """Return the areas that this one names."""
        return [name for name in (*self.neighbours, self.region, *self.districts) if name]

    def joined(self, other: "Area") -> "Area":
        """Return this area with what another description adds or replaces."""
        return Area(
            spellings=[*self.spellings, *(each for each in other.spellings if each not in self.spellings)],
            neighbours=other.neighbours or self.neighbours,
            region=other.region or self.region,
            districts=other.districts or self.districts,
        )


class Published(Strict):
    """What was published: by whom, when, what it covers, and how its figures came here."""

    id: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
    short: Text
    publisher: Text
    title: Text
    date_note: Text
    covers: Text
    licence: Text
    transcribed: Text
    gaps: list[Text]


class Document(Published):
    """A document that is judged, and the text that was transcribed."""

    date_published: date
    text_file: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[int, Field(gt=0)]


class Statistics(Published):
    """Official figures that came after the documents: their lines are rows of a file, and they judge no claim."""

    kind: Literal["statistics"]
    # open tables name no day: only the year of their release is known
    date_published: Annotated[int, Field(ge=2000, le=2100)]


def _kind(given: Any) -> str:
    return "[statistics]" if isinstance(given, dict) and "kind" in given else "[document]"


Source = Annotated[
    Annotated[Document, Tag("[document]")] | Annotated[Statistics, Tag("[statistics]")], Discriminator(_kind)
]


class Meaning(Strict):
    """What a row, a column, a cell or a whole table of figures says."""

    measure: Text | None = None
    group: str | None = None
    area: str | None = None
    period: str | None = None
    period_type: Literal["as_at", "cumulative", "financial_year", "month", "quarter", "range"] | None = None
    unit: Text | None = None
    note: Text | None = None


def _form(given: Any) -> str:
    return "[word]" if isinstance(given, str) else "[labels]"


# Either the labels of the axis are areas, periods, measures or groups, or each label is described.
Axis = Annotated[
    Annotated[Literal["area", "period", "measure", "group"], Tag("[word]")]
    | Annotated[dict[str, Meaning | None], Tag("[labels]")],
    Discriminator(_form),
]


class PrintedTable(Strict):
    """A printed table: the file of its cells, where it stands, and what its rows and columns mean."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.csv$")]
    table: Text
    title: Text
    place: Text
    cell: Meaning
    rows: Axis
    columns: Axis
    cells: dict[str, dict[str, Meaning]] = Field(default_factory=dict)
    note: Text | None = None
