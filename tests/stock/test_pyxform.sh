#!/bin/sh
# Every form of the library read by pyxform, the reader of ODK and KoboToolbox, where it is installed:
# each item must come out as a question of the XForm.
cd "$(dirname "$0")/../.." || exit 2
if ! command -v xls2xform >/dev/null; then
	echo 'ok 1 - the library read by pyxform # SKIP pyxform is not installed'
	exit 0
fi
folder=$(mktemp -d) count=0 failed=0
trap 'rm -rf "$folder"' EXIT

# The names of the items: the third cell of the rows of `survey`, which never needs quotes.
names() {
	awk -F, '$1 != "" { survey = $1 == "survey" } survey && NF > 3 && $3 != "name" { print $3 }' "$1"
}

read_by_pyxform() {
	xls2xform --skip_validate "$1" "$folder/form.xml" >"$folder/log" 2>&1 || return 1
	for name in $(names "$1"); do
		grep -q "ref=\"[^\"]*/$name\"" "$folder/form.xml" || { echo "no question $name" >>"$folder/log" && return 1; }
	done
}

for form in surveys/library/*/*.csv; do
	case $form in *.scales.csv) continue ;; esac
	count=$((count + 1))
	if read_by_pyxform "$form"; then
		echo "ok $count - $form"
	else
		failed=1
		echo "not ok $count - $form"
		tail -n 5 "$folder/log" | sed 's/^/# /'
	fi
done
exit $failed
