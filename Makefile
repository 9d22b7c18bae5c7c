# make demo   installs everything into .venv, and draws a small r/place
# make test   runs the fast tests; test-all runs all of them
# make lint   checks style, types and who imports whom
# make house  counts files, circles of files, imports that run up, and what is too large (fails if there is a circle)
# make benchmark measures the engine against a floor (fails if it costs 1.5 times what it did)
# make golden writes the digests of small events anew, and says which moved
# make measures writes the table of docs/measures.md anew
# make clean  removes .venv and caches; runs stay

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEMO := runs/quickstart
# Two workers, each with whole files: their fixtures are made once.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile

.PHONY: demo test test-slow test-all lint house benchmark golden measures clean

demo: $(READY)
	@if [ -f $(DEMO)/run.json ]; then rm -r $(DEMO); fi
	$(BIN)/canvas-sim run quickstart --seed 1 --out $(DEMO)

test: $(READY)
	$(PYTEST) -m "not slow"

test-slow: $(READY)
	$(PYTEST) -m slow

test-all: $(READY)
	$(PYTEST)

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

house: $(READY)
	$(BIN)/python tests/house.py

benchmark: $(READY)
	$(BIN)/python benchmarks/ratios.py

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
