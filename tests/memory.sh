#!/bin/sh
# The unit programs of $BUILD/tests under valgrind: a wrong access, a value never set or a block that
# is not freed is a failure. One that takes valgrind over five minutes (each flipped bit of an envelope)
# is left to make san. $1: names with commas between, to run only those.
cd "$(dirname "$0")/.." || exit 2
: "${BUILD:=build}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0 passed=0 slow=0
for test in "$BUILD"/tests/test_*; do
	[ -x "$test" ] && [ -f "$test" ] || continue
	name=$(basename "$test")
	[ -z "$1" ] || case ",$1," in *",${name#test_},"* | *",$name,"*) ;; *) continue ;; esac
	CMOCKA_MESSAGE_OUTPUT=tap timeout 300 valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite,indirect,possible "$test" >"$log" 2>&1 </dev/null
	code=$?
	if grep -q -e '^not ok' -e '^==' "$log"; then code=99; fi
	if [ $code -eq 124 ]; then
		slow=$((slow + 1))
		echo "$name: not done in five minutes"
	elif [ $code -eq 0 ]; then
		passed=$((passed + 1))
		echo "$name: clean"
	else
		failed=$((failed + 1))
		echo "$name: FAILED"
		grep -E '^(not ok|==|#)' "$log" | head -n 40 | sed 's/^/    /'
	fi
done
echo "$passed clean, $failed failed, $slow not done"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
