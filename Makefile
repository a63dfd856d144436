# Two commands do all the set-up on a machine with Python 3.11+ and make: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Modules are compiled when they are first used. Some environments forbid it, for every process that
# starts in them; then each start of `timeline` would compile again all that it loads.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: docs picture site demo test check format lint types imports complexity lock clean bench fuzz crash

demo: $(VENV)/.installed
	$(BIN)/timeline extract data/raw --csv > data/out/chronology.csv
	$(BIN)/timeline digest --format table
	$(BIN)/timeline show -o data/out/chronology.html -q
	@echo "All of it, to look at in a browser: data/out/chronology.html"

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

check: format lint types imports complexity test

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

# No function over 20 as radon counts it; the other ceilings stand in the script.
complexity: $(VENV)/.dev
	$(BIN)/python bench/complexity.py

# Locked with hashes for every supported Python; no index host is written into the files.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--group build --no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--group dev --no-emit-index-url --no-annotate --no-header --quiet -o requirements-dev.lock

docs: $(VENV)/.dev
	$(BIN)/python docs/reference.py
	$(BIN)/python docs/examples.py

picture: $(VENV)/.dev
	$(BIN)/python docs/picture.py

site: $(VENV)/.dev
	$(BIN)/python -m sphinx -W -q -b html docs build/site

bench: $(VENV)/.dev
	$(BIN)/python bench/quality.py

# Without end, or as FUZZ says: make fuzz FUZZ="--readers 500000 --articles 50000 --commands 5000".
fuzz: $(VENV)/.dev
	$(BIN)/python tests/fuzz/run.py $(FUZZ)

crash: $(VENV)/.dev
	$(BIN)/python tests/fuzz/crash.py --kills 300 --errors 200 --runs 60 $(CRASH)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "timeline needs Python 3.11 or newer; set PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

# --no-deps: the lock file names everything, so nothing unlocked can slip in. --no-compile: modules
# are compiled when first used, and most never are; that spares a tenth of the room.
$(VENV)/.installed: $(VENV)/bin/python requirements.lock pyproject.toml
	$(PIP) install --no-compile --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-compile --no-build-isolation --no-deps -e .
	-$(BIN)/timeline config --all --format table > /dev/null  # first used here: all commands
	touch $@

$(VENV)/.dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --no-compile --require-hashes --no-deps -r requirements-dev.lock
	touch $@
