#!/bin/sh
# Make sure that a Chromium or Chrome is there for the browser tests: the system's own,
# else Debian's package where this user may install it, else say what to do.
set -eu

for name in "${BRIEFINGS_BROWSER:-}" chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done
for app in "/Applications/Google Chrome.app" "/Applications/Chromium.app"; do
  if [ -d "$app" ]; then
    exit 0
  fi
done

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Debian's chromium for the browser tests ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  # Chromium without windows takes a third of the time; older systems do not have it by itself.
  apt-get install -qq -y --no-install-recommends chromium-headless-shell </dev/null >/dev/null 2>&1 ||
    apt-get install -qq -y --no-install-recommends chromium </dev/null >/dev/null
  exit 0
fi

cat >&2 <<'TEXT'
The browser tests need Chromium or Google Chrome, and none was found.
  Debian and Ubuntu:  sudo apt-get install chromium
  Fedora:             sudo dnf install chromium
  macOS:              brew install --cask google-chrome
or name one:          BRIEFINGS_BROWSER=/path/to/chrome make test
TEXT
exit 1
