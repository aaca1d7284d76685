# Every target is a line over `uv run`; where the machine has no uv, the first target fetches it from PyPI into .uv/.
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
RUN = $(UV) run --no-sync --quiet
# the tests of a file stay together, since they share what is costly to set up, in the order that `tests/conftest.py` gives
SHARED = --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
# folders whose tests try commands, files and pages as a whole; the others test figures, methods, claims and words
WHOLE = $(addprefix --ignore=tests/,browser calibration commands corpus publish)
# without compiled files each child of a run would compile every module of ours again
unexport PYTHONDONTWRITEBYTECODE
SYNC = $(UV) sync --locked --inexact --quiet --compile-bytecode --no-python-downloads

.DEFAULT_GOAL := reports
.PHONY: reports own national test test-all quick lab check audit calibrate

reports: .venv/.run  ## read data/raw, write data/processed, run every notebook, export reports/
	@$(RUN) python -m analysis data
	@$(RUN) python -m analysis reports

own: .venv/.run  ## make your own edition in editions/own from data/own; AUTHORITY="Northshire" says whom it is about
	@$(RUN) python -m analysis own $(if $(AUTHORITY),--authority "$(AUTHORITY)") $(OPTIONS)

test: .venv/.test  ## run all tests but the nightly ones (about five minutes on two cores)
	@$(RUN) python tests/browser/ensure_chromium.py
	@$(RUN) pytest $(SHARED)

test-all: .venv/.test  ## run the nightly tests, too: more deaths, every notebook in JupyterLab, other processors
	@$(RUN) python tests/browser/ensure_chromium.py
	@$(RUN) pytest $(SHARED) -m ""

quick: .venv/.test  ## test the evidence, the statistics, the claims and the words (under a minute)
	@$(RUN) pytest $(SHARED) -m "not slow and not nightly" $(WHOLE)

lab: .venv/.lab  ## open JupyterLab on the notebooks; OPTIONS="--no-browser --port=8899" goes to JupyterLab
	@$(RUN) python -m analysis lab -- $(OPTIONS)

check: .venv/.run  ## check the evidence and reconcile the documents, writing nothing
	@$(RUN) python -m analysis check

national: .venv/.run  ## read England's open data in data/external (its README says which), publish editions/national
	@$(RUN) python -m analysis national

audit: | $(UV)  ## check the locked packages against known weaknesses (asks PyPI)
	@$(UV) export --frozen --no-emit-project --quiet --format requirements.txt --output-file .uv/locked.txt
	@$(UV) tool run --from pip-audit==2.10.1 pip-audit --requirement .uv/locked.txt --require-hashes --disable-pip --strict

calibrate: .venv/.run  ## measure each method by simulation with known truth (minutes)
	@$(RUN) python -m analysis calibrate

# The stamps make a second run independent of the network.
.venv/.run: pyproject.toml uv.lock | $(UV)
	@echo "Installing what the reports need into .venv (once, about a minute) …"
	@$(SYNC)
	@touch $@

.venv/.test: pyproject.toml uv.lock | $(UV)
	@echo "Installing what the tests need into .venv (once, about a minute) …"
	@$(SYNC) --all-groups --all-extras
	@touch $@ .venv/.run

.venv/.lab: pyproject.toml uv.lock | $(UV)
	@echo "Installing JupyterLab's helpers into .venv (once) …"
	@$(SYNC) --group lab
	@git config filter.notebook.clean "python3 tools/clean_notebook.py" && $(RUN) nbdime config-git --enable || true
	@touch $@ .venv/.run

.uv/bin/uv:
	@echo "Fetching uv from PyPI into .uv …"
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.8
