"""The front page of what was tried with other parameters, in ``reports/_variants``: which report, and with which."""

from pathlib import Path
from typing import Any

from analysis.evidence.disk import files
from analysis.publish.planning import receipts
from analysis.publish.planning.plan import VARIANTS
from analysis.publish.planning.recipe_file import Site


def write(reports: Path, site: Site) -> None:
    """Write ``_variants/index.html``, which lists every try-out that lies there with its parameters."""
    from analysis.publish.edition import index

    folder = reports / VARIANTS
    tried = [entry for path in sorted(folder.glob("[!._]*/")) if (entry := _entry(path))]
    about = Site(
        title=site.title, purpose="Reports tried with other parameters. They replace nothing that is published."
    )
    files.write_file(folder / "index.html", index.render(tried, about, folder).encode())


def _entry(folder: Path) -> dict[str, Any] | None:
    receipt = receipts.whole(folder)
    if receipt is None:
        return None
    given = ", ".join(f"{name}: {value}" for name, value in sorted(receipt["parameters"].items()))
    told = {
        "name": folder.name,
        "title": f"{receipt['recipe']['title']} ({given})",
        "question": receipt["recipe"]["question"],
    }
    return told | {"edition": receipt["edition"], **receipt["cover"], "files": receipt["outputs"]}
