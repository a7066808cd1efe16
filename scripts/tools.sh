#!/usr/bin/env bash
# The programs that tests drive: tmux, which shows what a terminal shows, Chromium, which opens a report, Graphviz,
# which draws the graph, eSpeak NG, which speaks, and PostgreSQL, which holds a store for many people.
#   scripts/tools.sh install      installs those missing from the system's packages where root runs it; says which still are
#   scripts/tools.sh find TOOL    prints where tmux, chromium, graphviz, espeak-ng or postgresql (its initdb) is; where there
#                                 is none, says what to install and ends with 1
# Nothing but these tests needs them, so a missing one never stops anything else.
set -euo pipefail

main() {
  case "$*" in
    install) install_missing ;;
    "find tmux" | "find chromium" | "find graphviz" | "find espeak-ng" | "find postgresql") find_tool "$2" || { advice "$2" >&2 && exit 1; } ;;
    *) echo "usage: scripts/tools.sh install | find tmux | find chromium | find graphviz | find espeak-ng | find postgresql" >&2 && exit 2 ;;
  esac
}

find_tool() {
  case $1 in
    tmux | espeak-ng) command -v "$1" ;;
    chromium) find_browser ;;
    graphviz) command -v dot ;;
    postgresql) find_database ;;
  esac
}

# Debian keeps what starts a server out of PATH, each version in a folder of its own; POSTGRES=... names where these are.
find_database() {
  local found
  command -v initdb && return
  for found in "${POSTGRES:-/usr/lib/postgresql}"/*/bin/initdb; do
    if [ -x "$found" ]; then
      echo "$found"
      return
    fi
  done
  return 1
}

find_browser() {
  local name
  for name in chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null && opens_a_page "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# A name is not enough: Ubuntu's chromium-browser only asks for a snap, and the snap sees no page in the temporary folder.
opens_a_page() {
  local folder shown
  folder=$(mktemp -d)
  echo '<p>opened</p>' >"$folder/page.html"
  shown=$(in_time "$1" --headless --no-sandbox --disable-dev-shm-usage --user-data-dir="$folder/profile" \
    --dump-dom "file://$folder/page.html" 2>/dev/null) || true
  rm -rf "$folder" 2>/dev/null || true # its last processes may still be writing
  [[ $shown == *'<p>opened</p>'* ]]
}

in_time() {
  if command -v timeout >/dev/null; then # macOS has none
    timeout 60 "$@"
  else
    "$@"
  fi
}

install_missing() {
  local tool missing=()
  for tool in tmux chromium graphviz espeak-ng postgresql; do
    find_tool "$tool" >/dev/null || missing+=("$tool")
  done
  if [ ${#missing[@]} = 0 ]; then
    return
  fi
  if [ "$(id -u)" = 0 ]; then
    install_packages "${missing[@]}"
  fi
  for tool in "${missing[@]}"; do
    find_tool "$tool" >/dev/null || advice "$tool" >&2
  done
}

install_packages() {
  local installer tool told
  if command -v apt-get >/dev/null; then
    apt-get update >/dev/null 2>&1 || true # a source that cannot be reached need not be the one that has them
    installer=(env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends)
  elif command -v dnf >/dev/null; then
    installer=(dnf install --quiet --assumeyes)
  elif command -v apk >/dev/null; then
    installer=(apk add --quiet --update-cache)
  else
    return 0
  fi
  for tool in "$@"; do
    echo "Installing $tool from this system's packages."
    told=$("${installer[@]}" "$(package_of "$tool" "${installer[0]}")" 2>&1) || echo "That failed: ${told##*$'\n'}" >&2
  done
}

package_of() {
  if [ "$*" = "postgresql dnf" ]; then
    echo postgresql-server
  else
    echo "$1"
  fi
}

advice() {
  case $1 in
    tmux) cat <<'TEXT' ;;
loosen: some tests run its terminal programs in tmux, and there is none here; until there is, they fail, and only they.
  Debian and Ubuntu: sudo apt install tmux
  Fedora: sudo dnf install tmux
  Alpine: sudo apk add tmux
  macOS: brew install tmux
TEXT
    chromium) cat <<'TEXT' ;;
loosen: some tests open its report in Chromium, and none that works is here; until one is, they fail, and only they.
  Debian: sudo apt install chromium
  Ubuntu: its chromium is a snap, which cannot see the tests' pages; download Google Chrome's .deb and sudo apt install it
  Fedora: sudo dnf install chromium
  Alpine: sudo apk add chromium
  macOS: brew install --cask google-chrome
TEXT
    graphviz) cat <<'TEXT' ;;
loosen: some tests have Graphviz draw the graph, and there is none here; until there is, they fail, and only they.
  Debian and Ubuntu: sudo apt install graphviz
  Fedora: sudo dnf install graphviz
  Alpine: sudo apk add graphviz
  macOS: brew install graphviz
TEXT
    espeak-ng) cat <<'TEXT' ;;
loosen: some tests have eSpeak NG speak, and there is none here; until there is, they fail, and only they.
  Debian and Ubuntu: sudo apt install espeak-ng
  Fedora: sudo dnf install espeak-ng
  Alpine: sudo apk add espeak-ng
  macOS: brew install espeak-ng
TEXT
    postgresql) cat <<'TEXT' ;;
loosen: some tests keep people in PostgreSQL, on a server of their own, and there is none here; until there is, they fail, and only they.
  Debian and Ubuntu: sudo apt install postgresql
  Fedora: sudo dnf install postgresql-server
  Alpine: sudo apk add postgresql
  macOS: brew install postgresql
TEXT
  esac
}

main "$@"
