# Every task of a developer or operator, by name. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo run test test-real services services-stop lint types check brand

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: $(VENV)/.runtime ## Set everything up and run the portal on this machine (PORT=8000)
	@SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py demo

run: $(VENV)/.runtime ## Run the portal again without loading anything
	@SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py demo --no-load

test: $(VENV)/.dev ## Set everything up and run every test; CI=true makes a missing server a failure
	@PATH="$(CURDIR)/$(BIN):$$PATH" WORKERS=$(WORKERS) $(BIN)/python -m tests.run

services: $(VENV)/.dev ## Start real PostgreSQL, Redis and Elasticsearch for the tests
	@$(BIN)/python -m tests.services start

services-stop: ## Stop them
	@$(BIN)/python -m tests.services stop

lint: $(VENV)/.dev ## Style, templates and import direction
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --check --lint --quiet portal home search tasks && $(BIN)/lint-imports --no-cache

types: $(VENV)/.dev ## Types, strict
	@$(BIN)/mypy

check: $(VENV)/.dev ## Django's own checks, production settings and missing migrations
	@$(BIN)/python -m tests.deployment

brand: ## Build the CSS, script and font again (needs Node)
	@portal/brand/build.sh

$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing. Install it, or run: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { echo "$(PYTHON) is not Python 3.11. Install it, or run: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@test -w . || { echo "This folder is read-only. Copy the project to a folder that you may write to."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The environment cannot be made. Install Python's venv (package python3.11-venv)."; exit 1; }
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.txt
	@echo "Installing what the portal needs ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt || { echo "The packages cannot be installed. Check that a package index can be reached."; exit 1; }
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt || { echo "The packages cannot be installed. Check that a package index can be reached."; exit 1; }
	@touch $@
