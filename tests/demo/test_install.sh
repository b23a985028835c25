#!/bin/sh
# `make install` below a folder: both programs run from there, with nothing of the source tree at hand.
cd "$(dirname "$0")/../.." || exit 1
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
check() { # name, command...
	name=$1 && shift
	"$@" >"$work/out" 2>&1
	tap "$name" $? "$work/out"
}
installed() { make -s install BUILD="$BUILD" DESTDIR="$work/root" PREFIX=/usr && mv "$work/root" "$work/moved"; }
bin=$work/moved/usr/bin doc=$work/moved/usr/share/doc/sayso
elsewhere() { (cd "$work" && env -u DISPLAY PATH=/usr/bin:/bin "$@"); }
fits() { elsewhere "$bin/sayso" study check study >"$work/said" 2>&1 && grep '^Each page fits a screen' "$work/said"; }
linked() { # every link of the README but those to the web
	grep -o ']([^)h#][^)]*)' "$doc/README.md" | tr -d '])(' | while read -r file; do
		[ -e "$doc/$file" ] || { echo "$file" && exit 1; }; done
}
check 'it is installed, and may be moved' installed
check 'a study is made from it' elsewhere "$bin/sayso" study new study
check 'the kiosk beside it is asked whether the pages fit' fits
check 'the kiosk says how it is used' elsewhere "$bin/sayso-kiosk" --help
check 'what the README links to lies beside it' linked
echo "1..$number"
