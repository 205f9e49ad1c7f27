# make extract   set everything up, read the sample reports into corpus/
# make test      format, lint, types, tests with doctests, notebooks and the sample reports
# make fresh     the same from nothing, as root: in minimal Debian 12 and 13, from the checkout and from the wheel
# make wheel     dist/*.whl: the package with its vocabularies, models and the versions it was tested with
# make benchmark speed and quality beside PaddleOCR, pdfplumber and img2table, on the same pages
# make mutants   10,000 damaged texts, PDF and pictures beside sound ones: none stops a run or loses another document
# make notebooks  run the notebooks anew on the annotated reports, and keep their outputs
# make docs      the site of docs/ into site/, without a network
# make growth    every kind of text, doubled: how the time of a document grows with its size
# make fuzz      every reader on damaged and random files, for about a minute
# make lock      resolve the requirements anew

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing
SAMPLES := annotations/samples

.PHONY: extract test install check unit docs notebooks fresh wheel benchmark mutants growth fuzz lock clean

extract: $(INSTALLED)
	$(BIN)/pipeline extract $(SAMPLES) --out corpus

test: check unit

install: $(DEVELOPING)

# --no-deps: the lock is complete, and PaddleX of the second lock must not bring a second cv2.
# --clear: what an older lock installed goes, above all another cv2.
LOCKED := $(BIN)/python -m pip install --quiet --no-deps --require-hashes

$(INSTALLED): requirements.lock pyproject.toml setup.py
	$(PYTHON) -m venv --clear $(VENV)
	$(LOCKED) -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(DEVELOPING): $(INSTALLED) requirements-dev.lock
	$(LOCKED) -r requirements-dev.lock
	touch $@

check: $(DEVELOPING)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(DEVELOPING)
	$(BIN)/python -m pytest

# The variable stills what Material says of its own future; it is no warning of ours.
docs: $(DEVELOPING)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

notebooks: $(DEVELOPING)
	$(BIN)/pipeline extract annotations/benchmark/documents $(wildcard $(SAMPLES)/*.txt) --out build/notebooks --ocr never
	PIPELINE_CORPUS=$(CURDIR)/build/notebooks $(BIN)/jupyter-execute --inplace notebooks/*.ipynb

fresh:
	tests/fresh/run.sh

wheel: $(INSTALLED)
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

benchmark: $(DEVELOPING)
	$(BIN)/python -m pip install --quiet -c requirements-dev.lock -e ".[bench]"
	for name in ocr tables statements checks repair; do $(BIN)/python benchmarks/$$name.py || exit 1; done

mutants: $(DEVELOPING)
	$(BIN)/python benchmarks/mutants.py

growth: $(DEVELOPING)
	$(BIN)/python benchmarks/growth.py

fuzz: $(DEVELOPING)
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-400} $(BIN)/python -m pytest -q tests/readers/test_fuzz.py tests/readers/test_hostile.py

# Both locks hold for Python 3.11 to 3.13 on Linux; the marker that says so of every line is left out.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-header --no-emit-index-url --no-emit-find-links --quiet
EVERYWHERE := python_full_version < '3.14' and implementation_name == 'cpython' and sys_platform == 'linux'

lock: $(DEVELOPING)
	$(COMPILE) --extra dev --extra paddle --output-file requirements-dev.lock
	$(COMPILE) --constraint requirements-dev.lock --output-file requirements.lock
	sed -i "s/ ; $(EVERYWHERE) / /" requirements.lock requirements-dev.lock

clean:
	rm -rf corpus build dist .mypy_cache .pytest_cache .ruff_cache
