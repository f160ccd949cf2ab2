#!/bin/sh
# Shows three things, each in as many minutes as asked (5 if none are given), and four more for the hammer:
# that several processes share one database without loss, and that the same kind of hammer corrupts it once the guard is
# taken away; that a power cut takes back nothing that was said to be done; and that a disk that fails in the middle of a
# request leaves what was answered. Ends with 0 only if all of it is so.
set -eu
minutes=${1:-5}
seconds=$((minutes * 60))
cd "$(dirname "$0")/../.."

for product in elwosa-hammer FaultyDisk elwosa elwosa-supervisor elwosa-responder elwosa-live; do
    swift build -c release --product "$product"
done
programs=$(swift build -c release --show-bin-path)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

hammer() {
    echo "4 processes write and 4 read for $seconds s"
    "$programs/elwosa-hammer" contend "$work/contend.db" "$seconds"
    echo "plain calls with the guard, for 60 s"
    status=0
    "$programs/elwosa-hammer" guarded "$work/guarded.db" 60 || status=$?
    if [ "$status" -eq 3 ]; then
        echo "skipped: this SQLite (3.51.3 or later) has no WAL-reset bug"
        return 0
    fi
    [ "$status" -eq 0 ] || return 1
    echo "plain calls without the guard, at most 180 s"
    "$programs/elwosa-hammer" unguarded "$work/unguarded.db" 180
}

hammer
echo "power cuts for $seconds s"
python3 Tests/Soak/powercut.py "$programs" "$seconds"
echo "a fault on each write, sync and open of ten requests, at most $seconds s"
python3 Tests/Soak/faults.py "$programs" "$programs/libFaultyDisk.so" "$seconds"
