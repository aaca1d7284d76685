"""Every command with its arguments. Imports nothing heavy, since every ``--help`` passes here."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from analysis.commands.arguments import whole_from


def _data(arguments: argparse.Namespace) -> int:
    from analysis.commands import data

    for path in data.run():
        print(f"wrote {path}")
    for remark in data.remarks():
        print(remark, file=sys.stderr)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from analysis.commands import check

    return check.run(arguments.documents, arguments.accept)


def _calibrate(arguments: argparse.Namespace) -> int:
    from analysis.commands import calibrate

    return calibrate.run(arguments.replications, arguments.seed)


def _reports(arguments: argparse.Namespace) -> int:
    from analysis.commands import reports

    return reports.run(arguments)


def _own(arguments: argparse.Namespace) -> int:
    from analysis.commands import own

    return own.run(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from analysis.commands import reports

    return reports.show_list()


def _national(arguments: argparse.Namespace) -> int:
    from analysis.commands import national

    return national.run(arguments)


def _new(arguments: argparse.Namespace) -> int:
    from analysis.commands import new_notebook

    return new_notebook.run(arguments.name)


def _lab(arguments: argparse.Namespace) -> int:
    from analysis.commands import lab

    return lab.run(arguments.options)


def parser() -> argparse.ArgumentParser:
    """Return the command line; what is parsed holds in ``run`` the command to call with it."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Read the printed tables, check them, and publish the reports.",
        epilog="Exit codes: 0 done, 1 something failed, 2 wrong usage or bad parameters.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    add(
        "data",
        _data,
        "Turn the printed tables of data/raw into data/processed, or say what is wrong with them.",
    )
    reports = add("reports", _reports, "Run the notebooks and export the reports that have changed.")
    from analysis.commands.reports import add_arguments

    add_arguments(reports)
    own = add("own", _own, "Make an authority's own edition in editions/own, from the figures in data/own and print.")
    from analysis.commands import own as own_command

    own_command.add_arguments(own)
    check = add("check", _check, "Check the evidence and reconcile the documents, without writing anything.")
    check.add_argument(
        "--documents",
        type=Path,
        metavar="DIR",
        help="folder with the text of the documents: find every transcribed cell in it again",
    )
    check.add_argument(
        "--accept", action="store_true", help="record the printed tables as they are, once they are checked"
    )
    calibrate = add("calibrate", _calibrate, "Simulate with known truth how well each method does (minutes).")
    calibrate.add_argument(
        "--replications", type=whole_from(1), default=500, help="simulations per setting (default 500)"
    )
    calibrate.add_argument("--seed", type=whole_from(0), default=20220316, help="seed of the simulations")
    national = add("national", _national, "Read England's open data in data/external, and make editions/national.")
    add_arguments(national)
    new = add("new", _new, "Start a notebook for a new question, with its recipe.")
    new.add_argument("name", metavar="NAME", help="name of the report, for example court_proceedings")
    lab = add("lab", _lab, "Open JupyterLab on the notebooks, at a page that says where to begin.")
    further = "after --: further options for JupyterLab, for example `lab -- --no-browser`"
    lab.add_argument("options", nargs="*", metavar="OPTION", help=further)
    add("list", _list, "List the reports with their questions.")
    return parser
