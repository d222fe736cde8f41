# Two commands matter: make run (serves the dashboard) and make test (runs the whole suite).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
# Three workers on two processors: one of them often waits for a browser or a disk.
SUITE := $(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder
CHROMIUM := $(shell command -v chromium || command -v chromium-browser)

.PHONY: run test coverage check bench demo words chromium

# Each install leaves a stamp, so that the second run starts at once.
$(VENV)/run.stamp: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/run.stamp ## Serve the dashboard, with the demonstration province on first start.
	$(BIN)/python -m kpis serve --port $(PORT)

test: $(VENV)/dev.stamp chromium check ## Run the whole suite, browser tests included.
	$(SUITE)

# Tracing every line doubles the time of a run.
coverage: $(VENV)/dev.stamp chromium ## Run the whole suite and name the branches no test has taken.
	$(SUITE) --cov --cov-report=term:skip-covered --cov-fail-under=95

check: $(VENV)/dev.stamp ## Look at style and layers only.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(VENV)/dev.stamp chromium ## Print timings as ratios to floors of the same run.
	$(BIN)/python -m tests.benchmarks

demo: $(VENV)/run.stamp ## Make the demonstration workbooks anew in data/demo.
	$(BIN)/python -m kpis.demo

words: $(VENV)/dev.stamp ## List the message keys that the code asks for.
	$(BIN)/pybabel extract -k t -o /dev/stdout kpis pages app.py

# The browser tests need a Chromium; Debian's is fetched where there is none and we may.
chromium:
ifeq ($(CHROMIUM),)
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && apt-get install -y -qq chromium >/dev/null && echo "chromium installed"; \
	else echo "No Chromium here and no right to install one: browser tests will be skipped."; fi
endif
