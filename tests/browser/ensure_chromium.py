"""Install Debian's chromium for the browser tests where that is possible; otherwise say what will be skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM = "/usr/bin/chromium"


def main() -> int:
    """Return 0 unless the browser is required (REQUIRE_BROWSER) and cannot be had."""
    if Path(CHROMIUM).exists():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing chromium with apt for the browser tests (once) …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet)
    if Path(CHROMIUM).exists():
        return 0
    print("The browser tests (tests/browser) are skipped: install Debian's chromium as root with")
    print("    apt-get install chromium")
    return 1 if os.environ.get("REQUIRE_BROWSER") else 0


if __name__ == "__main__":
    sys.exit(main())
