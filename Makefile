# make site: build the site. make serve: show it while you write. make test: check everything. make audit: Lucene and Lighthouse. make bench: measure.
VENV := .venv
BIN := $(VENV)/bin
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.PHONY: site serve check test lint audit bench fonts fuzz lock clean

site: $(VENV)/.ready
	$(BIN)/kb site

serve: $(VENV)/.ready
	$(BIN)/kb serve

check: $(VENV)/.ready
	$(BIN)/kb check

test: lint $(VENV)/.browser
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.ready
	$(BIN)/ruff check builder tests bench tools
	$(BIN)/mypy

# what `make test` does not try, since it needs more: Java for the files for OpenSearch in a real index of Lucene, npm for Lighthouse on the pages
audit: $(VENV)/.java $(VENV)/.npm
	$(BIN)/python -m pytest -rP tests/audit/opensearch.py tests/audit/lighthouse.py

# bench/search.py takes larger texts from the folder KB_SEARCH_DATA, where there is one, and Pagefind from npm into .cache/bench
bench: $(VENV)/.browser
	$(BIN)/python bench/search.py
	$(BIN)/python bench/check.py
	$(BIN)/python bench/findings.py
	$(BIN)/python bench/weight.py

# the site's fonts out of those that .browser installs; the result stands in the repository
fonts: $(VENV)/.browser
	$(BIN)/python tools/fonts.py

# the exact versions of everything, with hashes, for every Python from 3.11 to 3.13
lock: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet -o requirements.lock

# Debian ships venv apart from python3: install it where it is missing
$(VENV)/.ready: requirements.lock pyproject.toml
	python3 -c 'import ensurepip, venv' 2>/dev/null || ($(APT) update && $(APT) install -y --no-install-recommends python3-venv)
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	touch $@

# the tests of the pages need a browser, and fonts for every script
$(VENV)/.browser: $(VENV)/.ready
	command -v chromium >/dev/null || ($(APT) update && $(APT) install -y --no-install-recommends chromium fonts-noto-core)
	touch $@

# the JDK, not the JRE: it runs a source file as it is
$(VENV)/.java: $(VENV)/.ready
	ls /usr/share/java/lucene-core-8*.jar /usr/share/java/jackson-databind.jar >/dev/null 2>&1 && command -v javac >/dev/null || \
		($(APT) update && $(APT) install -y --no-install-recommends default-jdk-headless liblucene8-java libjackson2-databind-java)
	touch $@

$(VENV)/.npm: $(VENV)/.browser
	command -v npm >/dev/null || ($(APT) update && $(APT) install -y --no-install-recommends npm)
	touch $@

clean:
	rm -rf site .cache $(VENV)

# 200,000 runs each of the fuzz targets; atheris is installed for it alone, since it has no wheel for every system
fuzz: $(VENV)/.ready
	$(BIN)/pip install --quiet atheris==3.0.0
	mkdir -p .fuzz/head .fuzz/body
	$(BIN)/python tests/fuzz/seeds.py .fuzz
	$(BIN)/python tests/fuzz/head.py -runs=200000 -max_len=8000 -timeout=20 .fuzz/head
	$(BIN)/python tests/fuzz/body.py -runs=200000 -max_len=300 -timeout=20 .fuzz/body
