#!/usr/bin/env bash
# Fills .venv with exactly what constraints/ names, then with loosen itself from this checkout.
#   scripts/setup.sh           what running loosen takes
#   scripts/setup.sh --dev     and what checking it takes, with tmux from the system's packages where root runs it
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
    provide_tmux
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

usable() {
  "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

version_of() {
  "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

choose_python() {
  local name
  for name in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
    if usable "$name"; then
      echo "$name"
      return
    fi
  done
  fail "needs Python 3.11 or newer, with its venv module; found none as: ${PYTHON:-python3.11, python3.12, python3.13, python3}." \
    "Install one (Debian and Ubuntu: sudo apt install python3 python3-venv python3-dev), or name yours: make demo PYTHON=/path/to/python"
}

make_venv() {
  local python
  if usable "$venv/bin/python" && [ -z "${PYTHON:-}" ]; then
    return
  fi
  python=$(choose_python)
  if usable "$venv/bin/python" && [ "$(version_of "$venv/bin/python")" = "$(version_of "$python")" ]; then
    return
  fi
  echo "Setting up $venv with Python $(version_of "$python"); the first time takes about a minute."
  "$python" -m venv --clear "$venv"
}

# durable-rules, the rule engine, comes as C source only.
check_compiler() {
  local compiler headers
  compiler=${CC:-$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "cc")')}
  headers=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
  if ! command -v "${compiler%% *}" >/dev/null; then
    fail "needs a C compiler for its rule engine, and there is no '${compiler%% *}' here." \
      "Debian and Ubuntu: sudo apt install gcc. Fedora: sudo dnf install gcc. macOS: xcode-select --install. Or name yours: CC=..."
  fi
  if [ ! -f "$headers/Python.h" ]; then
    fail "needs Python's C headers for its rule engine, and $headers/Python.h is missing." \
      "Debian and Ubuntu: sudo apt install python3-dev. Fedora: sudo dnf install python3-devel. Or name another Python: PYTHON=..."
  fi
}

# The tests drive the terminal programs in tmux, and fail without it. Only root may have it installed for them.
provide_tmux() {
  if command -v tmux >/dev/null; then
    return
  fi
  if [ "$(id -u)" = 0 ] && install_tmux >/dev/null 2>&1 && command -v tmux >/dev/null; then
    return
  fi
  warn "the tests need tmux, which is not here; those that use it will fail until it is." \
    "Debian and Ubuntu: sudo apt install tmux. Fedora: sudo dnf install tmux. macOS: brew install tmux."
}

install_tmux() {
  if command -v apt-get; then
    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends tmux
  elif command -v dnf; then
    dnf install --assumeyes tmux
  elif command -v apk; then
    apk add tmux
  else
    return 1
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
