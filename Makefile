# Each target is a line or two; whatever needs more is a script in scripts/ or a command of `python -m grader`.
# A new target: give it a `## text` for the help, let it depend on $(LAB) or $(TEST), start its command with $(IN).

VENV ?= .venv
# Builds $(VENV); empty: the first fitting one of python3, python3.13, python3.12, python3.11.
PYTHON ?=
# Given to JupyterLab and to pytest as they are.
LAB_ARGS ?=
TEST_ARGS ?=
# Given to benchmarks/grading.py as it is.
BENCH_ARGS ?=

# The environment's bin goes on PATH because nbgrader calls its helpers by name.
IN = PATH="$(abspath $(VENV))/bin:$$PATH"
LAB = $(VENV)/.installed-lab
TEST = $(VENV)/.installed-test

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help lab formgrader hub test test-browser test-hub grade notebooks images lock bench lint format

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

lab: $(LAB) ## open the course in JupyterLab at the first lesson
	@$(IN) python scripts/student_copy.py
	@$(IN) python scripts/lab.py student $(LAB_ARGS)

formgrader: $(LAB) ## open JupyterLab for the instructor: formgrader, assignment editor
	@$(IN) python scripts/lab.py instructor $(LAB_ARGS)

hub: $(VENV)/.installed-hub hub/node_modules ## try the class's server here: two students and an instructor
	@$(IN) python hub/trial.py

test: $(TEST) ## run every test (TEST_ARGS='-m "not slow"' leaves out the long ones)
	@$(IN) python -m pytest -m "not browser and not hub" $(TEST_ARGS)

test-browser: $(TEST) tests/browser/node_modules ## look at lessons and reports in Chromium
	@$(IN) python -m pytest tests/browser $(TEST_ARGS)

test-hub: $(TEST) tests/browser/node_modules ## install a hub and take a class through it, as root
	@$(IN) python -m pytest tests/hub $(TEST_ARGS)

grade: $(TEST) ## grade a class of sample submissions with nbgrader's commands, release to feedback
	@$(IN) python scripts/sample_class.py $(ASSIGNMENTS)

notebooks: $(TEST) ## execute the lessons anew and keep their outputs (LESSONS=notebooks/... for some)
	@$(IN) python scripts/lessons.py $(LESSONS)

images: $(TEST) ## draw the diagrams anew, each by its script in images/
	@$(IN) sh -ec 'for script in images/*.py; do PYTHONPATH=. python "$$script"; done'

lock: $(LAB) ## write constraints.txt anew: the versions that a server and an image install
	@$(IN) python scripts/lock.py

bench: $(TEST) ## compare the speed of graders (BENCH_ARGS='--submissions 200 --rounds 3' takes its time)
	@$(IN) python benchmarks/grading.py $(BENCH_ARGS)

lint: $(TEST) ## check style and format of code and notebooks
	@$(IN) ruff check . && $(IN) ruff format --check .

format: $(TEST) ## mend what lint can mend by itself
	@$(IN) ruff check --fix . && $(IN) ruff format .

# The stamp is written last, so an interrupted setup is taken up again at the next call.
$(VENV)/.installed-%: pyproject.toml
	@PYTHON="$(PYTHON)" scripts/setup "$(VENV)" $*
	@touch $@

# What comes from npm stays in a folder beside the package.json that names it.
%/node_modules: %/package.json
	@npm install --prefix $* --no-package-lock --no-audit --no-fund --loglevel=error
	@touch $@
