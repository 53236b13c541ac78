#!/bin/sh
# Put the W3C's Nu HTML checker into build/nu: from the npm registry, by its hash. It needs java and npm:
# the system's own, else Debian's packages where this user may install them. Without them the pages are
# not checked, which is an error in CI only.
set -eu
cd "$(dirname "$0")/.."

jar=build/nu/node_modules/vnu-jar/build/dist/vnu.jar
lock=tests/quality/package-lock.json

install_missing() {
  missing=""
  command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
  command -v npm >/dev/null 2>&1 || missing="$missing npm"
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
  echo "Installing Debian's$missing for the HTML checker ..."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  # shellcheck disable=SC2086 # a list of words
  apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
}

if ! install_missing; then
  cat >&2 <<'TEXT'
The pages' HTML is not checked: the W3C's checker needs Java and npm, and they were not found.
  Debian and Ubuntu:  sudo apt-get install default-jre-headless npm
  Fedora:             sudo dnf install java-latest-openjdk-headless npm
  macOS:              brew install openjdk npm
TEXT
  [ -z "${CI:-}" ]
  exit
fi

if [ -f "$jar" ] && cmp -s "$lock" build/nu/package-lock.json; then
  exit 0
fi
mkdir -p build/nu
cp tests/quality/package.json "$lock" build/nu/
# Node trusts its own list of authorities, and not those that the system was given.
authorities=/etc/ssl/certs/ca-certificates.crt
if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -f "$authorities" ]; then
  export NODE_EXTRA_CA_CERTS="$authorities"
fi
npm ci --prefix build/nu --ignore-scripts --silent --no-audit --no-fund --fetch-retries=1 </dev/null || {
  rm -rf build/nu
  echo "The pages' HTML is not checked: npm could not get the W3C's checker." >&2
  [ -z "${CI:-}" ]
}
