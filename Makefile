# `make run` and `make test` do everything on a fresh Debian or Ubuntu machine. The rest is for those who build it.
.PHONY: run test check bench tour soak kills power-cuts simulate faults package setup i18n lock help

PYTHON = .venv/bin/python
# Most tests wait for something most of the time, so two files run at once: twelve minutes instead of twenty.
AT_ONCE = -n 2 --dist loadfile
I18N = widgets:widgets views:views

help:
	@sed -n 's/^# //p' Makefile
	@echo "targets: run test check bench tour soak kills power-cuts simulate faults package i18n lock"

setup:
	@packaging/setup run

run:
	@packaging/setup run
	@packaging/run

test:
	@packaging/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest tests $(AT_ONCE)

check:
	@packaging/setup test
	@packaging/check

bench:
	@packaging/setup bench
	@$(PYTHON) -m tests.bench $(ARGS)

tour:
	@packaging/setup test
	@$(PYTHON) -m tests.tour --out build/tour

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

# Every fault of the table, and docs/faults.md written from what was seen.
faults:
	@packaging/setup test
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.faults $(ARGS)

package:
	@echo "make $@: this comes with a later version." >&2
	@exit 1

# Bring the translation files up to date with the sources; what is unfinished is then to be translated by hand.
i18n:
	@packaging/setup test
	@.venv/bin/pyside6-lupdate -silent -locations none $$(find widgets -name "*.py") -ts resources/i18n/vi/widgets.ts
	@.venv/bin/pyside6-lupdate -silent -locations none main.py $$(find views -name "*.py") -ts resources/i18n/vi/views.ts

# Choose new versions for the hashed requirement files.
lock:
	@packaging/setup test
	@$(PYTHON) -m pip install -q --disable-pip-version-check uv
	@for purpose in run test bench; do .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade requirements/$$purpose.in -o requirements/$$purpose.txt; done
