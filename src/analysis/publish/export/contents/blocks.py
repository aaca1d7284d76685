"""The parts of a report, in the order in which they are read."""

from dataclasses import dataclass, field
from typing import Any

from analysis.publish.export.contents.records import Record
from analysis.publish.export.contents.tables import Table


@dataclass(frozen=True)
class Prose:
    """Markdown; `role` is ``text``, ``caveat``, or ``cell`` when the author wrote it as a cell of its own."""

    markdown: str
    role: str = "text"


@dataclass(frozen=True)
class Finding:
    """One of at most three findings of the first page; `big` holds ``text``, ``words`` and ``key``, or nothing.

    A finding of `half` the page stands beside another such one.
    """

    title: str
    markdown: str
    place: int = 1
    big: dict[str, str] = field(default_factory=dict)
    half: bool = False


@dataclass(frozen=True)
class Ask:
    """What to ask next: a list in markdown."""

    markdown: str
    title: str = "What to ask next"


@dataclass(frozen=True)
class Words:
    """What stands around a figure or table: above it title and subtitle, below it note and source."""

    title: str = ""
    subtitle: str = ""
    note: str = ""
    source: str = ""
    simulated: bool = False

    @property
    def below(self) -> str:
        """Note and source, as they stand below."""
        plain = not self.source or self.source.startswith(("Source", "Simulated"))
        source = self.source if plain else f"Source: {self.source}"
        return " ".join(text if text.endswith(".") else f"{text}." for text in (self.note, source) if text)


@dataclass(frozen=True)
class Figure:
    """A figure; `content` and `narrow` (for a phone) are SVG, or base64 for PNG and JPEG; `data` is CSV."""

    number: int
    kind: str
    content: str
    alt: str
    words: Words = Words()
    narrow: str = ""
    data: str = ""


@dataclass(frozen=True)
class Exhibit:
    """A table with its words; `data` is CSV; one that is not `printed` stands in every form but the PDF."""

    number: int
    table: Table
    words: Words = Words()
    data: str = ""
    printed: bool = True


@dataclass(frozen=True)
class Plain:
    """Printed text; `kind` is ``output``, ``log`` (standard error) or ``error``."""

    text: str
    kind: str = "output"


@dataclass(frozen=True)
class Code:
    """The source of a code cell; it follows what the cell showed."""

    source: str


Block = Prose | Finding | Ask | Figure | Exhibit | Plain | Code


@dataclass
class Report:
    """A report: what its first page says, the blocks that follow, its numbers, and what it was made from.

    `about` is what the publisher knows: name, title, question, edition, neighbours, parameters, data, rows, site.
    """

    about: dict[str, Any]
    headline: str = ""
    blocks: list[Block] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> set[str]:
        """The keys of the records, to which words may link."""
        return {record["key"] for record in self.records}

    @property
    def findings(self) -> list[Finding]:
        """The findings of the first page, by their place."""
        return sorted((block for block in self.blocks if isinstance(block, Finding)), key=lambda one: one.place)

    @property
    def figures(self) -> list[Figure]:
        """The figures, in reading order."""
        return [block for block in self.blocks if isinstance(block, Figure)]

    @property
    def exhibits(self) -> list[Exhibit]:
        """The tables, in reading order."""
        return [block for block in self.blocks if isinstance(block, Exhibit)]

    @property
    def printed(self) -> list[Block]:
        """What follows the first page on paper."""
        return [each for each in self.rest if not isinstance(each, Code) and getattr(each, "printed", True)]

    @property
    def asks(self) -> list[Ask]:
        """What to ask next."""
        return [block for block in self.blocks if isinstance(block, Ask)]

    @property
    def rest(self) -> list[Block]:
        """What follows the first page: everything but findings, questions and, where something is found, the first figure."""
        opening: list[Block] = [*self.findings, *self.asks, *self.opening_figure]
        return [block for block in self.blocks if block not in opening]

    @property
    def opening_figure(self) -> list[Figure]:
        """The figure of the first page, or none where nothing is found on it."""
        return self.figures[:1] if self.headline or self.findings else []

    @property
    def reference(self) -> str:
        """``Report 02`` for a report whose name begins with its number, else nothing."""
        number = str(self.about.get("name") or "").split("_")[0]
        return f"Report {number}" if number.isdigit() else ""

    @property
    def said_first(self) -> str:
        """The headline; where there is none, the title."""
        return self.headline or str(self.about["title"])
