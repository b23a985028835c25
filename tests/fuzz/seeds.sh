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
take tar tests/vectors/example/*.study tests/vectors/example/*.tar
for file in tests/vectors/example/*.study tests/vectors/example/*.tar tests/bad/envelope_*; do behind envelope 000 "$file"; done
printf "\001\000\001x" >"$seeds/envelope/changed"
member=0
for file in $(tar -tf tests/vectors/example/hill.study | tail -n +3); do
	mkdir -p "$seeds/pack"
	{ printf "\\$(printf %03o $member)" && tar -xOf tests/vectors/example/hill.study "$file"; } >"$seeds/pack/$member"
	member=$((member + 1))
done
behind study 000 $study/study.csv
behind study 001 $study/schools.csv
behind study 002 $study/plan.csv
behind study 003 assets/starter/pages.csv
behind study 003 $study/pages.csv
behind study 004 $study/forms/week.csv
behind study 006 assets/starter/forms/my_questions.scales.csv
behind study 005 $study/codes.csv
mkdir -p "$seeds/resume" "$seeds/age" "$seeds/minisign"
{ tr -d ' \n' <tests/vectors/resume.hex | tr a-f A-F | basenc --base16 -d && printf 0930949129519292; } >"$seeds/resume/vector"
for file in tests/vectors/age/*; do
	grep -aq '^compressed' "$file" || { printf '\000' && sed '1,/^$/d' "$file"; } >"$seeds/age/$(basename "$file")"
done
printf '\001\377abcdef' >"$seeds/age/changed"
take record tests/vectors/record.json
cut -f2 tests/vectors/codes.txt | lines code
sed -n 's/^key //p' tests/vectors/minisign.txt | lines minisign
sed -n 's/^label //p' tests/vectors/minisign.txt | lines label
grep -A 3 '^untrusted comment' tests/vectors/minisign.txt | head -n 4 >"$seeds/minisign/four-lines"
lines manifest <<'END'
{"type":"sayso-batch","format":1,"study":"example","school":"hill","issue":2,"machine":"00000000000000000000000000000000","number":12,"batch":3,"answering":1,"sessions":[{"class":"7B","wave":"autumn","day":"2026-11-25","invited":30,"started":29,"done":28},{"class":"7B","wave":"autumn","day":"2026-11-25","invited":30,"started":1,"done":1}]}
END
lines expr <<'END'
${likes} = 'yes' and not(selected(${days}, "mon"))
(${n} >= 3 or ${n} < -0.5) and ${other} != ''
END
for reader in tests/fuzz/found/*/; do
	[ -d "$reader" ] && take "$(basename "$reader")" "$reader"*
done
exit 0
