# What each target does is said behind its name: `make` lists them.
PYTHON ?= python3
PORT ?= 8000
STAGE ?=
BIN := .venv/bin
STAMP := .venv/.ready
CHECKOV := .venv-checkov/.ready
TESTS_FAST := tests/unit tests/integration
TESTS_SLOW := tests/slow tests/stack tests/browser

.DEFAULT_GOAL := help
.PHONY: help run test check security bench screens package deploy lint types js fast-tests slow-tests chromium

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: $(STAMP) ## runs everything on this machine (PORT=8000, FRESH=1, CLOSES_IN=10m)
	@exec $(BIN)/python -m ops run --port $(PORT) $(if $(FRESH),--fresh) $(if $(CLOSES_IN),--closes-in $(CLOSES_IN))

check: $(STAMP) lint types js fast-tests ## the fast part: style, types, unit and integration tests

test: $(STAMP) check security slow-tests ## everything: check, the scanners, the running stack, the browser

security: $(STAMP) $(CHECKOV) ## scans code, requirements, secrets and the packaged template
	$(BIN)/python -m ops security

bench: $(STAMP) chromium ## measures, into bench/results.json
	$(BIN)/python -m bench

screens: $(STAMP) chromium ## takes pictures of all screens, into docs/screens/
	$(BIN)/python -m pytest -q tests/browser/pictures.py tests/browser/console_pictures.py

package: $(STAMP) ## writes build/sam.json and build/deployment.zip
	$(BIN)/python -m ops package

deploy: $(STAMP) ## deploys to AWS (STAGE=prod)
	@test -n "$(STAGE)" || { echo "Which stage? For example: make deploy STAGE=prod" >&2; exit 2; }
	$(BIN)/python -m ops deploy --stage $(STAGE)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

js: $(STAMP)
	$(BIN)/python -m ops check-js

fast-tests: $(STAMP)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile $(TESTS_FAST)

slow-tests: $(STAMP) chromium
	$(BIN)/python -m pytest -q $(TESTS_SLOW)

chromium: $(STAMP)
	$(BIN)/python -m ops chromium

$(STAMP): requirements.txt requirements-documents.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(STAMP)

# Apart from ours: it wants other versions of much that we use.
$(CHECKOV): requirements-checkov.txt
	$(PYTHON) -m venv .venv-checkov
	.venv-checkov/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-checkov.txt
	@touch $(CHECKOV)
