#!/bin/sh
# Plants the faults of tests/sabotage/FAULTS one after another in a copy of the tree, builds, and runs
# the tests that must turn red. A fault that no test notices, that does not apply or that does not
# build is a failure of ours. $1: only faults whose first line contains this.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
list=tests/sabotage/FAULTS
place=$PWD/$BUILD/sabotage
tree=$place/tree
log=$place/log
mkdir -p "$tree"

# The copy keeps its build folder and the files' times. What an earlier run built of a fault would seem
# newer than the whole file: so every file that has faults is built again.
find "$tree" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
tar -cf - --exclude=./.git --exclude=./build . | tar -xf - -C "$tree"
sed -n 's/^file: //p' "$list" | sort -u | while read -r file; do
	[ -f "$tree/$file" ] && touch "$tree/$file"
done

# Each of the tests $1 is there.
there() {
	for name in $(echo "$1" | tr ',' ' '); do
		ls tests/*/"test_$name".[cs]* >/dev/null 2>&1 || return 1
	done
}
# Builds and runs the tests $1 (commas between) in the copy.
build() {
	targets=
	for name in $(echo "$1" | tr ',' ' '); do
		if [ -f "$tree/tests/unit/test_$name.c" ]; then targets="$targets build/tests/test_$name"
		elif [ -f "$tree/tests/crash/test_$name.sh" ]; then targets="$targets helpers"
		elif [ -f "$tree/tests/play/test_$name.sh" ] || [ -f "$tree/tests/window/test_$name.sh" ]; then
			targets="$targets all helpers"
		else targets="$targets all"; fi
	done
	# shellcheck disable=SC2086
	make -s --no-print-directory -j2 -C "$tree" BUILD=build CFLAGS='-O1 -g' $targets >"$log" 2>&1
}
# $1: which; $2: most seconds, for a fault may hang.
tests() {
	(cd "$tree" && BUILD=build timeout "$2" tests/run.sh "$1") >"$log" 2>&1
	[ $? -eq 124 ] || grep -q 'FAILED' "$log"
}

# A line each: title, file, sed expression, tests; between tabs.
faults=$place/faults
awk -v only="$1" '
	function done() { if (title != "" && index(title, only)) print title "\t" file "\t" change "\t" red; title = "" }
	/^fault: / { done(); title = substr($0, 8) }
	/^file: / { file = substr($0, 7) }
	/^sed: / { change = substr($0, 6) }
	/^red: / { red = $2 }
	END { done() }' "$list" >"$faults"

green=$(cut -f4 "$faults" | tr ',' '\n' | sort -u | while read -r name; do there "$name" && echo "$name"; done | paste -sd,)
if ! build "$green"; then
	tail -n 20 "$log"
	echo "The tree does not build, so no fault was planted."
	exit 1
fi
if tests "$green" 3600; then
	cat "$log"
	echo "These tests are red without any fault, so none was planted."
	exit 1
fi

noticed=0 failed=0
say() {
	printf '%-9s %s\n' "$1" "$2"
	[ "$1" = noticed ] && noticed=$((noticed + 1)) || failed=$((failed + 1))
}
tab=$(printf '\t')
while IFS="$tab" read -r title file change red; do
	there "$red" || { say 'NO TEST' "$title: $red"; continue; }
	cp -p "$tree/$file" "$place/whole" 2>/dev/null || { say 'NO FILE' "$title: $file"; continue; }
	sed -i -E "$change" "$tree/$file"
	if cmp -s "$place/whole" "$tree/$file"; then
		say 'NO PLACE' "$title: the line in $file is another now"
	elif ! build "$red"; then
		say 'NO BUILD' "$title"
		grep -m 3 -E 'error|warning' "$log"
	elif tests "$red" 300; then
		say noticed "$title"
	else
		say MISSED "$title ($red stayed green)"
	fi
	cp "$place/whole" "$tree/$file"
done <"$faults"
echo "$noticed faults noticed, $failed not"
[ "$failed" -eq 0 ] && [ "$noticed" -gt 0 ]
