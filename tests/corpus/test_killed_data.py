"""Killing ``data`` at thirty moments leaves the processed tables and their description old or new, all together, and nothing between."""

import os
import random
import subprocess
import sys

import pytest
import small

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")]

# the libraries are imported once; a fork of it tidies and writes, and dies a random moment after it began
PROGRAM = """\
import hashlib, json, os, random, signal, sys, time
from analysis.commands import data, tables
chance, deaths = random.Random(int(sys.argv[1])), int(sys.argv[2])
path = os.path.join(os.environ["ANALYSIS_ROOT"], "data", "raw", "000", "table_1.csv")
home = os.path.join(os.environ["ANALYSIS_ROOT"], "data", "processed")
before = open(path).read()
contents = {}
for value in (110, 111):
    open(path, "w").write(before.replace("110", str(value)))
    contents[value] = tables.contents()
def held():
    found = {name: open(os.path.join(home, name), "rb").read() for name in sorted(os.listdir(home))}
    package = json.loads(found.pop("datapackage.json"))
    told = {each["path"]: each["hash"] for each in package["resources"]}
    described = all(told[f"processed/{name}"] == "sha256:" + hashlib.sha256(found[name]).hexdigest() for name in found)
    return found if described else None
def turn(value):
    global now
    now = value
    open(path, "w").write(before.replace("110", str(value)))
tables.contents = lambda: contents[now]
turn(110)
data.run()
turn(111)
began = time.monotonic()
data.run()
usual = time.monotonic() - began
wrong, seen = 0, set()
for death in range(deaths):
    turn(221 - now)
    child = os.fork()
    if not child:
        data.run()
        os._exit(0)
    time.sleep(chance.uniform(0, 2 * usual))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found = held()
    there = [value for value in contents if found == contents[value]]
    wrong += not there
    seen.update([(value == now) for value in there])
    turn(there[0] if there else now)
data.run()
left = [name for name in os.listdir(os.path.dirname(home)) if name.startswith(".work")]
print(wrong, sorted(seen), left)
"""


def test_thirty_deaths(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    small.write(tmp_path)
    seed = random.Random(20220316).randrange(1000)
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(seed), "60"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    # none of the deaths left a mixture, some came before and some after the tables were put into place, and nothing is left behind
    assert done.stdout == "0 [False, True] []\n"
