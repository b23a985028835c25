# For the scripts tests/*/test_*.sh, which read this: a line of TAP for each test, numbered.
number=0
# $1: name; $2: exit status, 0: passed; the rest: files with what was said, shown when it failed.
tap() {
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $number - $1"
		return
	fi
	echo "not ok $number - $1"
	shift 2
	sed 's/^/# /' "$@"
}
