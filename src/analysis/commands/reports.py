"""The ``reports`` command: its arguments, and the call. Imports nothing heavy, since every ``--help`` passes here."""

import argparse

from analysis.commands.arguments import whole_from


def _pair(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key:
        raise argparse.ArgumentTypeError(f"'{text}' is not of the form key=value")
    return key, value


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``reports``."""
    add = parser.add_argument
    add("names", nargs="*", metavar="NAME", help="reports to make (default: all; `list` shows them)")
    add(
        "-p",
        "--parameter",
        dest="parameters",
        action="append",
        default=[],
        type=_pair,
        metavar="KEY=VALUE",
        help="try another value of a parameter; the report goes to reports/_variants and replaces nothing",
    )
    add("--force", action="store_true", help="make reports even when nothing has changed")
    add("--dry-run", action="store_true", help="say what would be made, and why, and make nothing")
    add("--scheduled", action="store_true", help="for timers: quiet unless something happens; writes reports/run.json")
    add("--kernel", action="store_true", help="run notebooks in real Jupyter kernels: slower, for comparison")
    add("--scheduler", metavar="ADDRESS", help="run notebooks on a Dask cluster, for example tcp://10.0.0.1:8786")
    add("--workers", type=whole_from(1), metavar="N", help="notebooks at a time (default: one per processor)")


def run(arguments: argparse.Namespace) -> int:
    """Publish, and return the exit code; with ``--dry-run`` from the data as it would be read now."""
    if not arguments.dry_run:
        return publish(arguments)
    from analysis.commands import data

    with data.tried():
        return publish(arguments)


def publish(arguments: argparse.Namespace, authority: str = "") -> int:
    """Make the reports that have changed, for the own edition about its authority, and return the exit code."""
    from analysis.publish import run as publisher

    return publisher.run(
        arguments.names,
        dict(arguments.parameters),
        force=arguments.force,
        dry_run=arguments.dry_run,
        scheduled=arguments.scheduled,
        kernel=arguments.kernel,
        scheduler=arguments.scheduler,
        workers=arguments.workers,
        authority=authority,
    )


def show_list() -> int:
    """Print the reports that there are, and return the exit code."""
    from analysis.publish.planning import recipes

    for recipe in recipes.read():
        print(f"{recipe.name:32} {recipe.title}")
    return 0
