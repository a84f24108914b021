# The commands of this project; `make` alone lists them. They need python3 (3.11 or later) and nothing else.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
TEMPLATES := $(wildcard templates/*.html templates/*/*.html templates/*/*/*.html templates/*/*/*/*.html)
# Settings as in production, for the checks before deployment; no such site exists.
PRODUCTION := env -u DEBUG MODE=production DATABASE_URL=postgres://clarifications@db.example.org/clarifications \
	SITE_URL=https://clarifications.example.org ALLOWED_HOSTS=clarifications.example.org TRUSTED_PROXY_COUNT=1 \
	PRIVACY_CONTACT=privacy@clarifications.example.org SECURITY_CONTACT=security@clarifications.example.org EMAIL_URL=smtp://mail.example.org:25 \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets (this page)
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: ## serve the demonstration on http://127.0.0.1:8000 until Ctrl-C; obeys PORT and DATABASE_URL
	@$(PYTHON) -m tools.run

.PHONY: test
test: ## run all tests, with SQLite and with PostgreSQL and a browser; ARGS="…" goes to pytest
	@$(PYTHON) -m tools.suite $(ARGS)

.PHONY: check
check: check-format check-lint check-imports check-types check-deployment check-migrations check-templates ## check format, lint, imports, types, deployment settings, migrations, templates

.PHONY: pictures
pictures: ## draw every template of a page (screen, phone, paper) into var/pictures; ARGS="…" goes to pytest
	@$(PYTHON) -m tools.pictures $(ARGS)

.PHONY: bench
bench: environment ## measure the speed against PostgreSQL; ARGS="…" goes to the bench
	@$(BIN)/python -m bench $(ARGS)

.PHONY: format
format: environment ## bring code and templates into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

.PHONY: lock
lock: environment ## write requirements*.txt anew from requirements*.in; ARGS=--upgrade takes newer versions
	$(BIN)/uv pip compile $(LOCKING) requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile $(LOCKING) requirements-dev.in --output-file requirements-dev.txt

LOCKING = --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" $(ARGS)

.PHONY: clean
clean: ## delete .venv and caches; what was entered (var/) stays
	rm -rf .venv .mypy_cache .dmypy.json .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------- parts ----------

.PHONY: environment
environment:
	@$(PYTHON) -m tools.venv --dev

.PHONY: check-format
check-format: environment
	$(BIN)/ruff format --check .

.PHONY: check-lint
check-lint: environment
	$(BIN)/ruff check .

.PHONY: check-imports
check-imports: environment
	$(BIN)/lint-imports --no-cache

.PHONY: check-types
check-types: environment
	MODE=development $(BIN)/mypy

.PHONY: check-deployment
check-deployment: environment
	@echo "manage.py check --deploy, with settings as in production"
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

.PHONY: check-migrations
check-migrations: environment
	MODE=development DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: check-templates
check-templates: environment
	@echo "djade --check"
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
