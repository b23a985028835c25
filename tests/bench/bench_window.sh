#!/bin/sh
# The kiosk on a screen beside a bare full-screen window with one line of text: start, memory, taps,
# rest. On a display of its own, with a window manager: without one full-screen does not fill it.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
for need in Xvfb openbox; do
	command -v $need >/dev/null || { printf 'window\t-\t-\t-\t%s is not installed\n' $need; exit 0; }
done
work=$(mktemp -d) memory=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'kill $manager $server 2>/dev/null; rm -rf "$work" "$memory"' EXIT
at=$BUILD/bench/window size=1920x1080
tests/play/prepare.sh tests/play/studies/kinds "$BUILD/plays/kinds" || exit 1
"$BUILD/play" --studies "$BUILD/plays" --data "$work/open" tests/bench/window/open.play || exit 1
Xvfb -displayfd 3 -screen 0 ${size}x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s "$work/display" ] && break; sleep 0.3; done
DISPLAY=:$(cat "$work/display")
export DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
sleep 1
"$at/start" "$at/bare" "$BUILD/sayso-kiosk" --data "$work/open" || exit 1
for where in memory work; do
	eval "data=\$$where"
	[ $where = memory ] && words='in memory' || words='on the disk'
	"$at/tap" "$words" "$at/bare" "$at/kiosk_at" tests/bench/window/question.play "$data/tap" \
		"$BUILD/plays" $size Never 'All of the time' || exit 1
done
