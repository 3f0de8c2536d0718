# Everything a fresh clone needs: python3 (3.11 to 3.13) with venv and pip, make, git.
PYTHON ?= python3
BIN := .venv/bin
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export UV_PYTHON_DOWNLOADS := never
# Without compiled modules every start compiles hundreds of them again: a second or two each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install pywb chromium demo test score lint format lock clean

install: .venv/installed ## Install everything, pinned and hashed, into .venv

.venv/installed: requirements.lock bootstrap.lock pyproject.toml
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else f"gapwatch needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}: run make PYTHON=python3.12 (or another) instead")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r bootstrap.lock
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock bootstrap.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

pywb: .venv-pywb/installed ## Install the web archive that the tests ask, in an environment of its own

.venv-pywb/installed: tests/archive/pywb.lock | .venv/installed
	$(PYTHON) -m venv --without-pip .venv-pywb
	$(BIN)/uv pip sync --quiet --python .venv-pywb/bin/python --require-hashes --build-constraints $< $<
	touch $@

chromium: ## Install Debian's Chromium, which tests render pages with, where no browser is found and apt may
	@for name in chromium chromium-browser google-chrome-stable google-chrome; do \
		command -v $$name >/dev/null && exit 0; \
	done; \
	if command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "make chromium: no Chromium is found; expected one in PATH; install it (as root: apt-get install chromium)" >&2

demo: install ## Run the whole monitor over sample programs on loopback
	$(BIN)/gapwatch demo

test: install pywb chromium ## Run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

CORPUS ?= ../shared/corpus
score: install ## Scores of extraction and of alerts on a corpus of labelled pages, beside their floors; RAISE=1 pins them
	$(BIN)/python -m benchmarks.score --corpus $(CORPUS) $(if $(RAISE),--raise)

lint: install ## Linters and the strict type check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install ## Format the code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: install ## Resolve the dependencies again and pin them with hashes
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --upgrade -o requirements.lock
	$(BIN)/uv pip compile tests/archive/pywb.in --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --upgrade -o tests/archive/pywb.lock

clean: ## Remove what install and demo made
	rm -rf .venv .venv-pywb var
