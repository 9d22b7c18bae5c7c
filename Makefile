# make demo   installs everything into .venv, and draws a small r/place
# make test   runs the fast tests; test-all runs all of them
# make lint   checks style, types and who imports whom
# make golden writes the digests of small events anew, and says which moved
# make measures writes the table of docs/measures.md anew
# make clean  removes .venv and caches; runs stay

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEMO := runs/quickstart

.PHONY: demo test test-slow test-all lint golden measures clean

demo: $(READY)
	@if [ -f $(DEMO)/run.json ]; then rm -r $(DEMO); fi
	$(BIN)/canvas-sim run quickstart --seed 1 --out $(DEMO)

test: $(READY)
	$(BIN)/pytest -m "not slow"

test-slow: $(READY)
	$(BIN)/pytest -m slow

test-all: $(READY)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(READY)
	$(BIN)/python tests/golden.py

measures: $(READY)
	$(BIN)/python tests/measures_page.py

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(READY)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -r {} +
