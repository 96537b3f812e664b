#!/usr/bin/env bash
# Lets the second oracle judge the histories of a sweep's seeds.
#
#   Simulations/oracle/judge.sh SIMULATOR SWEEP SEEDS
set -euo pipefail
simulator=$1 sweep=$2 seeds=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$simulator" sweep "$sweep" --seeds "$seeds" --recheck 0 --histories "$folder" >"$folder/tally"
judged=0
for history in "$folder"/*.jsonl; do
  python3 "$(dirname "$0")/catchword_oracle.py" --check "$history" || {
    echo "seed $(basename "$history" .jsonl) of $sweep: the second oracle disagrees" >&2
    exit 2
  }
  judged=$((judged + 1))
done
echo "$judged histories judged alike by the second oracle"
