#!/usr/bin/env bash
# Fills .venv with exactly what constraints/ names, then with loosen itself from this checkout.
#   scripts/setup.sh           what running loosen takes
#   scripts/setup.sh --dev     and what checking it takes (scripts/tools.sh looks after tmux and Chromium, which some tests drive)
# PYTHON=... picks the interpreter. Running it again is safe and only does what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
wheels=$venv/wheels # loosen's dependencies as wheels: durable-rules is compiled once, and the wheel test needs no network

main() {
  make_venv
  check_compiler
  pip install --require-hashes --requirement constraints/build.txt
  install_runtime
  pip install --no-deps --no-build-isolation --editable .
  if [ "${1:-}" = --dev ]; then
    pip install --require-hashes --requirement constraints/dev.txt
  fi
}

warn() {
  printf 'loosen: %s\n' "$@" >&2
}

fail() {
  warn "$@"
  exit 1
}

pip() {
  "$venv/bin/python" -m pip --disable-pip-version-check --no-input -qq "$@" # errors only
}

# Says why not, if it is not.
usable() {
  "$1" -c 'import sys
if sys.version_info < (3, 11): sys.exit("it is older than 3.11")
from importlib.util import find_spec
if not find_spec("ensurepip"): sys.exit("it has no venv module")'
}

version_of() {
  "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

choose_python() {
  local name told found=()
  for name in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
    if ! command -v "$name" >/dev/null; then
      continue
    fi
    if told=$(usable "$name" 2>&1); then
      echo "$name"
      return
    fi
    found+=("$name will not do: ${told%%$'\n'*}.")
  done
  fail "needs Python 3.11 or newer, with its venv module; looked for ${PYTHON:-python3.11, python3.12, python3.13, python3}." \
    ${found[@]+"${found[@]}"} \
    "Debian and Ubuntu: sudo apt install gcc python3-venv python3-dev. Fedora: sudo dnf install gcc python3-devel." \
    "Alpine: sudo apk add gcc musl-dev python3-dev. Or name yours: make demo PYTHON=/path/to/python"
}

# One whose making was interrupted has no pip.
made() {
  usable "$venv/bin/python" 2>/dev/null && "$venv/bin/python" -c 'import pip' 2>/dev/null
}

make_venv() {
  local python
  if made && [ -z "${PYTHON:-}" ]; then
    return
  fi
  python=$(choose_python)
  if made && [ "$(version_of "$venv/bin/python")" = "$(version_of "$python")" ]; then
    return
  fi
  echo "Setting up $venv with Python $(version_of "$python"); the first time takes about a minute."
  "$python" -m venv --clear "$venv"
}

# durable-rules, the rule engine, comes as C source only.
check_compiler() {
  local compiler headers
  compiler=${CC:-$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "cc")')}
  compiler=${compiler%% *}
  headers=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
  if ! command -v "$compiler" >/dev/null; then
    fail "needs a C compiler for its rule engine, and there is no '$compiler' here." \
      "Debian and Ubuntu: sudo apt install gcc python3-dev. Fedora: sudo dnf install gcc python3-devel." \
      "Alpine: sudo apk add gcc musl-dev python3-dev. macOS: xcode-select --install. Or name yours: CC=..."
  fi
  # Python's headers include those of the system, which a compiler can be without.
  if ! "$compiler" -I "$headers" -E -x c - <<<'#include <Python.h>' >/dev/null 2>&1; then
    fail "needs Python's C headers for its rule engine, and '$compiler' cannot read $headers/Python.h." \
      "Debian and Ubuntu: sudo apt install python$(version_of "$venv/bin/python")-dev. Fedora: sudo dnf install python3-devel." \
      "Alpine: sudo apk add musl-dev python3-dev. Or name another Python: PYTHON=..."
  fi
}

install_runtime() {
  if cmp -s constraints/runtime.txt "$wheels/made-from.txt"; then
    return
  fi
  rm -rf "$wheels"
  # Python 3.13 dropped a function that durable-rules calls; its replacement takes the same arguments.
  if [ "$("$venv/bin/python" -c 'import sys; print(sys.version_info >= (3, 13))')" = True ]; then
    export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"
  fi
  # No cache: it may hold a durable-rules that was built without that.
  pip wheel --no-cache-dir --require-hashes --no-build-isolation --wheel-dir "$wheels" --requirement constraints/runtime.txt
  pip install --no-index --no-deps "$wheels"/*.whl
  cp constraints/runtime.txt "$wheels/made-from.txt"
}

main "$@"
