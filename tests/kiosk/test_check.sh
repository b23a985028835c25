#!/bin/sh
# Whether a study's pages fit: sayso-kiosk --check alone, and sayso, which asks it where it is there.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
kiosk=$BUILD/sayso-kiosk sayso=$BUILD/sayso
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset DISPLAY WAYLAND_DISPLAY
. tests/tap.sh
# $1: name; then a command that must succeed.
ok() {
	name=$1
	shift
	"$@"
	tap "$name" $? "$work/said"
}
# What is run is remembered: its exit status, and what it said.
run() {
	timeout 60 "$@" >"$work/said" 2>&1 </dev/null
	code=$?
}
ended() { # $1: exit status; the rest: what must be said, fixed texts
	[ $code -eq "$1" ] || return 1
	shift
	for words; do grep -qF -- "$words" "$work/said" || return 1; done
}
silent() { [ $code -eq 0 ] && [ ! -s "$work/said" ]; }

good=$work/good bad=$work/bad
cp -r tests/vectors/study "$good"
cp -r "$good" "$bad"
cp tests/bad/fit_week_question.csv "$bad/forms/week.csv"
printf 'sayso-plan,1\nwave,years,look,forms\nautumn,7-9,calm,week\n' >"$bad/plan.csv"

# ---- The kiosk ----

run "$kiosk" --check "$good"
ok "a study that fits: nothing is said" silent
run "$kiosk" --check "$bad"
ok "a page that does not fit has its file, line and column" ended 1 'forms/week.csv:3:1: error: the page of `where`'
run "$kiosk" --check "$work/nowhere"
ok "what is not there" ended 1 "$work/nowhere"
printf 'a letter' >"$work/letter.study"
run "$kiosk" --check "$work/letter.study"
ok "what is no study pack" ended 1 'error: '
run "$kiosk" --check
ok "no study" ended 2 'Try sayso-kiosk --help.'
ok "no data folder is begun" [ ! -e "$work/data" ]

# ---- sayso asks it ----

run "$sayso" study check "$good"
ok "study check: each page fits" ended 0 'Each page fits a screen of 1366x768'
run "$sayso" study check "$bad"
ok "study check: one does not" ended 1 'forms/week.csv:3:1: error: the page of `where`' 'Some pages do not fit'

run "$sayso" keygen "$work/keys" --no-passphrase
run "$sayso" study pack "$bad" --keys "$work/keys" --school harbour -o "$work/packs"
ok "study pack: none is made of it" ended 1 'some pages do not fit a screen of 1366x768'
ok "and none lies there" [ ! -e "$work/packs" ]
run "$sayso" study pack "$good" --keys "$work/keys" --school harbour -o "$work/packs"
ok "study pack: of one that fits, one is" ended 0 'harbour.study: to be copied to a stick'
run "$kiosk" --check "$work/packs/harbour.study"
ok "the pack fits, too" silent

# ---- Where the kiosk is, and where it is not ----

mkdir -p "$work/alone/bin" "$work/path"
cp "$sayso" "$work/alone/bin/"
run env PATH=/usr/bin:/bin "$work/alone/bin/sayso" study check "$bad"
ok "without a kiosk the check says that it was not made" ended 0 'Page fit not checked'
printf '#!/bin/sh\necho "$#: $*" >"%s/asked"\n' "$work" >"$work/path/sayso-kiosk"
chmod +x "$work/path/sayso-kiosk"
run env PATH="$work/path:/usr/bin:/bin" "$work/alone/bin/sayso" study check "$good"
ok "one on PATH is asked, with two words" [ "$(cat "$work/asked")" = "2: --check $good" ]
rm -f "$work/asked"
run sh -c 'cd "$1" && PATH=.:"" "$2" study check "$3"' - "$work/path" "$work/alone/bin/sayso" "$good"
ok "one in the folder at hand is not" [ ! -e "$work/asked" ]
printf '#!/bin/sh\nkill -9 $$\n' >"$work/path/sayso-kiosk"
run env PATH="$work/path:/usr/bin:/bin" "$work/alone/bin/sayso" study check "$good"
ok "one that does not come back was not asked" ended 0 'Page fit not checked'
echo "1..$number"
