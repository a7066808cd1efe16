BIN := .venv/bin
INPUTS := pyproject.toml scripts/setup.sh scripts/durable_rules.sh $(wildcard constraints/*.txt)

# A stamp says that .venv is ready, so that the next run starts at once. PYTHON=... is looked at every time.
RUNTIME := .venv/.ready
DEV := .venv/.ready-dev
ASKED := $(if $(PYTHON)$(PYTHONS),FORCE)
export PYTHON PYTHONS
# The tests start hundreds of commands; each would compile all of loosen again.
unexport PYTHONDONTWRITEBYTECODE

# Warnings are errors: a link that leads nowhere fails.
SITE := $(BIN)/python -m sphinx -q -W --keep-going -j auto -d build/doctrees docs build/site

IN_ONE_PIECE := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: help demo test checks lint types layers check-data check-docs docs pictures changes pairs golden interview bench judge wheels nightly constraints clean FORCE
.DEFAULT_GOAL := help

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

demo: $(RUNTIME)  ## set up, and make a plan for a desk worker
	$(BIN)/loosen plan examples/desk_worker.yaml

test: checks  ## every check, the tests last
	@scripts/tools.sh install
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Side by side, each with its output in one piece where make can do that. PYTHON has been looked at by then.
checks: $(DEV)  ## every check but the tests
	@$(MAKE) --no-print-directory --keep-going --jobs 2 $(IN_ONE_PIECE) PYTHON= PYTHONS= lint types layers check-data check-docs

lint: $(DEV)  ## style and spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell .

types: $(DEV)  ## types
	$(BIN)/mypy --strict src hatch_build.py

layers: $(DEV)  ## imports point downwards only
	$(BIN)/lint-imports --no-logo

check-data: $(DEV)  ## the rules and the knowledge are sound
	$(BIN)/loosen check

check-docs: $(DEV)  ## the generated pages are current, and every link in them leads somewhere
	$(BIN)/python scripts/docs.py --check
	$(SITE)

docs: $(DEV)  ## write the generated pages, and the site with its search: build/site/index.html
	$(BIN)/python scripts/docs.py
	$(SITE)

pictures: $(DEV)  ## draw every exercise and base pose anew, for the docs
	$(BIN)/python scripts/docs.py --pictures

changes: $(DEV)  ## show what changes/ will make of the changelog
	$(BIN)/towncrier build --draft --version next

pairs: $(DEV)  ## try every pair of conditions again, and write the page of poor plans
	$(BIN)/python scripts/pairs.py

interview: $(DEV)  ## interview every persona again, and write the page of screens
	$(BIN)/python scripts/interview.py

golden: $(DEV)  ## write anew what people are told about their plans; read it aloud before you keep it
	$(BIN)/python scripts/golden.py

bench: $(DEV)  ## measure speed
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/explanations.py
	$(BIN)/python benchmarks/replaying.py
	$(BIN)/python benchmarks/reviews.py
	$(BIN)/python benchmarks/store.py
	$(BIN)/python benchmarks/handouts.py
	$(BIN)/python benchmarks/pictures.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/simulation.py --people 210

judge: $(DEV)  ## measure triage against published cases and texts in people's words
	$(BIN)/python scripts/judge.py

wheels: $(DEV)  ## build what a release is: our wheel, its source archive, and the rule engine's wheel
	scripts/wheels.sh

nightly: export LOOSEN_NIGHTLY := 1
nightly: test  ## every check in full: every pair, every answer, many more examples

constraints:  ## pin versions anew after a change of dependencies (needs uv; ARGS=--upgrade for the newest)
	scripts/constraints.sh $(ARGS)

clean:  ## remove what was made
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): $(INPUTS) $(ASKED)
	@scripts/setup.sh
	@touch $@

$(DEV): $(INPUTS) $(ASKED)
	@scripts/setup.sh --dev
	@touch $(RUNTIME) $@

FORCE:
