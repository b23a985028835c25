#!/bin/sh
# Sticks that are full or protected, on disks of that kind; and the batch of the one that is none
# of it, in the hands of stock tools and collected.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
# In a room of its own, where disks can be put in.
if [ "$1" != within ]; then
	unshare -rm true 2>/dev/null || { echo "ok 1 - sticks that fail # SKIP no disk can be put in here"; echo "1..1"; exit 0; }
	exec unshare -rm "$0" within
fi
work=$(mktemp -d)
trap 'umount "$work/machine-full" "$work/machine-protected" 2>/dev/null; rm -rf "$work"' EXIT
. tests/tap.sh
# $1: name; $2: exit status; what was done lies in $work/log.
tell() {
	tap "$1" "$2" "$work/log"
}
tests/play/prepare.sh surveys/demo "$BUILD/plays/demo" || exit 2
mkdir "$work/machine-full" "$work/machine-protected" "$work/opened"
mount -t tmpfs -o size=8k tmpfs "$work/machine-full" || exit 2
mount -t tmpfs -o ro,size=1m tmpfs "$work/machine-protected" || exit 2
"$BUILD/play" --studies "$BUILD/plays" --data "$work/machine" tests/play/sticks/sticks.play >"$work/log" 2>&1
tell "a stick that takes nothing is told from one that does" $?

[ "$(find "$work/machine-full" -type f | wc -l)" -eq 0 ]
tell "nothing half-written is left on the full one" $?

batch=$(find "$work/machine-good" -name 'sayso-harbour-*-M12-*.tar')
(
	tar -xf "$batch" -C "$work/opened" && cd "$work/opened" && sha256sum -c --quiet SHA256SUMS &&
		[ "$(tar -tf "$batch" | grep -c '^records/.*\.age$')" -eq 1 ]
) >"$work/log" 2>&1
tell "tar and sha256sum open the batch" $?

key=$(sed -n 's/^trusted comment: //p' "$work/opened/SHA256SUMS.minisig" | cut -d' ' -f8)
if command -v minisign >/dev/null; then
	minisign -V -P "$key" -m "$work/opened/SHA256SUMS" >"$work/log" 2>&1
	tell "minisign knows the machine's signature" $?
else
	number=$((number + 1))
	echo "ok $number - minisign knows the machine's signature # SKIP minisign is not installed"
fi

"$BUILD/sayso" collect --keys "$BUILD/plays/demo/keys" --into "$work/study.db" "$work/machine-good" >"$work/log" 2>&1 &&
	grep -q '1 new' "$work/log"
tell "and sayso collects it" $?
echo "1..$number"
