#!/bin/sh
# How sayso-kiosk is started: its options, and what it says when it cannot.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
kiosk=$BUILD/sayso-kiosk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
# $1: name; $2: exit status wanted; $3: what must be said (a fixed text); the rest: what is run.
check() {
	number=$((number + 1)) name=$1 wanted=$2 words=$3
	shift 3
	timeout 20 "$@" >"$work/said" 2>&1 </dev/null
	code=$?
	if [ $code -eq "$wanted" ] && { [ -z "$words" ] || grep -qF -- "$words" "$work/said"; }; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name: ended with $code"
		sed 's/^/# /' "$work/said"
	fi
}
unset DISPLAY WAYLAND_DISPLAY
check 'help' 0 '--screen-mm WxH' "$kiosk" --help
check 'an option that is none' 2 'Try sayso-kiosk --help' "$kiosk" --study-file x
check 'a word too many' 2 '"pack.study" is no option' "$kiosk" --data "$work/data" pack.study
for size in 1366 1366x 0x768 1366x768x2 -5x5 axb 99999x9; do
	check "the size $size" 2 'is no size such as' "$kiosk" --data "$work/data" --window $size
done
check 'no screen' 1 'There is no screen to show the pages on.' "$kiosk" --data "$work/data"
check 'without a screen no data folder is begun' 1 '' test -e "$work/data"
# Drivers that show nothing must be asked for by name.
check 'a screen that shows nothing, asked for' 124 '' env SDL_VIDEODRIVER=dummy \
	timeout 2 "$kiosk" --data "$work/dummy" --window 800x480
mkdir -p "$work/broken/vault.db"
check 'what lies behind a fault page is said too' 124 'The database could not be opened' \
	env SDL_VIDEODRIVER=dummy timeout 2 "$kiosk" --data "$work/broken" --window 800x480
# Nobody's home: the one folder, or the one that is named.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && [ ! -w /var/lib/sayso/vault.db ]; then
	nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
	[ -d /var/lib/sayso ] || made=yes
	check 'a folder that cannot be written' 1 'or name another with --data' \
		env HOME="$work" $nobody "$kiosk"
	[ "$made" ] && [ -d /var/lib/sayso ] && rmdir /var/lib/sayso
else
	number=$((number + 1))
	echo "ok $number - a folder that cannot be written # SKIP only root can become nobody"
fi
echo "1..$number"
