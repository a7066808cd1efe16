#!/usr/bin/env bash
# Builds what a release is, into dist/: loosen's wheel and its source archive, and the wheel of durable-rules that belongs to them.
# `make wheels` runs it, once .venv is there. The same checkout on the same machine gives the same bytes every time.
set -euo pipefail
cd "$(dirname "$0")/.."

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
  scripts/durable_rules.sh audit "$built"/durable_rules-*.whl
  .venv/bin/python -m build --no-isolation --outdir "$built" >/dev/null
  mkdir -p "$out"
  rm -f "$out"/*.whl "$out"/*.tar.gz
  mv "$built"/* "$out"
  cd "$out"
  say_how_to_publish durable_rules-*.whl loosen-*.whl loosen-*.tar.gz
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
