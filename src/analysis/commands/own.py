"""The ``own`` command: the authority's edition in ``editions/own``, from its own figures with the printed ones beside them."""

import argparse
import sys

from analysis.commands import reports


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``own``: those of ``reports``, and whom the edition is about."""
    words = "whom the edition is about, where data/own holds figures of several authorities"
    parser.add_argument("--authority", default="", metavar="NAME", help=words)
    reports.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Make the tables and the reports of the own edition, and return the exit code: 2 for an authority without figures."""
    from analysis.evidence import editions

    with editions.chosen(editions.OWN):
        if arguments.dry_run:
            return _tried(arguments)
        from analysis.commands import data

        data.run()
        return _published(arguments)


def _tried(arguments: argparse.Namespace) -> int:
    from analysis.commands import data

    with data.tried():
        return _published(arguments)


def _published(arguments: argparse.Namespace) -> int:
    from analysis import evidence
    from analysis.evidence.own import aggregates, files

    if not arguments.scheduled:
        for remark in [*files.remarks(), *aggregates.remarks(files.tables())]:
            print(remark)
    asked, known = arguments.authority, evidence.authorities()
    if asked and asked not in known:
        print(evidence.unknown_area(asked, known), file=sys.stderr)
        return 2
    return reports.publish(arguments, asked or _only(known))


def _only(known: list[str]) -> str:
    """Return the one authority that has own figures: whom the edition is about when nobody is asked for."""
    from analysis import evidence
    from analysis.evidence.own.papers import SOURCE

    held = {row["area"] for row in evidence.rows("observations", source=SOURCE)}
    found = [name for name in known if name in held]
    if not found:
        raise evidence.EvidenceError([
            "data/own holds no figures of an authority: copy quarters.template.csv there to quarters.csv and add a row."
        ])  # fmt: skip
    if len(found) > 1:
        raise evidence.EvidenceError([
            f"data/own holds figures of {', '.join(found)}: say whom the edition is about, `make own AUTHORITY='{found[0]}'`."
        ])  # fmt: skip
    return found[0]
