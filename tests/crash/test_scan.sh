#!/bin/sh
# No answer lies in the clear in the data folder: nine-digit numbers as answers, sought by scan.c in all
# forms, first where they are known to be.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
scan=$BUILD/tests/crash/scan
numbers=918273645,192837465,564738291
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
ok() {
	number=$((number + 1))
	echo "ok $number - $1"
}
no() {
	number=$((number + 1))
	echo "not ok $number - $1"
	sed 's/^/# /' "$work/out"
}
# $1: form, $2: file: is it found, in this form?
finds() {
	if ! "$scan" $numbers "$2" >"$work/out" && grep -q " as $1\$" "$work/out"; then ok "finds $1 where it is"; else no "finds $1 where it is"; fi
}
# $1: what, then paths
nothing() {
	what=$1
	shift
	if "$scan" $numbers "$@" >"$work/out" 2>&1; then ok "$what"; else no "$what"; fi
}

mkdir "$work/planted" && "$scan" $numbers --plant "$work/planted" || exit 2
for file in "$work"/planted/*; do
	finds "$(basename "$file")" "$file"
done
# The same by other hands than the scan's own.
each=$(echo $numbers | tr ',' ' ')
for before in '' a ab; do
	for one in $each; do printf '%s%s,' "$before" "$one" | base64; done >"$work/base64-${#before}"
	finds "base64-${#before}" "$work/base64-${#before}"
done
for one in $each; do printf '%s' "$one" | iconv -f ASCII -t UTF-16LE; done >"$work/utf-16le"
finds utf-16le "$work/utf-16le"
for one in $each; do printf '%s' "$one" | od -An -tx1 | tr -d ' \n'; done >"$work/hex-of-text"
finds hex-of-text "$work/hex-of-text"
printf '\066\273\276\155\013\176\167\131\041\251\070\363' >"$work/32be"
finds 32be "$work/32be"
sqlite3 "$work/plain.db" "CREATE TABLE t (a, b, c); INSERT INTO t VALUES (918273645, '192837465', 1.0 * 564738291), (192837465, '564738291', 1), (564738291, 1, 1)"
finds 32be "$work/plain.db"
finds text "$work/plain.db"

mkfifo "$work/in"
"$BUILD/tests/crash/ticks" fill "$work/data" $numbers <"$work/in" >"$work/told" 2>&1 &
player=$!
exec 3>"$work/in"
# $1: the word to wait for, at most 30 s
wait_for() {
	for _ in $(seq 300); do
		grep -q "^$1\$" "$work/told" && return 0
		kill -0 $player 2>/dev/null || break
		sleep 0.1
	done
	cat "$work/told" >"$work/out"
	no "the player says $1"
	exit 1
}
wait_for filled
for file in vault.db vault.db-wal keys; do
	[ -s "$work/data/$file" ] || { : >"$work/out"; no "$file is there and holds something"; }
done
nothing "nothing in the folder while sittings are open" "$work/data"
# The numbers are in the player's memory (the test itself holds them), so this finds them if it can look at all.
if "$scan" $numbers --memory $player >"$work/out" 2>/dev/null; then no "finds them in the memory that holds them"
elif grep -q ' as text$' "$work/out"; then ok "finds them in the memory that holds them"
else number=$((number + 1)) && echo "ok $number - finds them in the memory that holds them # SKIP memory of processes cannot be read here"; fi
echo >&3
wait_for ended
nothing "nothing in the folder when the session has ended" "$work/data"
echo >&3
exec 3>&-
wait $player
nothing "nothing in the folder when the program has ended" "$work/data"
