#!/bin/sh
# Makes what the researchers make before a class can begin, with the real sayso: keys, the study with
# codes, the pack and the number of its letter. $1: a study's folder; $2: where to. The codes are those of
# tests/play, so that every run has the same pages.
# Does nothing when it is there already and nothing of it has changed.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
study=$1 to=$2
[ -f "$to/number" ] &&
	[ -z "$(find "$study" surveys/library tests/play/codes.csv "$BUILD/sayso" -type f -newer "$to/number")" ] && exit 0
rm -rf "$to"
mkdir -p "$to/study/forms" || exit 2
cp "$study"/*.csv "$to/study/" || exit 2
[ -d "$study/forms" ] && cp "$study"/forms/*.csv "$to/study/forms/"
# What the plan names and the study does not bring comes from the library.
for file in surveys/library/*/*.csv; do
	name=$(basename "$file")
	form=${name%%.*}
	grep -qE "(^|[ ,])$form([ ,]|\$)" "$to/study/plan.csv" && [ ! -e "$to/study/forms/$name" ] &&
		cp "$file" "$to/study/forms/"
done
school=$(awk -F, 'NR == 3 { print $1 }' "$to/study/schools.csv")
{
	"$BUILD/sayso" keygen "$to/keys" --no-passphrase &&
		cp tests/play/codes.csv "$to/study/" &&
		"$BUILD/sayso" study pack "$to/study" --keys "$to/keys" --school "$school" -o "$to"
} >"$to/log" 2>&1 || { cat "$to/log" >&2; exit 1; }
sed -n 's|.*<b>\([0-9]\{4\} [0-9]\{4\} [0-9]\{4\} [0-9]\{4\}\)</b>.*|\1|p' "$to/$school-letter.html" >"$to/number.new"
[ -s "$to/number.new" ] || { echo "no set-up number in the letter" >&2; exit 1; }
mv "$to/$school.study" "$to/pack.study" && mv "$to/number.new" "$to/number"
