# The verbs of the project; `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run run-prod shell announcement inbox test test-prod widget validate evaluate bench load lock statistics audit sbom clean
PORT ?= 5005
SOAK ?= 30
PYTHON := .venv/bin/python
READY := .venv/.ready
READY_DEV := .venv/.ready-dev

help: ## List the verbs.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1|\2/' | while IFS='|' read -r verb text; do printf '  make %-12s %s\n' "$$verb" "$$text"; done

run: $(READY) ## Start the assistant on 127.0.0.1 (PORT=5005); sets everything up the first time.
	@exec $(PYTHON) -m serving run --port $(PORT)

shell: $(READY) ## Talk to it in the terminal.
	@exec $(PYTHON) -m serving shell --port $(PORT)

announcement: $(READY_DEV) ## Draft knowledge/announcements/ from a document or a folder (FILE=…).
	@$(PYTHON) -m edition "$(FILE)"

inbox: $(READY_DEV) ## Show what people asked and did not get, as a table and as a page.
	@$(PYTHON) -m inbox

test: $(READY_DEV) ## Lint, check types and the training data, and run every test.
	@scripts/browser.sh >/dev/null && scripts/node.sh
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy
	@$(PYTHON) -m serving train
	@$(PYTHON) -m pytest --ignore tests/faults

test-prod: $(READY_DEV) ## Try replicas, proxy, PostgreSQL and Redis under faults; installs the servers (as root).
	@scripts/servers.sh
	@$(PYTHON) -m serving train
	@$(PYTHON) -m pytest tests/faults

run-prod: $(READY) ## Start two replicas, proxy, PostgreSQL and Redis on this machine (PORT=8080).
	@scripts/servers.sh
	@exec $(PYTHON) -m deploy --port $(if $(filter file,$(origin PORT)),8080,$(PORT))

widget: ## Check the widget's sources and bundle them into widget/dist/.
	@scripts/node.sh && npm --prefix widget run -s check && npm --prefix widget run -s build

validate: $(READY) ## Check the knowledge files and the training data.
	@$(PYTHON) -m serving validate

evaluate: $(READY_DEV) ## Measure understanding: conversations, and the classifier by cross-validation.
	@$(PYTHON) -m serving train
	@$(PYTHON) -m evaluation

bench: $(READY_DEV) ## Measure speed.
	@$(PYTHON) -m serving train
	@$(PYTHON) -m benchmarks

load: $(READY_DEV) ## Measure one and two replicas under rising load, then a soak (SOAK=30 minutes); as root.
	@scripts/servers.sh && scripts/apart.sh load
	@$(PYTHON) -m serving train
	@$(PYTHON) -m benchmarks.load --soak $(SOAK)

lock: $(READY_DEV) ## Write the locks again from requirements*.in.
	@.venv/bin/uv pip compile -q requirements.in --override overrides.in --python-version 3.11 --generate-hashes -o requirements.txt
	@.venv/bin/uv pip compile -q requirements-dev.in --python-version 3.11 --generate-hashes -o requirements-dev.txt
	@.venv/bin/uv pip compile -q requirements-audit.in --python-version 3.11 --generate-hashes -o requirements-audit.txt
	@.venv/bin/uv pip compile -q requirements-load.in --python-version 3.11 --generate-hashes -o requirements-load.txt

statistics: $(READY_DEV) ## Count what was asked and answered day by day, without texts (results/statistics.csv).
	@$(PYTHON) -m inbox.daily

audit: $(READY_DEV) ## Look for known vulnerabilities of what is locked (asks the registries).
	@scripts/apart.sh audit && $(PYTHON) -m supply audit

sbom: $(READY_DEV) ## List what the assistant is made of, as CycloneDX (results/sbom.json).
	@$(PYTHON) -m supply sbom

clean: ## Remove what was installed and made.
	@rm -rf .venv .rasa models results .mypy_cache .ruff_cache .pytest_cache .hypothesis widget/node_modules

$(READY): requirements.txt scripts/setup.sh
	@scripts/setup.sh requirements.txt
	@touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	@scripts/setup.sh requirements-dev.txt
	@touch $@
