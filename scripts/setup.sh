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
  find_engine >/dev/null || scripts/durable_rules.sh compiler
  pip install --require-hashes --requirement constraints/build.txt
  install_runtime
  pip install --no-deps --no-build-isolation --editable .
  if [ "${1:-}" = --dev ]; then
    pip install --require-hashes --requirement constraints/dev.txt
    fetch_for_other_pythons
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
if not find_spec("ensurepip"): sys.exit("it has no venv module")
from sysconfig import get_config_var
if get_config_var("Py_GIL_DISABLED"): sys.exit("it is a free-threaded one, which the rule engine cannot run on")'
}

version_of() {
  "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

choose_python() {
  local name told found=()
  for name in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3}; do
    if ! command -v "$name" >/dev/null; then
      continue
    fi
    if told=$(usable "$name" 2>&1); then
      echo "$name"
      return
    fi
    found+=("$name will not do: ${told%%$'\n'*}.")
  done
  fail "needs Python 3.11 or newer, with its venv module; looked for ${PYTHON:-python3.11, python3.12, python3.13, python3.14, python3}." \
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

find_engine() {
  scripts/durable_rules.sh find dist "$wheels"
}

install_runtime() {
  local found fresh=$venv/wheels-new
  if made_from | cmp -s - "$wheels/made-from.txt"; then
    return
  fi
  rm -rf "$fresh"
  mkdir "$fresh"
  if found=$(find_engine); then
    cp "$found" "$fresh"
  else
    scripts/durable_rules.sh build "$fresh"
  fi
  without_engine >"$fresh/requirements.txt"
  pip wheel --require-hashes --no-build-isolation --wheel-dir "$fresh" --requirement "$fresh/requirements.txt"
  rm -rf "$wheels"
  mv "$fresh" "$wheels"
  pip install --no-index --no-deps "$wheels"/*.whl
  made_from >"$wheels/made-from.txt"
}

made_from() {
  cat constraints/runtime.txt scripts/durable_rules.sh
}

# Its hash is that of the source, and the wheel is our own.
without_engine() {
  scripts/durable_rules.sh pinned | grep -vxFf - constraints/runtime.txt
}

# The wheel test tries loosen on every Python there is: PYTHONS=... names more. For each it takes the wheels of what loosen needs,
# in a folder of their own. A Python without them is left out, and said.
fetch_for_other_pythons() {
  local python version told
  for python in ${PYTHONS:-}; do
    told=$(usable "$python" 2>&1) || warn "the wheel test leaves out $python: ${told##*$'\n'}"
  done
  while read -r python version; do
    if [ ! -e "$wheels/$version" ]; then
      rm -rf "$venv/fetched"
      if ! told=$(pip --python "$python" download --require-hashes --only-binary :all: --no-deps --find-links "$wheels" \
        --dest "$venv/fetched" --requirement "$wheels/requirements.txt" 2>&1); then
        warn "the wheel test leaves out $python: ${told##*$'\n'}"
        continue
      fi
      mv "$venv/fetched" "$wheels/$version"
    fi
    echo "$python" >"$wheels/$version/python.txt"
  done < <(other_pythons)
}

# One of each version, such as 3.12, with its path.
other_pythons() {
  local name path version seen
  seen=" $(version_of "$venv/bin/python") "
  for name in ${PYTHONS:-} python3.{11,12,13,14} ~/.pyenv/versions/*/bin/python3; do
    if path=$(command -v "$name") && usable "$path" 2>/dev/null && version=$(version_of "$path") && [[ $seen != *" $version "* ]]; then
      seen+="$version "
      echo "$path $version"
    fi
  done
}

main "$@"
