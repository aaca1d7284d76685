"""docs/guides/use-for-your-authority.md, followed to the letter with a made-up authority: clone, ten steps, and no trace left."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "guides" / "use-for-your-authority.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |\Z)", PAGE, re.MULTILINE | re.DOTALL))
NEIGHBOURS = ["Eastshire", "Westshire", "Midshire", "Lowshire", "Highshire"]
YEARS = ["2021/22", "2022/23", "2023/24"]
STARTS, REPEATS = [96, 104, 88, 120, 99, 130, 118], [20, 22, 26, 31, 24, 29, 33]
pytestmark = pytest.mark.slow


def git(root, *command):
    done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


def said(step, pattern):
    """Return what a step says to do, once."""
    (found,) = re.findall(pattern, STEPS[step])
    return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Return a clone of the project, with the published reports in place (step 1)."""
    root = tmp_path_factory.mktemp("clone")
    kept = git(ROOT, "ls-files", "data", "notebooks", "reports", "uv.lock", ".gitignore").splitlines()
    for name in kept:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name, follow_symlinks=False)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "as published")
    return root


def append(file, *rows):
    with file.open("a", encoding="utf-8") as opened:
        opened.writelines(f"{row}\n" for row in rows)


@pytest.fixture(scope="module")
def own(clone):
    """Copy the templates as steps 2 to 4 say, take the marks away, and append the rows that they show and more like them."""
    folder = clone / "data" / "own"
    for template, name in re.findall(r"Copy `(data/own/\S+)` to `(data/own/\S+)`", PAGE):
        shutil.copy(clone / template, clone / name)
    areas = folder / "areas.yml"
    lines = areas.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# Northshire:"))
    text = "\n".join(line[2:] for line in lines[first:]) + "\n"
    text = text.replace("neighbours: Northshire neighbours", f"neighbours: [{', '.join(NEIGHBOURS)}]")
    areas.write_text(text + "".join(f"{name}: {{}}\n" for name in NEIGHBOURS), encoding="utf-8")
    quarter, figure = said("3", "`(Northshire,[^`]*)`"), said("4", "`(Northshire,[^`]*)`")
    labels = ["Q1 22/23", "Q2 22/23", "Q3 22/23", "Q4 22/23", "Q2 23/24", "Q3 23/24", "Q4 23/24"]
    given = zip(labels, STARTS, REPEATS, strict=True)
    append(folder / "quarters.csv", quarter, *(f"Northshire,{name},{n},{k},{k // 2},38.5" for name, n, k in given))
    rows = [
        figure,
        "Northshire,2022/23,icpc_within_15_days,80.0,240,300,DfE",
        "Northshire,2021/22,icpc_within_15_days,76.0,228,300,DfE",
    ]
    for place, year in enumerate(YEARS):
        rows += [
            f"{name},{year},icpc_within_15_days,{70 + 3 * at},,,DfE" for at, name in enumerate([*NEIGHBOURS, "England"])
        ]
        rows += [
            f"Northshire,{year},{name},{n + 10 * place},,,DfE"
            for name, n in (("s47_enquiries", 1500), ("icpc_children", 640))
        ]
    append(folder / "figures.csv", *rows)
    return folder


@pytest.fixture(scope="module")
def made(clone, own, command):
    """Look before it is made (step 6), and make it (step 7)."""
    looked = command(clone, *said("6", "`uv run python -m analysis ([^`]*)`").split())
    assert looked.returncode == 0, looked.stderr
    assert "12 of 12 reports would be made." in looked.stdout
    assert not (clone / "editions").exists()
    done = command(clone, "own", "--authority", said("7", '`make own AUTHORITY="([^"]*)"`'))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "12 made, 0 current, 0 failed" in done.stdout
    return clone / said("8", "`(editions/own/reports)/index.html`")


def text(page):
    """Return the words of a page without its code."""
    found = re.sub(r"<(pre|script|style|svg)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", found)


def test_every_question_has_its_page_and_none_speaks_of_another_authority(made):
    pages = {path.stem[:2]: text(path) for path in made.glob("*/*.html")}
    assert sorted(pages) == [f"{number:02}" for number in range(12)]
    strangers = {
        name: re.findall("Warwickshire|Walsall|West Midlands|committee papers", page) for name, page in pages.items()
    }
    assert {name: found for name, found in strangers.items() if found} == {}
    assert all("Northshire" in page for page in pages.values())
    unanswered = [
        name for name, page in sorted(pages.items()) if "This question needs figures that are not there yet." in page
    ]
    # no document prints Northshire; no figures of districts, of children on a plan on a day, of audits, by age
    assert unanswered == ["01", "04", "05", "09", "10"]
    assert all("data/own" in pages[name] or "transcribed" in pages[name] for name in unanswered)
    assert sorted(path.suffix for path in (made / "00_committee_summary").glob("00_*")) == [
        ".docx",
        ".html",
        ".ipynb",
        ".pdf",
        ".xlsx",
    ]
    assert "“" not in re.sub(
        "“(?:Odds|Only if looked at alone|only if looked at alone|No clear change)”", "", pages["03"]
    )


def written(file):
    """Return the words of a PDF, or of the parts of a workbook or a document of Word."""
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as pdf:
            return " ".join(page.get_textpage().get_text_range() for page in pdf)
    with zipfile.ZipFile(file) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


def test_no_file_for_an_office_names_another_authority(made):
    files = [file for kind in ("pdf", "xlsx", "docx") for file in made.glob(f"*/*.{kind}")]
    assert len(files) == 12 + 12 + 1
    told = {file.name: written(file) for file in files}
    assert all("Northshire" in words for words in told.values())
    assert [name for name, words in told.items() if re.search("Warwickshire|Walsall|West Midlands", words)] == []


def test_sources_say_your_own_figures_and_what_was_written(made):
    assert "your own figures (quarters.csv)" in text(
        made / "02_repeat_plan_volatility" / "02_repeat_plan_volatility.html"
    )
    timely = text(made / "07_timeliness_and_duration" / "07_timeliness_and_duration.html")
    assert re.search(r"your own figures \([^)]*DfE children in need 2024", timely)
    assert "243 of 300 (81.0%)" in timely


def test_nothing_of_it_is_tracked_and_the_front_page_lists_it(clone, made):
    assert git(clone, "status", "--porcelain") == ""
    front = (made / "index.html").read_text(encoding="utf-8")
    assert front.count('.pdf"') >= 12
    assert not re.findall("Warwickshire|Walsall", re.sub("<[^>]*>", "", front))
    assert not (made / "claims.csv").exists()


def test_a_parameter_is_tried_beside_it(clone, made, command):
    tried = command(clone, *said("9", "`uv run python -m analysis ([^`]*)`").split())
    assert tried.returncode == 0, tried.stderr
    pdf = Path(tried.stdout.splitlines()[-1])
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "confidence: 0.9" in (made / "_variants" / "index.html").read_text(encoding="utf-8")


def test_next_quarter_makes_again_what_reads_it_and_without_it_nothing(clone, own, made, command):
    quarters = own / "quarters.csv"
    before = quarters.read_text(encoding="utf-8")
    append(quarters, "Northshire,Q1 24/25,101,21,10,37")
    due = command(clone, "own", "--dry-run").stdout
    # all that reads plans started or repeats; not districts, times, audits, nor who is on a plan
    assert sorted(re.findall(r"^(\d\d)_", due, re.MULTILINE)) == ["00", "01", "02", "03", "05", "06", "08", "11"]
    quarters.write_text(before, encoding="utf-8")
    assert "0 of 12 reports would be made." in command(clone, "own", "--dry-run").stdout


def test_deleted_it_leaves_the_published_edition_as_it_was(clone, own, made, command):
    for path in own.glob("[!.]*"):
        if ".template." not in path.name:
            path.unlink()
    shutil.rmtree(clone / "editions")
    assert command(clone, "data").returncode == 0
    assert git(clone, "status", "--porcelain") == ""


def test_the_page_has_ten_steps():
    assert list(STEPS) == [str(number) for number in range(1, 11)]
