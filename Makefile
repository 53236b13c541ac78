# Everything a contributor needs; `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := build/peers/.venv
ENGINES := build/engines
DEMO := $(wildcard examples/mkdocs.yml)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# One more than there are cores: tests wait a fifth of their time, for browsers, servers and processes.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1)

.DEFAULT_GOAL := help
.PHONY: help site stats install starter-all serve examples test coverage check check-code check-content review golden messages gallery bench bench-stages peers bench-drafts bench-ledger bench-reading bench-damage bench-exports lighthouse dist lock browser checker engines tools ready clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.site ## Install into .venv and build the site into site/, with exports in site/data/ and the demo in site/demo/
	BRIEFINGS_EXPORTS=$${BRIEFINGS_EXPORTS:-true} BRIEFINGS_DEMO=$(if $(DEMO),demo/) $(BIN)/mkdocs build --strict
	$(if $(DEMO),BRIEFINGS_DEMO_URL=$${BRIEFINGS_SITE_URL:+$${BRIEFINGS_SITE_URL%/}/demo/} $(BIN)/mkdocs build -f $(DEMO) --strict --site-dir ../site/demo)

stats: $(VENV)/.site ## Say where the bytes of the site are, and whether GitHub Pages takes it
	$(BIN)/briefings stats

install: $(VENV)/.site ## Install into .venv, and on GitHub put its commands on the path
	@[ -z "$$GITHUB_PATH" ] || echo "$(CURDIR)/$(BIN)" >>"$$GITHUB_PATH"

serve: $(VENV)/.site ## Preview at http://127.0.0.1:8000/, rebuilt on every save
	$(BIN)/mkdocs serve

examples: $(VENV)/.site ## Build the site of three invented articles on one event into build/examples
	$(BIN)/mkdocs build -f examples/mkdocs.yml --strict

starter-all: $(VENV)/.dev ## Make a new owner's site from the wheel with each Python from 3.11 to 3.14 on this machine
	$(BIN)/python -m tests.starter

test: ready ## Install what the tests need, the browser included, and run everything
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder --durations=20

coverage: ready ## Run the tests traced, which takes twice as long, and say what no test runs
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder --cov=generator --cov-report=term:skip-covered --cov-fail-under=90

# To install waits for the network, so it goes on beside the checks. Two of Debian's installs exclude each other.
ready: $(VENV)/.dev ## Check, and get beside it what the tests need
	@$(MAKE) --no-print-directory --jobs=3 check-code check-content tools

tools: $(ENGINES)/.installed ## Get what the tests need: engines, a browser, the checker
	@sh tests/browser.sh
	@sh tests/checker.sh

check: $(VENV)/.dev ## Lint, types, the briefings and the strict build
	@$(MAKE) --no-print-directory --jobs=2 check-code check-content

check-code: $(VENV)/.dev ## Of it what concerns the program
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github action.yml

check-content: $(VENV)/.dev ## Of it what concerns the briefings
	$(BIN)/briefings check
	$(BIN)/briefings migrate --check
	$(BIN)/briefings fmt --check
	$(BIN)/briefings check --root examples
	$(BIN)/briefings migrate --check --root examples
	$(BIN)/briefings fmt --check --root examples
	$(BIN)/mkdocs build --strict
	$(BIN)/mkdocs build -f examples/mkdocs.yml --strict

# The job of .github/workflows/check.yml.
review: $(VENV)/.site ## Check, build, and write into build/review what a reviewer is shown; BASE=REV compares with REV
	@$(BIN)/briefings ci --build "$(MAKE) site" --base "$$BASE"

golden: $(VENV)/.dev ## Write the expected pages and messages of the tests anew
	$(BIN)/python -m pytest tests/test_golden.py tests/test_examples.py --update-golden --update-examples

messages: $(VENV)/.dev ## Collect the words that readers see, and add new ones to the catalogues
	$(BIN)/python -m tests.language.messages

gallery: $(VENV)/.dev browser ## Take the pictures of tests/gallery again: five pages in four forms
	$(BIN)/python -m pytest tests/site/test_gallery.py --update-gallery

bench: $(VENV)/.dev browser peers ## Measure ours and the peers and write benchmarks/RESULTS.md; N="100 1000"
	$(BIN)/python -m benchmarks.run $(N)

bench-stages: peers ## Measure each stage alone, per 1,000 articles, with pytest-benchmark
	$(PEERS)/bin/python -m pytest -p no:cacheprovider --benchmark-only --benchmark-disable-gc \
	  --benchmark-columns=median,min,max,rounds --benchmark-sort=name --benchmark-json=build/stages.json benchmarks/stages

peers: $(PEERS)/.installed ## Install what is compared with into build/peers: Hugo, Zensical, and our own

engines: $(ENGINES)/.installed ## Install ProperDocs and Zensical into build/engines, for the tests

bench-drafts: $(VENV)/.dev ## Compare drafts with finished briefings and write benchmarks/DRAFTS.md
	$(BIN)/python -m benchmarks.drafts

bench-ledger: $(VENV)/.dev ## Measure the filters of claims in Chromium and write benchmarks/LEDGER.md; N="20000 250000"
	$(BIN)/python -m benchmarks.ledger $(N)

bench-reading: $(VENV)/.dev browser ## Open crowded briefings in Chromium and write benchmarks/READING.md
	$(BIN)/python -m benchmarks.reading

bench-damage: $(VENV)/.dev ## Damage articles, let fix mend them, and write benchmarks/DAMAGE.md
	$(BIN)/python -m benchmarks.damage

bench-exports: $(VENV)/.dev ## Measure each export and write benchmarks/EXPORTS.md; N="1000 3000"
	$(BIN)/python -m benchmarks.exports $(N)

lighthouse: $(VENV)/.dev browser ## Judge pages with Lighthouse and write benchmarks/LIGHTHOUSE.md
	npm install --prefix build/lighthouse --no-audit --no-fund --silent lighthouse@12.8.2
	$(BIN)/python -m benchmarks.lighthouse build/lighthouse/node_modules/.bin/lighthouse

dist: $(VENV)/.site ## Build the wheel and the source distribution into dist/; TAG=v1.2.3 is refused if it is not the version
	$(BIN)/python .github/release.py "$(TAG)"
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist

lock: $(VENV)/.dev ## Resolve the dependencies anew and write the lock files
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --extra build --extra all -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --extra build --extra all --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --extra build --extra all --extra bench -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --upgrade --extra build --extra all --extra engines -c requirements.lock -c requirements-dev.lock -c requirements-bench.lock \
	  -o requirements-engines.lock pyproject.toml

browser: ## Find Chromium or Chrome for the browser tests; install Debian's where that may be done
	@sh tests/browser.sh

checker: ## Get the W3C's HTML checker for the tests, where Java and npm are or may be installed
	@sh tests/checker.sh

clean: ## Remove what the commands above have made
	rm -rf $(VENV) site build dist .cache examples/.cache .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.site
	$(BIN)/pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

$(PEERS)/.installed: requirements-bench.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --require-hashes --no-deps -r requirements-bench.lock
	$(PEERS)/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What .venv has already, of the same version, is not installed again.
$(ENGINES)/.installed: requirements-engines.lock | $(VENV)/.site
	rm -rf $(ENGINES)
	$(BIN)/pip install --quiet --no-compile --require-hashes --no-deps --prefix $(ENGINES) -r requirements-engines.lock
	@touch $@
