# `make run` and `make test` do everything on a fresh Debian or Ubuntu machine. The rest is for those who build it.
.PHONY: run test test-long test-all test-again check bench tour soak kills power-cuts simulate faults package setup i18n lock help

PYTHON = .venv/bin/python
PYTEST = QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest
# Most tests wait for something most of the time, so three files run at once on two cores.
# A file whose process ended is begun again by xdist; where that ends each time, the run is over.
# The longest begin first (tests/harness/long.py): none is left over for one process at the end.
AT_ONCE = -n 3 --dist loadfile --no-loadscope-reorder --max-worker-restart 4
# Some hundred consoles, backends and decoders start in a run of tests; our modules are compiled for the first of them.
unexport PYTHONDONTWRITEBYTECODE
I18N = widgets:widgets views:views

help:
	@sed -n 's/^# //p' Makefile
	@echo "targets: run test test-long test-all test-again check bench tour soak kills power-cuts simulate faults package i18n lock"

setup:
	@packaging/setup run

run:
	@packaging/setup run $(ARGS)
	@packaging/run $(ARGS)

# Every unit, every presenter and one journey; what takes longer is in test-all. The demo city's clips are drawn before
# the tests: no test waits for another's.
test:
	@packaging/setup test
	@$(PYTHON) -m backend cameras --draw
	@$(PYTEST) tests $(AT_ONCE) -m "not long"

test-long:
	@packaging/setup test
	@$(PYTHON) -m backend cameras --draw
	@$(PYTEST) tests $(AT_ONCE) -m long

test-all:
	@packaging/setup test
	@$(PYTHON) -m backend cameras --draw
	@$(PYTEST) tests $(AT_ONCE)

# What failed in the last run, one after the other. More than a few are no accident.
test-again:
	@test -s build/failed-tests && test "$$(wc -l <build/failed-tests)" -le 12
	@echo "once more, by itself:" && cat build/failed-tests && cp build/failed-tests build/again
	@$(PYTEST) @build/again

check:
	@packaging/setup test
	@packaging/check

bench:
	@packaging/setup bench
	@$(PYTHON) -m tests.bench $(ARGS)

# Pictures of every screen and state, with an index.html; ARGS="--only desk --size 1366x768" for a part of them.
tour:
	@packaging/setup test
	@$(PYTHON) -m backend cameras --draw
	@$(PYTHON) -m tests.tour --out build/tour $(ARGS)

soak:
	@packaging/setup test
	@$(PYTHON) -m tests.soak $(ARGS)

kills:
	@packaging/setup test
	@$(PYTHON) -m tests.soak.kills $(ARGS)

power-cuts:
	@packaging/setup test
	@$(PYTHON) -m tests.soak.power $(ARGS)

simulate:
	@packaging/setup test
	@$(PYTHON) -m tests.simulate --seeds 2000 $(ARGS)

# Every fault of the table, and docs/reference/faults.md written from what was seen.
faults:
	@packaging/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.faults $(ARGS)

# The bill of materials (CycloneDX) of what requirements/run.txt locks.
package:
	@packaging/setup test
	@$(PYTHON) packaging/sbom build/ioc-console.cdx.json
	@echo "make $@: build/ioc-console.cdx.json is made; the package itself comes with a later version." >&2
	@exit 1

# Bring the translation files up to date with the sources; what is unfinished is then to be translated by hand.
i18n:
	@packaging/setup test
	@.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none $$(find widgets -name "*.py") -ts resources/i18n/vi/widgets.ts
	@.venv/bin/pyside6-lupdate -silent -no-obsolete -locations none main.py $$(find views -name "*.py") -ts resources/i18n/vi/views.ts

# Choose new versions for the hashed requirement files.
lock:
	@packaging/setup test
	@$(PYTHON) -m pip install -q --disable-pip-version-check uv
	@for purpose in run test bench; do .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade requirements/$$purpose.in -o requirements/$$purpose.txt; done
