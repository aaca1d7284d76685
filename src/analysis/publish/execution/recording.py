"""What a notebook has used: the data it read and the modules of ``analysis`` it imported. Standard library only."""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

_opened: set[str] = set()
_root, _scratch = "", ""
GUARDED = ("data", "editions", "notebooks", "reports")
CHANGES = {
    "shutil.rmtree",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "os.symlink",
    "os.chmod",
}


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if (arguments[2] or 0) & (os.O_ACCMODE | os.O_CREAT | os.O_TRUNC):
            _refuse(path)
        elif path.startswith(_root):
            _opened.add(path)
    elif event in CHANGES:
        for path in arguments[:2]:
            if isinstance(path, str | bytes | os.PathLike):
                _refuse(os.path.realpath(os.fsdecode(path)))


def _refuse(path: str) -> None:
    """Stop a notebook that would change the evidence or an edition: it shows what it finds, and the publisher writes it."""
    if not path.startswith(_root) or path.startswith(_scratch):
        return
    name = Path(path).relative_to(_root)
    if name.parts[:1] and name.parts[0] in GUARDED:
        raise PermissionError(
            f"a notebook may not change {name.as_posix()}; it shows what it finds, the publisher writes"
        )


def start(root: str, scratch: str) -> None:
    """Note every file below ``data/`` and ``notebooks/`` that this process opens from now on, and refuse to change one.

    `scratch` is the folder in which the notebook runs and may write.
    """
    global _root, _scratch
    if not _root:
        sys.addaudithook(_listen)
    _root, _scratch = os.path.realpath(root) + os.sep, os.path.realpath(scratch) + os.sep
    _opened.clear()


def state(root: str) -> dict[str, tuple[int, int]]:
    """Return size and time of change of every file below ``data/``, by which `changed` knows it again."""
    names = {path: path.relative_to(root) for path in Path(root, "data").rglob("*") if path.is_file()}
    kept = {path: name for path, name in names.items() if not any(part.startswith(".") for part in name.parts)}
    return {name.as_posix(): (path.stat().st_size, path.stat().st_mtime_ns) for path, name in kept.items()}


def changed(root: str, before: dict[str, tuple[int, int]]) -> str:
    """Return in one sentence which file of the evidence is not as it was, whatever program has changed it, or nothing."""
    others = sorted(name for name, _ in before.items() ^ state(root).items())
    return (
        f"{others[0]} was changed while the notebook ran: a notebook shows what it finds; run again" if others else ""
    )


def _past_evidence(narrow: set[str]) -> list[dict[str, Any]]:
    """Return the files read past `evidence`: their whole content counts."""
    found = []
    for path in sorted(_opened):
        name = Path(path).relative_to(_root).as_posix()
        if name.split("/")[0] in ("data", "notebooks") and name not in narrow and Path(path).is_file():
            digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            found.append({"name": name, "filters": {}, "sha256": digest, "file": True})
    return found


def found() -> dict[str, Any]:
    """Return the readings (``name``, ``filters``, ``sha256``) and the modules (path in the package to sha256)."""
    evidence = sys.modules.get("analysis.evidence")
    reads = list({repr(read): read for read in (evidence.READS if evidence else [])}.values())
    narrow = {f"data/{read['name']}" if "/" in read["name"] else f"data/processed/{read['name']}.csv" for read in reads}
    return {"reads": [*reads, *_past_evidence(narrow)], "modules": _modules()}


def _modules() -> dict[str, str]:
    """Return the hashes of the imported files of the package, by path in it; data files beside them count, too."""
    package = Path(sys.modules["analysis"].__file__ or "").parent
    names = {name for name in sys.modules if name.split(".")[0] == "analysis"}
    names = {name for name in names if not name.startswith(("analysis.publish", "analysis.__main__"))}
    paths = {Path(sys.modules[name].__file__ or "") for name in names}
    paths |= {other for path in paths for other in path.parent.glob("*.*") if other.suffix not in (".py", ".pyc")}
    return {
        path.relative_to(package).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)
    }
