"""What the YAML descriptions of the evidence must hold."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _nothing(given: Any) -> Any:
    return "" if given is None else given


# A key with nothing behind it is as good as no key.
Optional = Annotated[str, BeforeValidator(_nothing)]


class Strict(BaseModel):
    """A mapping of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Area(Strict):
    """An area: other spellings of its name, and which areas stand beside, around and within it."""

    spellings: list[Text] = Field(default_factory=list)
    neighbours: Optional = ""
    region: Optional = ""
    districts: list[Text] = Field(default_factory=list)

    @property
    def related(self) -> list[str]:
        """Return the areas that this one names."""
        return [name for name in (self.neighbours, self.region, *self.districts) if name]

    def joined(self, other: "Area") -> "Area":
        """Return this area with what another description adds or replaces."""
        return Area(
            spellings=[*self.spellings, *(each for each in other.spellings if each not in self.spellings)],
            neighbours=other.neighbours or self.neighbours,
            region=other.region or self.region,
            districts=other.districts or self.districts,
        )
