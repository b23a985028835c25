#!/bin/sh
# The built program, with what it makes in the hands of stock tools: age, minisign, tar, sha256sum.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
sayso=$PWD/$BUILD/sayso
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
cd "$work" || exit 2

# $1: name; then a command that must succeed.
ok() {
	name=$1
	shift
	"$@" >log.out 2>log.error
	tap "$name" $? log.out log.error
}
# $1: tool; $2: name; then the command.
stock() {
	tool=$1
	if command -v "$tool" >/dev/null; then
		shift
		ok "$@"
	else
		number=$((number + 1))
		echo "ok $number - $2 # SKIP $tool is not installed"
	fi
}

no_terminal() {
	setsid -w "$sayso" keygen bare </dev/null
	[ $? = 1 ] && [ ! -e bare ] && grep -q 'no terminal' log.error
}
ok "keygen without a terminal makes nothing and says why" no_terminal

# $1: words that must have been shown by now, within 10 s.
await() {
	for _ in $(seq 50); do
		grep -q "$1" shown 2>/dev/null && return 0
		sleep 0.2
	done
	return 1
}
on_a_terminal() {
	{
		await 'Passphrase for the keys' && echo 'four kind words here'
		await 'once more' && echo 'four kind words here'
		await 'Next: '
	} | script -qfec "$sayso keygen typed-keys" shown >/dev/null
	[ -f typed-keys/identity.age ] && [ -f typed-keys/signing.key ] && ! grep -q 'kind words' shown
}
stock script "keygen on a terminal asks twice and shows nothing of it" on_a_terminal

ok "keys for a script" "$sayso" keygen keys --no-passphrase
ok "a study to start from" "$sayso" study new seaside
ok "it is fine" "$sayso" study check seaside
ok "codes for a class" "$sayso" codes seaside --school my-school --class 7B --count 28
ok "a study pack" "$sayso" study pack seaside --keys keys --school my-school -o out

sealed_and_opened() {
	echo 'an answer' >plain
	age -R keys/recipients.txt -o plain.age plain && age -d -i keys/identity.txt plain.age | cmp - plain
}
stock age "age seals to recipients.txt and opens with identity.txt" sealed_and_opened
book_opens() {
	age -d -i keys/identity.txt keys/schools.age | grep -q seaside
}
stock age "age opens schools.age" book_opens
reserve_opens() {
	sed -n 's|.*<code>\(AGE-SECRET-KEY-1.*\)</code></div>.*|\1|p' keys/reserve.html |
		sed 's/<br>//g; s/ //g' >reserve.txt
	age -d -i reserve.txt keys/schools.age | grep -q seaside
}
stock age "the reserve on paper opens it too" reserve_opens
signed_by_stock() {
	echo 'a file' >file
	minisign -S -s keys/signing.key -m file </dev/null && minisign -V -p keys/signing.pub -m file
}
stock minisign "minisign signs with signing.key" signed_by_stock

listed() {
	mkdir pack && tar -xf out/my-school.study -C pack
}
stock tar "tar opens the pack" listed
sums_hold() {
	(cd pack && sha256sum -c SHA256SUMS)
}
stock sha256sum "sha256sum finds every member as listed" sums_hold
nothing_else() {
	(cd pack && find . -type f | sed 's|^\./||' | sort) >there
	{ sed 's/^[0-9a-f]*  //' pack/SHA256SUMS; echo SHA256SUMS; echo SHA256SUMS.minisig; } | sort >listed
	cmp there listed
}
ok "nothing else is in it" nothing_else
signature_holds() {
	minisign -V -p keys/signing.pub -m pack/SHA256SUMS -x pack/SHA256SUMS.minisig >said &&
		grep -q '^Trusted comment: sayso 1 pack seaside my-school 1 ' said
}
stock minisign "minisign finds it signed, and its label" signature_holds
changed() {
	signature_holds || return 1
	echo >>pack/SHA256SUMS
	! minisign -V -p keys/signing.pub -m pack/SHA256SUMS -x pack/SHA256SUMS.minisig
}
stock minisign "minisign finds a change" changed

# Printed by a browser elsewhere: here only that the papers need nothing from outside.
self_contained() {
	ls seaside/cards-my-school-7B.html seaside/register-my-school-7B.html out/my-school-letter.html &&
		! grep -lE '<link|<script|src=|@import|url\(' seaside/*.html out/*.html
}
ok "the papers need no other file" self_contained
echo "1..$number"
