#!/usr/bin/env bash
# The first night of Valley Libraries: three replicas work apart for a day, then meet.
# Usage: Samples/demo.sh PATH-TO-CATCHWORD
set -euo pipefail

catchword=${1:?usage: Samples/demo.sh PATH-TO-CATCHWORD}
here=$(cd "$(dirname "$0")" && pwd)
sample=$here/Valley
home=$(mktemp -d "${TMPDIR:-/tmp}/catchword-demo.XXXXXX")
stick=$home/stick
server=
mkdir -p "$stick"

# Leaves nothing running and nothing behind, however it ends.
finish() {
  status=$?
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$home"
  [ $status -eq 0 ] || printf '\nThe demo stopped with exit code %s.\n' "$status" >&2
}
trap finish EXIT

chapter() { printf '\n== %s\n' "$*"; }
at() { # at REPLICA VERB …: says what is typed, then does it.
  local replica=$1
  shift
  printf '\n%s$ catchword %s\n' "$replica" "$*"
  "$catchword" -C "$home/$replica" --staff "desk $replica" "$@" 2>&1
}
quietly() {
  local replica=$1
  shift
  "$catchword" -C "$home/$replica" "$@"
}
serve() {
  "$catchword" -C "$home/MAIN" serve --listen 127.0.0.1:0 >"$home/serve.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    address=$(grep -o 'http://127.0.0.1:[0-9]*' "$home/serve.log" | head -n 1) || true
    [ -z "$address" ] || return 0
    sleep 0.1
  done
  cat "$home/serve.log"
  return 1
}
hang_up() {
  kill "$server"
  wait "$server" 2>/dev/null || true
  server=
}
digest_of() { quietly "$1" digest --json; }

pride=37040000000102      # Pride and prejudice, a copy at MAIN
odyssey=37040000000227    # The Odyssey, at EAST
wild=37040000000342       # Where the wild things are, on the bookmobile
samurai=37040000000409    # Seven samurai, three discs
wren=27040000001052
teddy=27040000001177
cordelia=27040000001136
lavinia=27040000001409

chapter "Morning: MAIN founds the network and takes in its catalogue"
at MAIN init --branch MAIN --name "Valley Main Library" --network "Valley Libraries"
at MAIN import branches "$sample/branches.csv"
at MAIN import marc "$sample/bibs.marcxml" --profile koha-952 --source koha:valley
at MAIN import patrons "$sample/patrons.csv"

chapter "EAST joins over HTTP, the bookmobile by a stick"
serve
token=$(quietly MAIN invite --at "$address" --for EAST | tail -n 1)
at EAST join "$token" --branch EAST --name "East Valley" | sed "s/$token/TOKEN/"
token=$(quietly MAIN invite --at "folder:$stick" --role cart --for CART | tail -n 1)
quietly MAIN peer add stick "folder:$stick" >/dev/null
at MAIN sync stick
at CART join "$token" --branch CART --name "Valley Bookmobile" | sed "s/$token/TOKEN/"
at MAIN sync stick
hang_up
chapter "The line is down. All three go on working, and do not know of each other"
at MAIN checkout $wren $samurai
at MAIN checkout $cordelia $odyssey
at EAST checkout $teddy $odyssey          # planted: the same copy, lent twice
at EAST checkout $teddy $pride
at CART checkout $lavinia $wild
sleep 2 # times are whole seconds, and a day has many of them
at CART checkin $samurai                  # planted: a check-in that MAIN hears of late
at CART checkout $lavinia 37040000000110  # planted: a mis-scan …
at CART undo --reason "wrong copy scanned" # … undone
at MAIN bib edit $pride --field 245 --set '10$aPride and prejudice /$cby Jane Austen.'
at EAST bib edit $pride --field 245 --set '10$aPride and Prejudice :$ba novel /$cJane Austen.'
sleep 2
at MAIN checkout $cordelia $samurai      # MAIN, not knowing of the check-in, lends it on

chapter "Night: EAST dials MAIN, the bookmobile hands over its stick"
serve
at EAST peer add MAIN "$address"
at EAST sync MAIN
at CART sync --all
at MAIN sync stick
at CART sync --all
at EAST sync MAIN
hang_up

chapter "Equal frontiers, equal digests"
digest_of MAIN >"$home/MAIN.digest"
for replica in EAST CART; do
  digest_of "$replica" >"$home/$replica.digest"
  cmp "$home/MAIN.digest" "$home/$replica.digest"
done
quietly MAIN digest
printf 'MAIN, EAST and CART hold the same commits and make the same of them.\n'

chapter "What only a person can settle"
at MAIN review list
at EAST review list --branch EAST
at MAIN why $odyssey
at MAIN why $samurai
for replica in EAST CART; do
  cmp <(quietly MAIN review list --json) <(quietly "$replica" review list --json)
done
printf 'Every replica shows the same queue.\n'
