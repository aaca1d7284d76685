"""The areas of an edition: their names and spellings, and which stand beside, around and within an authority."""

from typing import TYPE_CHECKING

from analysis.evidence import reads
from analysis.evidence.descriptions import reading
from analysis.evidence.disk.files import EvidenceError, root, shown
from analysis.evidence.editions import NATIONAL, OWN, edition

if TYPE_CHECKING:
    from analysis.evidence.descriptions.models import Area

PRINTED, OWN_FILE = "raw/areas.yml", "own/areas.yml"
NATION = "England"


def known() -> dict[str, "Area"]:
    """Return every area by its canonical name: those of ``data/raw/areas.yml``, in the own edition with those of the user's.

    Raises
    ------
    EvidenceError
        If a file breaks a rule, a spelling means two areas, or a neighbour, region or district is no area.
    """
    found = _read(PRINTED)
    if edition() == OWN and (root() / "data" / OWN_FILE).exists():
        for name, area in _read(OWN_FILE).items():
            found[name] = found[name].joined(area) if name in found else area
    if wrong := [*_twice(found), *_strangers(found)]:
        raise EvidenceError(wrong)
    return found


def _read(name: str) -> dict[str, "Area"]:
    from analysis.evidence.descriptions.models import Area

    path = root() / "data" / name
    given = reading.content(path)
    # the template is all comments, so an own file that holds nothing is as good as none
    given = {} if given is None and name == OWN_FILE else given
    return {
        area: described or Area()
        for area, described in reading.held(given, dict[str, Area | None], shown(path)).items()
    }


def _where() -> str:
    return f"data/{PRINTED}" if edition() != OWN else f"data/{PRINTED} and data/{OWN_FILE}"


def _twice(found: dict[str, "Area"]) -> list[str]:
    meant = [(spelling, name) for name, area in found.items() for spelling in [name, *area.spellings]]
    first = dict(reversed(meant))
    return [
        f"{_where()}: '{spelling}' stands for '{first[spelling]}' and for '{name}'; keep it with one of them."
        for place, (spelling, name) in enumerate(meant)
        if (first[spelling], spelling) != (name, spelling) or (spelling, name) in meant[:place]
    ]


def _strangers(found: dict[str, "Area"]) -> list[str]:
    return [
        f"{_where()}: '{name}' names '{other}', which is no area there; add the line `{other}: {{}}`."
        for name, area in found.items()
        for other in area.related
        if other not in found
    ]


def described() -> set[str]:
    """Return the printed areas that are authorities: those whose neighbours, region or districts are described."""
    return {name for name, area in _read(PRINTED).items() if area.related}


def areas() -> dict[str, str]:
    """Return the canonical name of every spelling of an area, itself included."""
    return {spelling: name for name, area in known().items() for spelling in [name, *area.spellings]}


def unknown_area(name: str, there: list[str]) -> str:
    """Return the sentence about an area that is not known: what was meant, which there are, and how to add it."""
    return (
        f"There is no area '{name}' among the figures{reading.suggestion(name, there)}; there are {', '.join(there)}. "
        f"To add it, write the line "
        f"`{name}: {{}}` into data/{OWN_FILE} (begin with areas.template.yml beside it) and its figures into data/own, "
        "then `make own`."
    )


def _area(name: str) -> "Area":
    for each in (PRINTED, OWN_FILE) if edition() == OWN else (PRINTED,):
        reads.record(each, {}, reads.read_hash(each, {}))
    found = known()
    if name not in found:
        raise EvidenceError([unknown_area(name, list(found))])
    return found[name]


def comparators(authority: str) -> list[str]:
    """Return the areas that an authority is compared with: its neighbours, its region, England, as far as they are known.

    Raises
    ------
    EvidenceError
        If there is no such area.
    """
    area = _area(authority)
    return [name for name in (*area.neighbours, area.region, NATION) if name and name != authority]


def districts(authority: str) -> list[str]:
    """Return the districts of an authority as the areas describe them, none when it has none; errors as `comparators`."""
    return list(_area(authority).districts)


def authorities() -> list[str]:
    """Return the areas that a report can be about: those that have figures and stand beside, around or within no other.

    A printed area counts only if its neighbours, region or districts are described, so neither nations nor regions do.
    """
    if edition() == NATIONAL:
        from analysis.evidence.national import store

        return store.current()
    found, without = known(), set(_read(PRINTED)) - described()
    related = {name for area in found.values() for name in area.related} | {NATION}
    held = {row["area"] for row in reads.selected("observations", {})[1]}
    return [
        name
        for name, area in found.items()
        if name in held and name not in related and (area.related or name not in without)
    ]
