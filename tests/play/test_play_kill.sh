#!/bin/sh
# kill -9 at 50 random moments of a class: what had shown a tick is in the batch that is carried away, read
# by the real sayso. The moments are drawn anew in each run; each is told when it fails.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR # syncs cost nothing there, and are made all the same
moments=50
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
play() {
	"$BUILD/play" --studies "$BUILD/plays" "$@"
}
tests/play/prepare.sh surveys/demo "$BUILD/plays/demo" || exit 2
play --data "$work/begun" tests/play/crash/set_up.play || exit 2

# How long a class takes here, in ms.
cp -r "$work/begun" "$work/whole"
start=$(date +%s%3N)
play --data "$work/whole" --acks tests/play/crash/class.play >"$work/acks" || exit 2
long=$(($(date +%s%3N) - start))

# Each answer of answers.csv under its pupil's code, as an ack names it.
answers() {
	awk -F, 'FNR == NR { code[$1] = $6; next } $4 == "answered" { print code[$1], $2 "." $3, $5 }' \
		"$1/responses.csv" "$1/answers.csv" | sort
}
# $1: what was killed; its acks lie in $work/acks. 0: each is in the table.
nothing_lost() {
	rm -rf "$work/study.db" "$work/csv"
	play --data "$1" tests/play/crash/after.play &&
		"$BUILD/sayso" collect --keys "$BUILD/plays/demo/keys" --into "$work/study.db" "$1-stick" &&
		"$BUILD/sayso" export "$work/study.db" --format csv -o "$work/csv" || return 1
	answers "$work/csv" >"$work/kept"
	sed -n 's/^ack //p' "$work/acks" | sort -u | comm -23 - "$work/kept" >"$work/lost"
	[ ! -s "$work/lost" ] || { echo "of $(wc -l <"$work/acks") ticks are lost:"; cat "$work/lost"; return 1; }
}
if nothing_lost "$work/whole" >"$work/log" 2>&1; then
	echo "ok 1 - $(wc -l <"$work/acks") ticks of a whole class are in the table"
else
	echo "not ok 1 - the ticks of a whole class are in the table"
	sed 's/^/# /' "$work/log"
	echo "1..1"
	exit 1
fi
# Does the comparison see anything?
sed -i '1s/[0-9]*$/9/' "$work/acks"
if nothing_lost "$work/whole" >"$work/log" 2>&1; then echo "not ok 2 - a tick that is lost is seen"; else echo "ok 2 - a tick that is lost is seen"; fi

failed=0 told=0
for moment in $(seq $moments); do
	rm -rf "$work/machine" "$work/machine-stick"
	cp -r "$work/begun" "$work/machine"
	ms=$(($(od -An -N4 -tu4 /dev/urandom) % long))
	"$BUILD/play" --studies "$BUILD/plays" --data "$work/machine" --acks tests/play/crash/class.play \
		>"$work/acks" 2>"$work/errors" &
	player=$!
	sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
	kill -9 $player 2>/dev/null
	wait $player 2>/dev/null
	told=$((told + $(wc -l <"$work/acks")))
	if ! nothing_lost "$work/machine" >"$work/log" 2>&1; then
		failed=$((failed + 1))
		echo "# killed after $ms ms:"
		sed 's/^/# /' "$work/log"
	fi
done
if [ $failed -eq 0 ]; then echo "ok 3 - $told ticks shown before $moments moments of kill -9 are all in the table"
else echo "not ok 3 - $failed of $moments moments lost a tick that had shown"; fi
echo "1..3"
