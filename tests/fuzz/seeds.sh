#!/bin/sh
# Writes what each reader begins with into $1/NAME/: good files from tests/vectors, bad ones from
# tests/bad, and tests/fuzz/found.
seeds=$1
rm -rf "$seeds"
mkdir -p "$seeds"
# $1: reader; the rest: files.
take() {
	reader=$1
	shift
	mkdir -p "$seeds/$reader"
	for file; do
		[ -f "$file" ] && cp "$file" "$seeds/$reader/$(echo "$file" | tr '/' '_')"
	done
}
# $1: reader. Standard input: one seed a line.
lines() {
	mkdir -p "$seeds/$1"
	row=0
	while IFS= read -r line; do
		row=$((row + 1))
		printf '%s' "$line" >"$seeds/$1/line$row"
	done
}
# $1: reader, $2: its first byte as octal, $3: file.
behind() {
	mkdir -p "$seeds/$1"
	[ -f "$3" ] && { printf "\\$2" && cat "$3"; } >"$seeds/$1/$2_$(echo "$3" | tr '/' '_')"
}

study=tests/vectors/study
take form tests/bad/form_*.csv surveys/library/*/*[!s].csv $study/forms/*[!s].csv
take scales tests/bad/scales_*.csv surveys/library/*/*.scales.csv
take csv tests/bad/*.csv $study/*.csv $study/forms/*.csv
take tar tests/vectors/*.study tests/vectors/*.tar
take record tests/vectors/record.json
cut -f2 tests/vectors/codes.txt | lines code
sed -n 's/^key //p' tests/vectors/minisign.txt | lines minisign
sed -n 's/^label //p' tests/vectors/minisign.txt | lines label
grep -A 3 '^untrusted comment' tests/vectors/minisign.txt | head -n 4 >"$seeds/minisign/four-lines"
lines expr <<'END'
${likes} = 'yes' and not(selected(${days}, "mon"))
(${n} >= 3 or ${n} < -0.5) and ${other} != ''
END
for reader in tests/fuzz/found/*/; do
	[ -d "$reader" ] && take "$(basename "$reader")" "$reader"*
done
exit 0
