#!/usr/bin/env bash
# durable-rules, the rule engine, comes as C source only, and its source calls a function that Python 3.13 took away. This makes
# it one wheel that every Python from 3.11 on takes without a compiler. Decision 23 says why.
#   scripts/durable_rules.sh find FOLDER...   prints the first such wheel in these folders that .venv can use; ends with 1 if none
#   scripts/durable_rules.sh compiler         says what is missing to make one; ends with 1 if something is
#   scripts/durable_rules.sh build FOLDER     makes one
#   scripts/durable_rules.sh audit WHEEL      names it after the oldest Linux that can load it; ends with 1 if others could not
#   scripts/durable_rules.sh pinned           prints the line of constraints/ with its version and hash
set -euo pipefail
cd "$(dirname "$0")/.."

bin=.venv/bin
tag=1loosen # tells that the wheel is ours; count it up when what is done here changes
export SOURCE_DATE_EPOCH=1580601600 # the date of all that is in it, so that the same source gives the same wheel

main() {
  case ${1:-} in
    find) shift && find_wheel "$@" ;;
    compiler) check_compiler ;;
    build) check_compiler && build "$2" ;;
    audit) audit "$2" ;;
    pinned) pinned ;;
    *) fail "scripts/durable_rules.sh find FOLDER... | compiler | build FOLDER | audit WHEEL | pinned" ;;
  esac
}

fail() {
  printf 'loosen: %s\n' "$@" >&2
  exit 1
}

pip() {
  "$bin/python" -m pip --disable-pip-version-check --no-input -qq "$@" # errors only
}

pinned() {
  sed -n '/^durable-rules==/,/[^\\]$/p' constraints/runtime.txt
}

find_wheel() {
  local folder version wheel
  version=$(pinned | sed -n 's/^durable-rules==\([^ ]*\).*/\1/p')
  for folder in "$@"; do
    for wheel in "$folder/durable_rules-$version-$tag-"*.whl; do
      if [ -e "$wheel" ] && fits "$wheel"; then
        echo "$wheel"
        return
      fi
    done
  done
  return 1
}

fits() {
  pip install --dry-run --ignore-installed --no-index --no-deps "$1" 2>/dev/null
}

check_compiler() {
  local compiler headers version
  compiler=${CC:-$("$bin/python" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "cc")')}
  compiler=${compiler%% *}
  headers=$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
  version=$("$bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if ! command -v "$compiler" >/dev/null; then
    fail "needs a C compiler for its rule engine, and there is no '$compiler' here." \
      "Debian and Ubuntu: sudo apt install gcc python3-dev. Fedora: sudo dnf install gcc python3-devel." \
      "Alpine: sudo apk add gcc musl-dev python3-dev. macOS: xcode-select --install. Or name yours: CC=..." \
      "Or put the durable_rules wheel of a release into dist/, where there is one for this system."
  fi
  # Python's headers include those of the system, which a compiler can be without.
  if ! "$compiler" -I "$headers" -E -x c - <<<'#include <Python.h>' >/dev/null 2>&1; then
    fail "needs Python's C headers for its rule engine, and '$compiler' cannot read $headers/Python.h." \
      "Debian and Ubuntu: sudo apt install python$version-dev. Fedora: sudo dnf install python3-devel." \
      "Alpine: sudo apk add musl-dev python3-dev. Or name another Python: PYTHON=..." \
      "Or put the durable_rules wheel of a release into dist/, where there is one for this system."
  fi
}

build() {
  local source
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  umask 022 # the rights of files are part of the wheel
  pinned >"$work/pinned.txt"
  pip download --no-binary :all: --no-deps --no-build-isolation --require-hashes --dest "$work" --requirement "$work/pinned.txt"
  tar -xzf "$work"/durable_rules-*.tar.gz -C "$work"
  source=$(echo "$work"/durable_rules-*/)
  # The same arguments, the same result. A flag would not do: up to Python 3.12 the headers define the old name themselves.
  sed 's/PyEval_CallObject(/PyObject_CallObject(/' "$source/src/rulespy/rules.c" >"$work/rules.c"
  mv "$work/rules.c" "$source/src/rulespy/rules.c"
  # Only what every Python from 3.11 on has, under the name of such a file. Its setup.py sets CFLAGS, so they come as CPPFLAGS.
  # So limited, Python's header no longer brings those of C along. No debugging information: it would name this folder.
  export CPPFLAGS="${CPPFLAGS:-} -DPy_LIMITED_API=0x030B0000 -include stdio.h -include stdlib.h -include string.h -g0"
  export CPPFLAGS+=" -Werror=implicit-function-declaration" SETUPTOOLS_EXT_SUFFIX=.abi3.so
  # No cache: pip would keep it as if it came from the index.
  pip wheel --no-cache-dir --no-index --no-deps --no-build-isolation --use-pep517 --wheel-dir "$1" \
    --config-settings "--build-option=bdist_wheel --py-limited-api=cp311 --build-number=$tag" "$source"
}

# The headers keep to what each Python from 3.11 on has; whether the linker did, too, is checked. On Linux the wheel is named after
# the oldest system that can load it.
audit() {
  local oldest
  "$bin/abi3audit" --strict --summary "$1"
  if [ "$(uname)" != Linux ]; then
    return
  fi
  oldest=$("$bin/auditwheel" show --json "$1" | "$bin/python" -c 'import json, sys; print(json.load(sys.stdin)["overall_tag"])')
  case $oldest in
    linux_*) fail "durable-rules as it was built here can be loaded by no other system: $("$bin/auditwheel" show "$1")" ;;
  esac
  "$bin/wheel" tags --remove --platform-tag "$oldest" "$1" >/dev/null
}

main "$@"
