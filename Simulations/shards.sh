#!/bin/sh
# A sweep over all cores of this machine, and one sum: shards.sh SIMULATOR SWEEP SEEDS [PARTS]
# Ends with 2 where a seed failed. A batch system would start the parts itself (README.md).
set -u
simulator=$1 sweep=$2 seeds=$3 parts=${4:-$(nproc)}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
part=0
while [ "$part" -lt "$parts" ]; do
  "$simulator" sweep "$sweep" --seeds "$seeds" --shard "$part/$parts" --all --recheck 0 \
    --results "$results/$part.jsonl" >"$results/$part.out" 2>&1 &
  part=$((part + 1))
done
wait
ended=$(cat "$results"/*.jsonl | wc -l)
wanted=$((${seeds#*..} - ${seeds%..*}))
if [ "$ended" -ne "$wanted" ]; then
  tail -n 5 "$results"/*.out
  echo "$ended of $wanted seeds came to an end" >&2
  exit 1
fi
"$simulator" merge-results "$results"/*.jsonl
