#!/bin/sh
# Shows for as many minutes as asked (5 if none are given) that several processes share one database without loss, and
# that the same kind of hammer corrupts it once the guard is taken away. Ends with 0 only if both are so.
set -eu
minutes=${1:-5}
seconds=$((minutes * 60))
cd "$(dirname "$0")/../.."

swift build -c release --product elwosa-hammer
hammer=$(swift build -c release --show-bin-path)/elwosa-hammer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "4 processes write and 4 read for $seconds s"
"$hammer" contend "$work/contend.db" "$seconds"

echo "plain calls with the guard, for 60 s"
status=0
"$hammer" guarded "$work/guarded.db" 60 || status=$?
if [ "$status" -eq 3 ]; then
    echo "skipped: this SQLite (3.51.3 or later) has no WAL-reset bug"
    exit 0
fi
[ "$status" -eq 0 ]

echo "plain calls without the guard, at most 180 s"
"$hammer" unguarded "$work/unguarded.db" 180
