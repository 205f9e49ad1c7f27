# make extract   set everything up, read the sample reports into corpus/
# make test      format, lint, types, tests with doctests, notebooks and the sample reports
# make benchmark speed and quality beside PaddleOCR, pdfplumber and img2table, on the same pages
# make mutants   10,000 damaged texts, PDF and pictures beside sound ones: none stops a run or loses another document
# make lock      resolve the requirements anew

PYTHON ?= $(shell command -v python3.11 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SAMPLES := annotations/samples

.PHONY: extract test install check unit benchmark mutants lock clean

extract: $(INSTALLED)
	$(BIN)/pipeline extract $(SAMPLES) --out corpus

test: check unit

install: $(INSTALLED)

# --no-deps: the lock is complete, and rapidocr, of which only the weights are used, must not bring a second cv2.
$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

check: $(INSTALLED)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(INSTALLED)
	$(BIN)/python -m pytest

benchmark: $(INSTALLED)
	$(BIN)/python -m pip install --quiet -e ".[bench]"
	for name in ocr tables statements checks repair; do $(BIN)/python benchmarks/$$name.py || exit 1; done

mutants: $(INSTALLED)
	$(BIN)/python benchmarks/mutants.py

lock: $(INSTALLED)
	$(BIN)/uv pip compile pyproject.toml --extra dev --generate-hashes --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --python-version 3.11 --python-platform x86_64-manylinux_2_28 -o requirements.lock
	echo "rapidocr==3.10.0" | $(BIN)/uv pip compile - --no-deps --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links >> requirements.lock

clean:
	rm -rf corpus build .mypy_cache .pytest_cache .ruff_cache
