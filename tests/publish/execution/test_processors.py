"""The edition is the same on every processor: it is built as several kinds would calculate, and every byte compared.

Notebooks, results, figure data and processed tables are built; PDF and HTML are made from these alone. What this machine
cannot run, it cannot try: the kinds with AVX-512 need a processor that has it.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from numpy._core import _multiarray_umath as numpy_core

from analysis.publish.planning import receipts

ROOT = Path(__file__).parents[3]
CPUINFO = Path("/proc/cpuinfo")
FLAGS = set(CPUINFO.read_text().split()) if CPUINFO.exists() else set()
pytestmark = pytest.mark.skipif(
    platform.machine() not in ("x86_64", "AMD64") or not FLAGS, reason="the settings are those of x86-64 on Linux"
)

DISPATCHED = [name for name in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__[name]]
WITHOUT_AVX512 = " ".join(name for name in DISPATCHED if name != "X86_V3")
# by kind: what OpenBLAS, NumPy and the C library are told, and the instructions that it needs
KINDS = {
    "plain": (
        {
            "OPENBLAS_CORETYPE": "Prescott",
            "NPY_DISABLE_CPU_FEATURES": " ".join(DISPATCHED),
            "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA",
        },
        set(),
    ),
    "haswell": ({"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": WITHOUT_AVX512}, {"avx2", "fma"}),
    "zen": (
        {"OPENBLAS_CORETYPE": "Zen", "NPY_DISABLE_CPU_FEATURES": WITHOUT_AVX512, "OPENBLAS_NUM_THREADS": "2"},
        {"avx2", "fma"},
    ),
    "skylakex": ({"OPENBLAS_CORETYPE": "SkylakeX", "OPENBLAS_NUM_THREADS": "2"}, {"avx512f", "avx512vl"}),
}
ARITHMETIC = """
import hashlib, math, numpy as np
draws = np.random.default_rng(1).uniform(0.1, 9, (200, 200))
print(hashlib.sha256((draws @ draws).tobytes()).hexdigest(), hashlib.sha256(np.exp(draws).tobytes()).hexdigest())
print(hashlib.sha256(repr([math.exp(draw) for draw in draws.ravel()]).encode()).hexdigest())
"""


def run(arguments: list[str], told: dict[str, str]) -> str:
    """Run Python as the machine does, or as it is told to."""
    settings = ("OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES", "OPENBLAS_NUM_THREADS")
    usual = {name: value for name, value in os.environ.items() if name not in settings}
    done = subprocess.run([sys.executable, *arguments], env=usual | told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(folder: Path, told: dict[str, str]) -> Path:
    """Build the project's tables and reports in a folder of their own."""
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "uv.lock", folder)
    recipes = folder / "notebooks" / "reports.yml"
    content = yaml.safe_load(recipes.read_text(encoding="utf-8"))
    for report in content["reports"]:
        report["formats"] = ["ipynb"]
    recipes.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    for command in (["data"], ["reports", "--force"], ["calibrate", "--replications", "20"]):
        run(["-m", "analysis", *command], told | {"ANALYSIS_ROOT": str(folder)})
    return folder


def differences(one: Path, other: Path) -> list[str]:
    """Return the files that differ, each with the first line that does."""
    found = []
    for path in sorted({file.relative_to(each) for each in (one, other) for file in each.rglob("*") if file.is_file()}):
        pair = [each / path for each in (one, other)]
        if not all(file.exists() for file in pair):
            found.append(f"{path} is made by one only")
        elif len({receipts.digest(file.read_bytes()) for file in pair}) > 1:
            lines = zip(*(file.read_text(encoding="utf-8").splitlines() for file in pair), strict=False)
            found.append(f"{path}: " + next((f"{a!r} against {b!r}" for a, b in lines if a != b), "its length"))
    return found


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("usual"), {"OPENBLAS_NUM_THREADS": "1"})


def test_a_difference_is_told(tmp_path: Path) -> None:
    for name, lines in (("one", "1\n2.5\n"), ("other", "1\n2.6\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "table.csv").write_text(lines)
    (tmp_path / "other" / "more.csv").touch()
    told = differences(tmp_path / "one", tmp_path / "other")
    assert told == ["more.csv is made by one only", "table.csv: '2.5' against '2.6'"]


@pytest.mark.skipif("avx2" not in FLAGS, reason="this processor is the plain kind")
def test_the_settings_change_how_numbers_are_calculated() -> None:
    usual, plain = (run(["-c", ARITHMETIC], told).split() for told in ({}, KINDS["plain"][0]))
    assert all(one != other for one, other in zip(usual, plain, strict=True))


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_every_published_byte_is_the_same(usual: Path, tmp_path: Path, kind: str) -> None:
    told, needs = KINDS[kind]
    if not needs <= FLAGS:
        pytest.skip(f"this processor has no {', '.join(sorted(needs - FLAGS))}")
    found = differences(usual, build(tmp_path / kind, told))
    assert not found, "\n".join(found)
