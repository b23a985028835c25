#!/bin/sh
# Pack and batch of tests/vectors/example under stock tar, sha256sum, minisign and age. The unit tests
# make the same files byte for byte.
cd "$(dirname "$0")/../.." || exit 2
example=$PWD/tests/vectors/example
batch=$example/sayso-hill-e1c8eba0-M12-000003.tar
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
. tests/tap.sh

key() { sed -n "s/^$1 //p" "$example/keys.txt"; }

# ok NAME COMMAND...: the command must succeed. needs TOOL NAME: or the test of that name is skipped.
ok() {
	name=$1
	shift
	"$@" >"$work/log" 2>&1
	tap "$name" $? "$work/log"
}
needs() {
	command -v "$1" >/dev/null && return 0
	number=$((number + 1))
	echo "ok $number - $2 # SKIP $1 is not installed"
	return 1
}

not() { ! "$@"; }
unpack() { mkdir "$2" && tar -xf "$1" -C "$2"; }
sums() { (cd "$1" && sha256sum --strict -c SHA256SUMS); }
signed() { (cd "$1" && minisign -V -H -P "$2" -m SHA256SUMS); }
same_again() {
	tar -tf "$1" >"$work/names" && (cd "$2" && tar --format=ustar -b 1 --owner=0 --group=0 \
		--numeric-owner --mode=0644 --mtime=@0 --no-recursion -cf "$work/again.tar" -T "$work/names") &&
		cmp "$1" "$work/again.tar"
}
opens() {
	key "$1" >"$work/identity"
	for record in "$work"/batch/records/*.age; do
		age -d -i "$work/identity" "$record" | grep -q '^{"type":"sayso-record","format":1,.*} *$' || return 1
	done
}
sealed_to_recipients() {
	key reserve-identity >"$work/identity"
	echo hello | age -R "$work/pack/recipients.txt" | age -d -i "$work/identity" | grep -qx hello
}
one_byte_changed() {
	at=$(grep -abo 'I felt calm' "$1" | head -n 1 | cut -d: -f1)
	cp "$1" "$work/changed.tar" && printf J | dd of="$work/changed.tar" bs=1 seek="$at" conv=notrunc &&
		mkdir "$work/changed" && tar -xf "$work/changed.tar" -C "$work/changed" &&
		(cd "$work/changed" && not sha256sum -c SHA256SUMS | grep -v ': OK$' | grep -qx 'forms/day.csv: FAILED')
}

ok 'tar unpacks a pack' unpack "$example/hill.study" "$work/pack"
ok 'tar unpacks a batch' unpack "$batch" "$work/batch"
ok 'sha256sum checks a pack' sums "$work/pack"
ok 'sha256sum checks a batch' sums "$work/batch"
ok 'sha256sum names the one member with a changed byte' one_byte_changed "$example/hill.study"
ok 'tar makes the same pack' same_again "$example/hill.study" "$work/pack"
ok 'tar makes the same batch' same_again "$batch" "$work/batch"
if needs minisign 'minisign checks packs and batches'; then
	ok 'minisign checks a pack' signed "$work/pack" "$(key signing-key)"
	ok 'minisign checks a batch' signed "$work/batch" "$(key machine-key)"
	ok 'minisign checks the pack in a batch' signed "$work/batch/packs/2" "$(key signing-key)"
	ok 'minisign refuses another key' not signed "$work/batch" "$(key signing-key)"
fi
if needs age 'age opens records'; then
	ok 'age opens each record with the working identity' opens working-identity
	ok 'age opens each record with the reserve' opens reserve-identity
	ok 'age seals to recipients.txt' sealed_to_recipients
fi
echo "1..$number"
