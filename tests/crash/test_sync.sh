#!/bin/sh
# kill -9 passes without any sync; so the system's own view: behind each step that has returned nothing that
# was written is unsynced, and something was synced since it was begun.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! strace -o "$work/try" true 2>/dev/null; then
	echo "ok 1 - what is written is synced before it is told # SKIP strace cannot trace here"
	exit 0
fi
ASAN_OPTIONS=detect_leaks=0 strace -f -y -s 40 -o "$work/log" -e trace=pwrite64,write,fsync,fdatasync \
	"$BUILD/tests/crash/ticks" play "$work/data" 150 >"$work/told" 2>"$work/errors" ||
	{ echo "not ok 1 - the player failed"; sed 's/^/# /' "$work/errors"; exit 1; }

# Notes are "STEP PHASE ROW NUMBER": phase 0 begins, 1 has returned.
judge() {
	awk '
	/resumed>|unfinished/ { print "cannot judge: " $0; bad = 1 }
	match($0, /pwrite64\([0-9]+<[^>]*>/) && / = [0-9]+$/ { path = $0; sub(/^[^<]*</, "", path); sub(/>.*/, "", path); dirty[path] = 1 }
	match($0, /(fsync|fdatasync)\([0-9]+<[^>]*>/) && / = 0$/ { path = $0; sub(/^[^<]*</, "", path); sub(/>.*/, "", path); delete dirty[path]; synced++ }
	/ write\(1<.*"[0-9] 0 / { synced = 0 }
	/ write\(1<.*"[0-9] 1 / {
		told++
		if (synced == 0) { print "nothing synced before: " $0; bad = 1 }
		for (path in dirty) { print path " not synced before: " $0; bad = 1 }
	}
	END { print told + 0 " steps told"; exit bad || told < 150 }' "$1"
}
if judge "$work/log" >"$work/verdict"; then
	echo "ok 1 - what is written is synced before it is told: $(tail -n 1 "$work/verdict")"
else
	echo "not ok 1 - what is written is synced before it is told"
	head -n 10 "$work/verdict" | sed 's/^/# /'
fi
# Does the judge see? The same without the syncs of the journal, and without those of the keys.
for file in vault.db-wal keys; do
	number=$((number + 1))
	grep -vE "sync\([0-9]+<.*/$file>" "$work/log" >"$work/less"
	if judge "$work/less" >/dev/null; then echo "not ok $((number + 1)) - the judge misses unsynced $file"
	else echo "ok $((number + 1)) - the judge sees unsynced $file"; fi
done
