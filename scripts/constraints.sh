#!/usr/bin/env bash
# Writes constraints/*.txt from pyproject.toml: every version pinned, with its hashes, for every Python and system we support.
# Pins already there are kept; pass --upgrade for the newest, or --upgrade-package NAME for one.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=${UV:-uv}
command -v "$uv" >/dev/null || {
  echo "loosen: needs uv to write the constraints; see its own documentation, or name yours: UV=/path/to/uv" >&2
  exit 1
}

# No header and no index: the files name neither this machine nor the place the packages come from.
compile() {
  local target=constraints/$1
  shift
  "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file "$target" "$@"
}

compile dev.txt "$@" pyproject.toml --all-extras --group dev
# The other two are parts of the first, with the same versions. A checkout checks its own poses, so it has what that takes.
compile runtime.txt pyproject.toml --extra poses --constraints constraints/dev.txt --no-annotate
compile build.txt --group build --constraints constraints/dev.txt --no-annotate
