# The one entry, for people and for CI. Every target first makes .venv, with the versions
# of requirements.lock, and leaves it alone until that file or pyproject.toml changes.
# Another interpreter: make clean test PYTHON=python3.12

PYTHON ?= python3
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv)

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help briefing test browser ray eval screenshots check fmt lint types layers docs lock clean

help:      ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  %-9s %s\n", $$1, $$2}' Makefile

briefing: $(INSTALLED)  ## Brief the article in seeds/ and print the result
	@$(BIN)/extractor brief seeds/000_aea5ba39c10c2b18.txt

test: $(INSTALLED)  ## Run the tests; nothing leaves this machine
	$(BIN)/python -m pytest -n auto

browser: $(INSTALLED)  ## Run the tests in a real Chromium, where there is one
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then \
		$(BIN)/python -m pytest -m browser; \
	else \
		echo 'browser tests not run: no chromium on this machine' >&2; \
	fi

ray: $(VENV)/.ray  ## Run the tests that start Ray (installs it: 650 MB)
	$(BIN)/python -m pytest -m ray

eval: $(INSTALLED)  ## Measure the figures again; none may fall under its floor
	$(BIN)/python -m evals.floors

screenshots: $(INSTALLED)  ## Take the pictures of the report in docs/
	$(BIN)/python -m tools.screenshots

check: lint types layers docs test  ## Everything CI runs: lint, types, layers, docs, test

fmt: $(INSTALLED)  ## Rewrite the code in the house format
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

lint: $(INSTALLED)  ## Report format, style and simple faults
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .

types: $(INSTALLED)  ## Check the types
	$(BIN)/python -m mypy

layers: $(INSTALLED)  ## Check that imports run one way
	$(BIN)/lint-imports

docs: $(INSTALLED)  ## Check that the generated documents are up to date
	$(BIN)/python -m tools.docs --check

# Versions already in the lock stay where they satisfy pyproject.toml.
# Ray and what its tests need are large and stand in a lock of their own, with the same
# versions of everything that both hold.
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock"
LOCK_ALL := $(LOCK) --all-extras --group dev --group ray \
	--output-file requirements-ray.lock pyproject.toml
LOCK_MOST := $(LOCK) --extra offline --extra web --extra docs --extra corpora --extra stix \
	--group dev --constraint requirements-ray.lock \
	--output-file requirements.lock pyproject.toml

lock: $(MADE)  ## Update the locks (LOCK_FLAGS=--upgrade: to the newest versions)
ifdef UV
	uv $(LOCK_ALL) $(LOCK_FLAGS)
	uv $(LOCK_MOST) $(LOCK_FLAGS)
else
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv $(LOCK_ALL) $(LOCK_FLAGS)
	$(BIN)/uv $(LOCK_MOST) $(LOCK_FLAGS)
endif

clean:     ## Remove .venv, caches and build results
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ------------------------------------------------------------------

$(MADE):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 or newer is needed; "$(PYTHON)" is: '"$$("$(PYTHON)" --version 2>&1)" >&2; \
		echo 'Name another one: make PYTHON=/path/to/python3.12' >&2; \
		exit 1; \
	}
	@rm -rf $(VENV)
ifdef UV
	@uv venv --quiet --python "$(PYTHON)" $(VENV)
else
	@"$(PYTHON)" -m venv $(VENV)
endif
	@touch $@

# The lock holds what the build needs (hatchling, editables): no isolated second download.
$(INSTALLED): pyproject.toml requirements.lock $(MADE)
	@echo 'Installing the locked versions into $(VENV)' >&2
ifdef UV
	@uv pip sync --quiet --python $(BIN)/python requirements.lock
	@uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation -e .
endif
	@touch $@

$(VENV)/.ray: requirements-ray.lock $(INSTALLED)
	@echo 'Installing Ray into $(VENV)' >&2
ifdef UV
	@uv pip install --quiet --python $(BIN)/python -r requirements-ray.lock
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		-r requirements-ray.lock
endif
	@touch $@
