#!/bin/sh
# The unit programs of $BUILD/tests under valgrind: a wrong access, a value never set or a block that
# is not freed is a failure. $1: names with commas between, to run only those.
cd "$(dirname "$0")/.." || exit 2
: "${BUILD:=build}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=0 passed=0
for test in "$BUILD"/tests/test_*; do
	[ -x "$test" ] && [ -f "$test" ] || continue
	name=$(basename "$test")
	[ -z "$1" ] || case ",$1," in *",${name#test_},"* | *",$name,"*) ;; *) continue ;; esac
	if CMOCKA_MESSAGE_OUTPUT=tap valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite,indirect,possible "$test" >"$log" 2>&1 </dev/null &&
		! grep -q '^not ok' "$log"; then
		passed=$((passed + 1))
		echo "$name: clean"
	else
		failed=$((failed + 1))
		echo "$name: FAILED"
		grep -E '^(not ok|==|#)' "$log" | head -n 40 | sed 's/^/    /'
	fi
done
echo "$passed clean, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
