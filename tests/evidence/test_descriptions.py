"""The YAML files that people edit: each fault is one sentence that names the file and the key."""

import pytest

from analysis import evidence
from analysis.evidence import EvidenceError

BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Rugby: {spelings: [R]}", "data/raw/areas.yml, 'Rugby', 'spelings': this key is not known; correct its spelling or remove it."),
        ("Rugby: {spellings: R}", "data/raw/areas.yml, 'Rugby', 'spellings': 'R' is there; expected a list."),
        ("Rugby: {spellings: [7]}", "data/raw/areas.yml, 'Rugby', 'spellings', entry 1: 7 is there; expected a text."),
        ("Rugby: [R]", "data/raw/areas.yml, 'Rugby': ['R'] is there; expected `key: value` lines."),
        ("Rugby", "data/raw/areas.yml: 'Rugby' is there; expected `key: value` lines."),
        ("", "data/raw/areas.yml: nothing is there; expected `key: value` lines."),
        ("7: {}", "data/raw/areas.yml, '7': 7 is there; expected a text."),
        ("Rugby: {}\nRugby: {}", "the key 'Rugby' stands twice"),
        ("Rugby: {spellings: [R]}\nWarwick: {spellings: [R]}", "'R' stands for 'Rugby' and for 'Warwick'; keep it with one of them."),
        ("Rugby: {spellings: [R, R]}", "data/raw/areas.yml: 'R' stands for 'Rugby' and for 'Rugby'; keep it with one of them."),
        ("Rugby: {spellings: [Rugby]}", "data/raw/areas.yml: 'Rugby' stands for 'Rugby' and for 'Rugby'; keep it with one of them."),
        ("Rugby: {districts: [Bilton]}", "data/raw/areas.yml: 'Rugby' names 'Bilton', which is no area there; add the line `Bilton: {}`."),
        ("Rugby: {spellings: [R", "data/raw/areas.yml cannot be read as YAML: while parsing a flow sequence"),
        ("!!python/object/apply:os.system [ls]", "data/raw/areas.yml cannot be read as YAML: could not determine a constructor"),
        (BOMB, "data/raw/areas.yml cannot be read as YAML: the alias *a stands inside of what is repeated itself"),
        ("a: &a [*a]", "stands inside of what is repeated itself"),
        ("[" * 3000, "data/raw/areas.yml cannot be read as YAML: "),
        ("x" * 1_000_001, "data/raw/areas.yml has 1,000,001 bytes; a description has at most 1,000,000."),
        (b"\xff\xfe", "data/raw/areas.yml cannot be read as a UTF-8 text"),
        (b"Rugby: \x00", "data/raw/areas.yml cannot be read as YAML: "),
        (None, "data/raw/areas.yml is not there: bring it back, for example with `git checkout`."),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence(tmp_path, monkeypatch, text, sentence):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    path = tmp_path / "data" / "raw" / "areas.yml"
    path.parent.mkdir(parents=True)
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(EvidenceError) as fault:
        evidence.areas()
    assert sentence in str(fault.value)
    assert "\n" not in str(fault.value)


def test_many_equal_faults_are_twenty_and_their_count():
    shown = str(EvidenceError([f"fault {number}" for number in range(270_000)])).splitlines()
    assert shown[:2] == ["fault 0", "fault 1"]
    assert shown[19:] == ["fault 19", "… and 269,980 more of 270,000 faults."]
