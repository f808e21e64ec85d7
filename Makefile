# Needs python3 (3.11 or later), pip and make. Every target first sets up what it lacks.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
DATA ?= $(CURDIR)/.schakel
WORKERS ?= 2
LONG_SECONDS ?= 1200
ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv pip install --quiet --python $(PY)
DEV_SETTINGS := --settings schakel.config.settings.dev
# The folders are among them, so that a removed file counts as a change.
STYLE := $(shell find src/schakel/web/css src/schakel/web/js 2>/dev/null)
CATALOGUES := $(wildcard src/schakel/locale/*/LC_MESSAGES/django.po)

# uv trusts its own bundled certificates unless told to use those of the machine.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# An emptied environment or a container without a home still needs a place for caches.
ifneq ($(shell test -w "$${HOME:-}" && echo writable),writable)
export HOME := $(CURDIR)/build/home
endif

.PHONY: help install dev peers demo test test-long check format messages lock clean browser

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-10s %s\n", $$1, $$2}' Makefile

install: $(VENV)/.project build/.assets build/.catalogues ## Set up what the product needs to run

dev: install $(VENV)/.dev ## Set up what the tests and checks need as well

peers: dev $(VENV)/.peers ## Set up the peers that the engines are compared with

demo: install ## Start the demonstration (PORT=8000 DATA=.schakel)
	@exec $(VENV)/bin/schakel demo --port "$(PORT)" --data "$(DATA)"

test: dev browser ## Run the tests (ARGS goes to pytest)
	@exec $(PY) -m pytest -n $(WORKERS) -m "not long" $(ARGS)

test-long: dev peers browser ## Run the long tests, bound by LONG_SECONDS=1200
	@LONG_SECONDS=$(LONG_SECONDS) WORKERS=$(WORKERS) scripts/long-tests $(ARGS)

check: dev ## Check style, types, import directions, templates, migrations and architecture
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(VENV)/bin/djlint src --quiet --check
	$(VENV)/bin/djlint src --quiet --lint
	$(PY) -m django check $(DEV_SETTINGS)
	$(PY) -m django makemigrations --check --dry-run $(DEV_SETTINGS)
	$(PY) -m pytest tests/architecture -q

format: dev ## Format code and templates
	$(VENV)/bin/ruff check --fix-only .
	$(VENV)/bin/ruff format .
	$(VENV)/bin/djlint src --quiet --reformat || true

messages: install ## Collect the sentences to translate and compile the catalogues
	$(PY) -m schakel.web.messages extract
	$(PY) -m schakel.web.messages compile

lock: $(VENV)/.tools ## Renew the locks of Python and npm packages
	scripts/lock

clean: ## Remove everything built; the data folder stays
	rm -rf $(VENV) build node_modules src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

browser:
	@scripts/system-packages

$(VENV)/.tools: requirements/tools.txt
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else \
	  f"Python {v} was found, but Schakel runs on 3.11 to 3.13. Give another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --without-pip --clear $(VENV)
	$(PYTHON) -m pip --python $(PY) install --quiet --require-hashes -r requirements/tools.txt
	@touch $@

$(VENV)/.base: requirements/base.txt $(VENV)/.tools
	$(UV) --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.project: pyproject.toml requirements/base.in $(VENV)/.base
	$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(UV) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.peers: requirements/peers.txt $(VENV)/.base
	$(UV) --require-hashes -r requirements/peers.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc requirements/node.txt $(VENV)/.tools
	scripts/npm-packages
	@touch $@

build/.assets: src/schakel/web/assets.py $(STYLE) node_modules/.installed $(VENV)/.project
	$(PY) -m schakel.web.assets
	@touch $@

build/.catalogues: src/schakel/web/messages.py $(CATALOGUES) $(VENV)/.project
	$(PY) -m schakel.web.messages compile
	@mkdir -p build && touch $@
