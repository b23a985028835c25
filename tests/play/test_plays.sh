#!/bin/sh
# Every play, on a machine of its own; one that ends by kill -9 goes on where it was.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
[ -w /dev/shm ] && TMPDIR=/dev/shm && export TMPDIR # syncs cost nothing there, and are made all the same
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
# $1: name. Standard output and errors of what was done lie in $work/log; $2: its exit status.
tell() {
	tap "$1" "$2" "$work/log"
}
# $1: a play's file; what follows: options.
play() {
	file=$1
	shift
	while :; do
		"$BUILD/play" --studies "$BUILD/plays" "$@" "$file" >>"$work/log" 2>&1
		code=$?
		[ $code -eq 137 ] || return $code
	done
}

tests/play/prepare.sh surveys/demo "$BUILD/plays/demo" || exit 2
tests/play/prepare.sh tests/play/studies/kinds "$BUILD/plays/kinds" || exit 2
tests/play/prepare.sh tests/play/studies/long "$BUILD/plays/long" || exit 2
for file in tests/play/*.play; do
	name=$(basename "$file" .play)
	: >"$work/log"
	play "$file" --data "$work/$name" --shots "$BUILD/shots"
	tell "$name" $?
done
# Whether everything has its place on other screens too: large, small, upright.
for size in 1920x1080 2560x1440 1024x600 800x1280 600x1024; do
	: >"$work/log"
	fine=0
	for name in pages_calm pages_shore pages_kinds pages_fault pages_setup pages_teacher leave; do
		play tests/play/$name.play --data "$work/$name-$size" --shots "$BUILD/shots" --size $size --goldens none ||
			fine=1
	done
	tell "every page has its place at $size" $fine
done
# The pictures of some of them, against those that somebody has looked at.
: >"$work/log"
fine=0
mkdir -p "$BUILD/golden"
for golden in tests/golden/*-1366.png tests/golden/*-1920.png; do
	picture=$(basename "$golden")
	"$BUILD/tests/picture_diff" "$golden" "$BUILD/shots/$picture" "$BUILD/golden/differs-$picture" >>"$work/log" 2>&1 || fine=1
done
tell "pages look as they did" $fine

# What the class carried away, at the researchers'.
sayso() {
	"$BUILD/sayso" "$@" >>"$work/log" 2>&1
}
: >"$work/log"
sayso collect --keys "$BUILD/plays/demo/keys" --into "$work/study.db" "$work/class-stick" &&
	sayso export "$work/study.db" --format csv -o "$work/csv"
tell "the class's batch is collected" $?
# state, how many
states() {
	[ "$(cut -d, -f7 "$work/csv/responses.csv" | grep -c "^$1")" -eq "$2" ]
}
cp "$work/csv/responses.csv" "$work/log"
states complete 25 && states declined 1 && states stopped 1 && states deleted 1
tell "25 answered, one declined, one stopped, one deleted" $?

# Saved twice, carried twice: each answer counts once.
: >"$work/log"
sayso collect --keys "$BUILD/plays/demo/keys" --into "$work/twice.db" "$work/twice-stick"
grep -q '^6 batches: 13 records, 4 new, 9 known, 0 put aside, 0 lost$' "$work/log"
tell "what was saved twice counts once" $?

# One byte of one record is another on the way: it is named and put aside, the rest goes in. The batch
# saved a second time heals it.
: >"$work/log"
mkdir "$work/bad"
cp "$work"/class-stick/sayso/*.tar "$work/bad/batch.tar"
record=$(tar -tf "$work/bad/batch.tar" | grep '^records/' | head -n 1)
block=$(tar -tRf "$work/bad/batch.tar" | sed -n "s|^block \([0-9]*\): $record\$|\1|p")
at=$((block * 512 + 512 + 1500))
printf '\377\376' | dd of="$work/bad/batch.tar" bs=1 seek="$at" conv=notrunc 2>/dev/null
sayso collect --keys "$BUILD/plays/demo/keys" --into "$work/bad.db" "$work/bad"
[ $? -eq 1 ] && grep -q "$(basename "$record" .age)" "$work/log" && grep -q ' 28 records, 27 new, ' "$work/log" &&
	sayso collect --keys "$BUILD/plays/demo/keys" --into "$work/bad.db" "$work/class-stick" &&
	grep -q ' 28 records, 1 new, 27 known, 0 put aside' "$work/log"
tell "a batch with one bad record: it is named, and the rest is collected" $?
echo "1..$number"
