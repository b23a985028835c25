#!/bin/sh
# No answer lies in the clear: a class that answers with nine-digit numbers, sought by tests/crash/scan.c in
# the data folder and on the stick, and in the program's memory once the pupil is through.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR # syncs cost nothing there, and are made all the same
scan=$BUILD/tests/crash/scan
numbers=918273645,192837465
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
tell() {
	tap "$1" "$2" "$work/out"
}
nothing() {
	what=$1
	shift
	"$scan" $numbers "$@" >"$work/out" 2>&1
	tell "$what" $?
}
tests/play/prepare.sh tests/play/studies/kinds "$BUILD/plays/kinds" || exit 2
"$BUILD/play" --studies "$BUILD/plays" --data "$work/machine" --shots "$work/shots" tests/play/crash/numbers.play >"$work/told" 2>&1 &
player=$!
# $1: the player's hold.
await() {
	for _ in $(seq 600); do
		[ -e "$work/machine-$1" ] && return 0
		kill -0 $player 2>/dev/null || break
		sleep 0.1
	done
	cp "$work/told" "$work/out"
	tell "the play comes to $1" 1
	echo "1..$number"
	exit 1
}
await answering
nothing "nothing in the folder while a pupil answers" "$work/machine"
# The number is on the page now, so this finds it if it can look at all.
"$scan" $numbers --memory $player >"$work/out" 2>/dev/null
grep -q ' as text$' "$work/out" && sees=yes || sees=no
rm "$work/machine-answering"
await parked
nothing "nothing in the folder when all are through" "$work/machine"
number=$((number + 1))
if [ $sees = no ]; then
	echo "ok $number - nothing in the memory when all are through # SKIP memory of processes cannot be read here"
else
	number=$((number - 1))
	nothing "nothing in the memory when all are through" --memory $player
fi
rm "$work/machine-parked"
wait $player
code=$?
cp "$work/told" "$work/out"
tell "the play ends as written" $code
nothing "nothing in the folder and on the stick when the session has ended" "$work/machine" "$work/machine-stick"

# The stick holds them all the same: sayso, with the key, finds them.
{
	"$BUILD/sayso" collect --keys "$BUILD/plays/kinds/keys" --into "$work/study.db" "$work/machine-stick" &&
		"$BUILD/sayso" export "$work/study.db" --format csv -o "$work/csv"
} >"$work/out" 2>&1
"$scan" $numbers "$work/csv" "$work/study.db" >>"$work/out"
[ $? -eq 1 ] && grep -q 'csv.* as text$' "$work/out"
tell "found where it is known to be: in the researchers' table" $?
echo "1..$number"
