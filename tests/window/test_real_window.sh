#!/bin/sh
# The kiosk in a real window, full-screen under a window manager, worked by mouse and keyboard. The
# player acts each play beside it: after every press the screen has to be the play's page, pixel by
# pixel (tests/player/real.h). Pictures of the pages lie in $BUILD/window.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
. tests/tap.sh
for tool in Xvfb openbox xdotool import xcalc; do
	command -v $tool >/dev/null && continue
	echo "ok 1 - the window # SKIP there is no $tool"
	exit 0
done
work=$(mktemp -d)
screen='' manager='' other='' player=''
end() {
	kill $player $other $manager $screen 2>/dev/null
	wait
	rm -rf "$work"
}
trap end EXIT
# $1: name; $2: exit status. What was said lies in $work/log.
tell() {
	tap "$1" "$2" "$work/log"
	: >"$work/log"
}
# Until the command is true, at most 10 s.
until_true() {
	for _ in $(seq 200); do
		"$@" && return
		sleep 0.05
	done
	return 1
}
: >"$work/log"

# ---- A screen of our own, with a window manager and somebody else's window on it ----
mkdir "$work/screen"
Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp -nocursor -fbdir "$work/screen" \
	3>"$work/display" >"$work/log" 2>&1 &
screen=$!
until_true [ -s "$work/display" ] || { tell "a screen" 1; echo "1..$number"; exit 1; }
DISPLAY=:$(cat "$work/display")
export DISPLAY
managed() {
	kill -0 $manager 2>/dev/null || {
		openbox --config-file "$PWD/tests/window/openbox.xml" >>"$work/log" 2>&1 &
		manager=$!
	}
	xdotool get_num_desktops >/dev/null 2>&1
}
until_true managed
# $1: of xcalc's windows, whether there are "some" or "none"
others_are() {
	case $(xdotool search --onlyvisible --class XCalc 2>/dev/null) in
	'') [ "$1" = none ] ;;
	*) [ "$1" = some ] ;;
	esac
}
calculator_has_keys() {
	[ "$(xdotool getactivewindow getwindowname 2>/dev/null)" = Calculator ]
}
open_other() {
	xcalc -geometry 300x300+500+250 >>"$work/log" 2>&1 &
	other=$!
	until_true others_are some && until_true calculator_has_keys
}
# $1: what xdotool does with the pointer upon the other window.
closes_by() {
	open_other && xdotool mousemove 650 400 sleep 0.1 $1 && until_true others_are none
}
# What the kiosk is to withstand must do something where there is no kiosk.
closes_by 'key alt+F4'
tell "Alt-F4 closes any other window" $?
open_other
tell "another window lies on the screen" $?

# ---- A lesson by hand ----
# SDL leaves something of the desktop's bus behind.
echo leak:libdbus >"$work/leaks"
export LSAN_OPTIONS="suppressions=$work/leaks:print_suppressions=0"
tests/play/prepare.sh tests/play/studies/kinds "$BUILD/plays/kinds" || exit 2
for stick in play-stick stick; do
	mkdir "$work/$stick" && cp "$BUILD/plays/kinds/pack.study" "$work/$stick/"
done
kiosk="$BUILD/sayso-kiosk --data $work/kiosk --outbox $work/stick --screen-mm 257x145"
# $1: a play
play() {
	"$BUILD/play" --studies "$BUILD/plays" --data "$work/play" --outbox "$work/play-stick" \
		--shots "$BUILD/window" --screen "$work/screen/Xvfb_screen0" --kiosk "$kiosk" \
		"tests/window/$1.play" >>"$work/log" 2>&1
}
play lesson
tell "from an empty machine to the batch on the stick, one pupil by mouse, one by keys" $?
{
	"$BUILD/sayso" collect --keys "$BUILD/plays/kinds/keys" --into "$work/study.db" \
		"$work/stick" && "$BUILD/sayso" export "$work/study.db" --format csv -o "$work/csv"
} >>"$work/log" 2>&1
tell "the batch is collected" $?
# The codes in their order: the first was answered by mouse, the second by keys.
sort -t, -k6 "$work/csv/responses.csv" | cut -d, -f1 | grep -v response >"$work/order"
for response in $(cat "$work/order"); do
	grep "^$response" "$work/csv/answers.csv" | cut -d, -f3,5 | tr ',\n' '= '
	echo
done >"$work/answers"
cat >"$work/pressed" <<END
pet=yes which=fish steps=42 mood=7 outside=2 
pet=yes which=dog steps=12 mood=1 outside=0 
END
diff "$work/pressed" "$work/answers" >>"$work/log" 2>&1
tell "the researchers have what was pressed" $?

# ---- Slips, keys that do nothing, a second kiosk, SIGTERM ----
held() { [ -e "$work/play-$1" ]; }
# As long as this one is down the window manager has the keyboard, and the kiosk cannot hold it.
xdotool keydown super keydown F12
play slips &
player=$!
until_true held start && sleep 0.2
xdotool keyup F12 keyup super
sleep 1.2
rm -f "$work/play-start"
until_true held second
# A window manager's ways with the mouse, where the other window lies: lower, move, resize.
xdotool mousemove 650 400 keydown alt sleep 0.1 click 2 sleep 0.3 mousedown 1 mousemove 900 600 \
	sleep 0.2 mouseup 1 mousedown 3 mousemove 700 450 sleep 0.2 mouseup 3 keyup alt
sleep 0.3
timeout 10 $kiosk >"$work/second" 2>&1
code=$?
grep -q "Another Sayso is using this machine's data" "$work/second" && [ $code -eq 1 ]
second=$?
rm -f "$work/play-second"
wait $player
tell "no key, no slip and no window manager leads out; SIGTERM keeps the answers" $?
player=
cp "$work/second" "$work/log"
tell "a second kiosk on the same data goes, with a sentence" $second
others_are some
tell "the other window lies where it lay" $?

# ---- The screen goes ----
kiosk_is_there() { xdotool search --onlyvisible --name '^Sayso$' >/dev/null 2>&1; }
$kiosk >"$work/log" 2>&1 &
player=$!
until_true kiosk_is_there
kill $screen
wait $player
code=$?
player=
[ $code -ne 0 ] && [ $code -lt 128 ] && grep -q "$DISPLAY" "$work/log"
tell "a kiosk whose screen goes ends with a sentence, and not as if it had been left" $?
echo "1..$number"
