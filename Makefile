# Two commands for a newcomer: `make ask` and `make test`. Nothing but Python, pip and make is needed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
Q      ?= When was the nuclear deal concluded?

.PHONY: ask test run build check docs benchmark benchmark-speed clean

ask: export QUESTION := $(Q)
ask: $(VENV)/.installed  ## ask the shipped sources: make ask Q="…"
	@$(BIN)/quoth build
	@$(BIN)/quoth ask -- "$$QUESTION"; status=$$?; [ $$status -eq 3 ] || exit $$status

test: $(VENV)/.installed-dev  ## every test
	$(BIN)/python -m pytest -n 4 --dist worksteal

run: $(VENV)/.installed  ## start the bot; QUOTH_DISCORD__TOKEN in .env
	@$(BIN)/quoth build
	@$(BIN)/quoth run

build: $(VENV)/.installed  ## index docs/articles, or QUOTH_LIBRARY__SOURCES
	@$(BIN)/quoth build

check: $(VENV)/.installed-dev  ## what CI checks beside the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/codespell .

docs: $(VENV)/.installed  ## write docs/reference/cli.md and settings.md from the code
	@$(BIN)/python -m docs.generate

benchmark: $(VENV)/.installed-dev  ## Quoth beside what one would use instead, into docs: make benchmark ARGS="…"
	$(BIN)/python -m tests.benchmarks.table $(ARGS)

benchmark-speed: $(VENV)/.installed-dev  ## speed beside LangChain with FAISS and txtai, into docs: make benchmark-speed ARGS="…"
	$(BIN)/python -m tests.benchmarks.speed --write $(ARGS)

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Quoth needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV): a minute or two the first time…" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Adding what tests need: some minutes (torch alone has 200 MB)…" >&2
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:  ## remove the virtual environment; var/, with the index and what the bot keeps, stays
	rm -rf $(VENV)
