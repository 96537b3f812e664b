#!/usr/bin/env bash
# Sees to it that what a build needs is there. Quick and silent when it is.
#
#   Packaging/setup.sh             to build and run
#   Packaging/setup.sh tests       also to test with wrong clocks
#   Packaging/setup.sh protocol    also to regenerate the messages from Protocol/catchword.proto
#
# Missing Debian packages are installed where that is allowed (root, or sudo without a password);
# elsewhere they are named, and the script ends with 1. Tests go on without faketime, and say what
# they leave out.
set -euo pipefail

if ! command -v swift >/dev/null; then
  cat >&2 <<'TEXT'
catchword: `swift` is not on the PATH. Catchword is built with Swift 6.2 or newer.
Install it from https://www.swift.org/install/linux/ and try again.
TEXT
  exit 1
fi

missing=()
needs_library() { pkg-config --exists "$1" 2>/dev/null || missing+=("$2"); }
needs_command() { command -v "$1" >/dev/null || missing+=("$2"); }

needs_command pkg-config pkg-config
needs_command python3 python3
needs_library sqlite3 libsqlite3-dev
needs_library libcurl libcurl4-openssl-dev
needs_library libzstd libzstd-dev
needs_library yaz libyaz-dev
needs_library libxml-2.0 libxml2-dev
if [ "${1:-}" = protocol ]; then needs_command protoc protobuf-compiler; fi

# Whoever cannot install it may test all the same.
wanted=()
if [ "${1:-}" = tests ]; then command -v faketime >/dev/null || wanted+=(faketime); fi
do_without() {
  echo "catchword: without ${wanted[*]}: what needs a wrong clock is left out" >&2
  exit 0
}

packages=(${missing[@]+"${missing[@]}"} ${wanted[@]+"${wanted[@]}"})
[ ${#packages[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    as_root=(false)
  fi
fi

if ! command -v apt-get >/dev/null || [ "${as_root[*]-}" = false ]; then
  [ ${#missing[@]} -gt 0 ] || do_without
  cat >&2 <<TEXT
catchword: these packages are missing: ${missing[*]}
On Debian or Ubuntu: sudo apt-get install ${missing[*]}
TEXT
  exit 1
fi

echo "Installing ${packages[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
get() { ${as_root[@]+"${as_root[@]}"} apt-get "$@"; }
{ get update -qq && get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null; } || {
  [ ${#missing[@]} -gt 0 ] || do_without
  exit 1
}
