#!/bin/sh
# `make run` without a display, from keys to tables.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/tap.sh
# $1: name; then a command that must succeed.
ok() {
	name=$1
	shift
	"$@"
	tap "$name" $? "$work/said"
}
mkdir "$work/demo" && echo earlier >"$work/demo/index.html"
begun=$(date +%s)
DEMO=$work/demo DISPLAY='' WAYLAND_DISPLAY='' tests/demo/run.sh >"$work/said" 2>&1
code=$?
took=$(($(date +%s) - begun))
demo=$work/demo

ok "it goes the whole way" [ $code = 0 ]
case $BUILD in
*/san) number=$((number + 1)) && echo "ok $number - in less than two minutes # SKIP what watches makes it slow" ;;
*) ok "in less than two minutes ($took s)" [ $took -lt 120 ] ;;
esac
ok "one line says that there is no display" [ "$(grep -c 'There is no display' "$work/said")" = 1 ]
responses() { # $1: state, $2: how many
	[ "$(grep -c ",$1," "$demo/tables/responses.csv")" = "$2" ]
}
ok "25 are complete" responses complete 25
ok "one declined" responses declined 1
ok "one stopped" responses stopped 1
ok "one deleted" responses deleted 1
# $1: what, $2: where, $3: a pattern of how many
scanned() {
	grep -qE "^ *$1 +in $2 +($3) times" "$work/said"
}
ok "no answer is found on the machine" scanned 'an item, .*' machine 0
ok "no answer is found on the stick" scanned 'an item, .*' stick 0
ok "all are found by the same search once they are opened" scanned 'an item, .*' opened/records 780
ok "no code is found on the stick" scanned "a pupil's code" stick 0
ok "the codes are found once they are opened" scanned "a pupil's code" opened/records 28
ok "every page has a picture" [ "$(find "$demo/pictures" -name '*.png' | wc -l)" -ge 30 ]
left() {
	[ -f "$demo/index.html" ] && [ -f "$demo/study.db" ] && [ -n "$(find "$demo/stick" -name '*.tar')" ] &&
		[ -f "$demo/school/cards-harbour-7B.html" ]
}
ok "what to open is there" left
kept() {
	grep -q earlier "$work/demo-before/index.html" && grep -q 'left is in .*/demo-before now' "$work/said"
}
ok "what an earlier run left is kept, and said where" kept
# $1: a pattern of the page
page() {
	grep -q "$1" "$demo/index.html"
}
ok "the page has every picture that there is" [ "$(grep -c '<figure>' "$demo/index.html")" = "$(find "$demo/pictures" -name '*.png' | wc -l)" ]
ok "the page counts those who answered" page '<b>25</b>answered to the end'
ok "the page counts what the search found" page '<b>780</b>items, answered or not, found once'
ok "the page has the scores" page '<td>self esteem</td><td>25</td>'
echo "1..$number"
