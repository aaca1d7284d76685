"""The command line: ``python -m analysis COMMAND``. Exit codes: 0 done, 1 something failed, 2 wrong usage, 130 stopped."""

import os
import signal
import sys

STOPPED = "Stopped. What was finished is in place; everything else is as it was."


def _leave(number: int, frame: object) -> None:
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(130)


# before all else is imported: an import that is stopped prints a traceback, or goes on as if nothing had been pressed
if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, _leave)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        from analysis.commands import line

        arguments = line.parser().parse_args(argv)
        return int(arguments.run(arguments))
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 1
    except OSError as fault:
        where = f" ({fault.filename})" if fault.filename else ""
        print(f"Nothing more was written: {fault.strerror or fault}{where}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
