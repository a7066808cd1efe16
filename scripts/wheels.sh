#!/usr/bin/env bash
# Builds what a release is, into dist/: loosen's wheel and its source archive, and the wheel of durable-rules that belongs to them.
# `make wheels` runs it, once .venv is there. The same checkout on the same machine gives the same bytes every time.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=.venv/bin
export SOURCE_DATE_EPOCH=1580601600 # the date of every file in what is built; hatchling would take the same

main() {
  local engine out=${1:-dist}
  built=$(mktemp -d)
  trap 'rm -rf "$built"' EXIT
  # The very one that scripts/setup.sh has made and the tests have used.
  if ! engine=$(scripts/durable_rules.sh find .venv/wheels); then
    echo "loosen: .venv/wheels has no wheel of durable-rules for it; scripts/setup.sh --dev makes one." >&2
    exit 1
  fi
  cp "$engine" "$built"
  check_engine "$built"/durable_rules-*.whl
  "$bin/python" -m build --no-isolation --outdir "$built" >/dev/null
  mkdir -p "$out"
  rm -f "$out"/*.whl "$out"/*.tar.gz
  mv "$built"/* "$out"
  cd "$out"
  say_how_to_publish durable_rules-*.whl loosen-*.whl loosen-*.tar.gz
}

# The headers keep to what each Python from 3.11 on has; whether the linker did, too, is checked. On Linux the wheel is named after
# the oldest system that can load it.
check_engine() {
  local oldest
  "$bin/abi3audit" --strict --summary "$1"
  if [ "$(uname)" != Linux ]; then
    return
  fi
  oldest=$("$bin/auditwheel" show --json "$1" | "$bin/python" -c 'import json, sys; print(json.load(sys.stdin)["overall_tag"])')
  case $oldest in
    linux_*) echo "loosen: the wheel of durable-rules would run on this machine alone: $("$bin/auditwheel" show "$1")" >&2 && exit 1 ;;
  esac
  "$bin/wheel" tags --remove --platform-tag "$oldest" "$1" >/dev/null
}

say_how_to_publish() {
  cat <<TEXT
Built in $PWD: $*
Publish: attach all three to the release. To a package index go loosen's two alone: durable-rules is the name of others there.
Install, on Python 3.11 and later and without a compiler:
  pip install $2 $1
or, where both are in one folder:
  pip install --find-links FOLDER loosen
TEXT
}

main "$@"
