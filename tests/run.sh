#!/bin/sh
# Runs the unit programs of $BUILD/tests and the scripts tests/*/test_*.sh, each of which prints TAP
# ("ok N - name", "not ok N - name", "ok N - name # SKIP reason"), and closes with the sum.
# $1: names of tests, with commas between, to run only those.
cd "$(dirname "$0")/.." || exit 2
: "${BUILD:=build}"
export BUILD
only=",$1,"
passed=0 failed=0 skipped=0
# Whatever a test makes is to lie in its own folder, and to go with it.
work=$(mktemp -d) && mkdir "$work/tests" || exit 2
log=$work/log TMPDIR=$work/tests
export TMPDIR
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
for test in "$BUILD"/tests/test_* tests/*/test_*.sh; do
	[ -x "$test" ] && [ -f "$test" ] || continue
	name=$(basename "$test" .sh)
	[ "$only" = ",," ] || case $only in *",${name#test_},"* | *",$name,"*) ;; *) continue ;; esac
	CMOCKA_MESSAGE_OUTPUT=tap "$test" >"$log" 2>&1 </dev/null
	code=$?
	sed -i 's/^not ok \(.*# *SKIP\)/ok \1/' "$log" # cmocka's way to say skipped
	p=$(grep -c '^ok' "$log") s=$(grep -c '^ok.*# *SKIP' "$log") f=$(grep -c '^not ok' "$log")
	if [ $code -ne 0 ] && [ "$f" -eq 0 ]; then f=1 && echo "not ok - $name ended with $code" >>"$log"; fi
	left=$(ls -A "$TMPDIR")
	if [ -n "$left" ]; then
		f=$((f + 1)) && echo "not ok - $name left behind:" $left >>"$log"
		find "$TMPDIR" -mindepth 1 -delete
	fi
	if [ "$((p + f))" -eq 0 ]; then f=1 && echo "not ok - $name ran no test" >>"$log"; fi
	passed=$((passed + p - s)) failed=$((failed + f)) skipped=$((skipped + s))
	printf '%-28s %4d passed' "$name" $((p - s))
	[ "$f" -gt 0 ] && printf ', %d FAILED' "$f"
	[ "$s" -gt 0 ] && printf ', %d skipped' "$s"
	echo
	# A program of cmocka prints the reason on the line before, a script after the word.
	awk '/^ok.*# *SKIP/ { print "    " $0 (/^ok.* - .*SKIP ./ ? "" : ": " before) } { before = $0 }' "$log"
	[ "$f" -gt 0 ] && grep -v '^ok' "$log" | head -n 60 | sed 's/^/    /'
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
