#!/bin/sh
# kill -9 passes without any sync; so the system's own view of a play: before each tick that is told to have
# shown, what was written in the data folder is synced, and something was.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR # syncs cost nothing there, and are made all the same
export ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=0" # it does not work below strace
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The player's memory is closed to others, to its own user too: only root sees what it writes.
root=
[ "$(id -u)" = 0 ] || root="unshare -r"
if ! $root strace -o "$work/try" true 2>/dev/null; then
	echo "ok 1 - each tick is on the disk before it shows # SKIP strace cannot trace here"
	echo "1..1"
	exit 0
fi
tests/play/prepare.sh surveys/demo "$BUILD/plays/demo" || exit 2
"$BUILD/play" --studies "$BUILD/plays" --data "$work/machine" tests/play/crash/set_up.play || exit 2
$root strace -f -y -s 60 -o "$work/log" -e trace=pwrite64,write,fsync,fdatasync \
	"$BUILD/play" --studies "$BUILD/plays" --data "$work/machine" --acks tests/play/crash/class.play \
	>"$work/acks" 2>"$work/errors" ||
	{ echo "not ok 1 - the play failed"; sed 's/^/# /' "$work/errors"; echo "1..1"; exit 1; }
judge() {
	awk -v folder="$work/machine/" '
	/resumed>|unfinished/ { print "cannot judge: " $0; bad = 1 }
	{ path = $0; sub(/^[^<]*</, "", path); sub(/>.*/, "", path) }
	/ pwrite64\(/ && index(path, folder) == 1 { dirty[path] = 1 }
	/ (fsync|fdatasync)\(/ && / = 0$/ { delete dirty[path]; synced++ }
	/ write\(1</ && /"ack / {
		told++
		if (synced == 0) { print "nothing synced before: " $0; bad = 1 }
		for (path in dirty) { print path " not synced before: " $0; bad = 1 }
		synced = 0
	}
	END { print told + 0 " ticks told"; exit bad || told < 500 }' "$1"
}
if judge "$work/log" >"$work/verdict"; then echo "ok 1 - each tick is on the disk before it shows: $(tail -n 1 "$work/verdict")"
else
	echo "not ok 1 - each tick is on the disk before it shows"
	head -n 10 "$work/verdict" | sed 's/^/# /'
fi
# Does the judge see? The same without the syncs of the journal.
grep -vE "sync\([0-9]+<.*/vault.db-wal>" "$work/log" >"$work/less"
if judge "$work/less" >/dev/null; then echo "not ok 2 - the judge sees a tick that is not synced"; else echo "ok 2 - the judge sees a tick that is not synced"; fi
echo "1..2"
