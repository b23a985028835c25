#!/bin/sh
# The rules that the code keeps, as tests: size of lines, functions and files, names that are banned,
# no variable that can be written at file level, who includes whom, and what the kiosk must not hold.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
code=$(find surveys export kiosk tests -name '*.[ch]' | sort)
own=$(find surveys export kiosk -name '*.c' | sort)

# The next number, as a line for each test that was: pipes run in shells of their own.
count() {
	echo >>"$work/count"
	number=$(wc -l <"$work/count")
}
# $1: name. Standard input: what is wrong, a line each.
none() {
	count
	cat >"$work/wrong"
	if [ -s "$work/wrong" ]; then
		echo "not ok $number - $1"
		sed 's/^/# /' "$work/wrong"
	else
		echo "ok $number - $1"
	fi
}
skip() {
	count
	echo "ok $number - $1 # SKIP $2"
}

# The code without comments and texts, each line behind FILE:LINE.
bare() {
	awk '
	FNR == 1 { inside = 0 }
	{ text = $0; out = ""
	  while (text != "") {
		if (inside) {
			if (!(at = index(text, "*/"))) break
			text = substr(text, at + 2); inside = 0
		} else if (match(text, /^"([^"\\]|\\.)*"/) || match(text, /^\047([^\047\\]|\\.)+\047/)) {
			out = out "\"\""; text = substr(text, RLENGTH + 1)
		} else if (substr(text, 1, 2) == "//") break
		else if (substr(text, 1, 2) == "/*") { inside = 1; text = substr(text, 3) }
		else { out = out substr(text, 1, 1); text = substr(text, 2) }
	  }
	  print FILENAME ":" FNR ": " out }' $code
}
bare >"$work/bare"

awk '{ n = 0
       if (length($0) > 50) for (i = 1; i <= length($0); i++) n += substr($0, i, 1) == "\t" ? 8 - n % 8 : 1
       if (n > 100) print FILENAME ":" FNR ": " n " columns" }' $code |
	none "no line is longer than 100 columns"
awk 'FNR == 400 { print FILENAME ": 400 lines or more" }' $code | none "every file is shorter than 400 lines"
awk '/^{/ { start = FNR } /^}/ { if (start && FNR - start + 1 > 80) print FILENAME ":" start ": " FNR - start + 1 " lines"; start = 0 }
     FNR == 1 { start = 0 }' $(printf '%s\n' $code | grep '\.c$') | none "no function is longer than 80 lines"
grep -nE '[[:space:]]$|^ +[^ *]' $code | none "tabs, and nothing behind a line's end"

grep -E '[^A-Za-z0-9_](strcpy|strcat|sprintf|vsprintf|strtok|gets|localtime|gmtime|atoi|strncpy|alloca|rand|srand|setjmp|longjmp)[[:space:]]*\(' \
	"$work/bare" | none "no banned function is called"
grep -E '[^A-Za-z0-9_](system|popen)[[:space:]]*\(' "$work/bare" | grep -v '^tests/' |
	none "no shell is started"
grep -E '[^A-Za-z0-9_](exit|_exit|abort|assert)[[:space:]]*\(' "$work/bare" |
	grep -vE '^(tests/|export/sayso/main\.c|kiosk/main\.c)' | none "nobody but main ends the program"
grep -E '^[^ ]* *extern[^A-Za-z0-9_]' "$work/bare" | none "no variable is shared by extern"
# Constant tables that hold addresses lie in .data.rel.ro, which the loader locks.
for file in $own; do
	object="$BUILD/${file%.c}.o"
	[ -f "$object" ] && objdump -t "$object" |
		awk -v file="$file" '/ O / && / \.(data|bss|tdata|tbss|\*COM\*)/ && !/\.data\.rel\.ro/ && $NF !~ /__odr_asan|_ubsan/ { print file ": " $NF }'
done | none "no variable at file level can be written"

for file in $(find surveys export kiosk -name '*.h'); do
	guard=$(awk '/^#ifndef/ { print $2; exit }' "$file")
	case $guard in SAYSO_*_H) echo "$guard $file" ;; *) echo "$file: no guard SAYSO_..._H" ;; esac
done | sort | awk 'NF != 2 { print; next } $1 == last { print $2 ": guard " $1 " again" } { last = $1 }' |
	none "every header has a guard of its own"
grep -nE '(TODO|FIXME|HACK)' $code Makefile | none "nothing is left for later in a comment"
# Folders of somebody's machine; made of parts, so that this line is not found.
grep -rnIE "(^|[^A-Za-z0-9_.~\$}/-])/(wor""k|hom""e|roo""t|tmp/w)/" surveys export kiosk tests docs assets Makefile README.md .ci |
	none "no path of anybody's machine"
for name in $(grep -ohE '[A-Za-z0-9_-]+\.md' $code docs/*.md README.md | sort -u); do
	[ -f "$name" ] || [ -f "docs/$name" ] || [ -f "assets/$name" ] ||
		grep -nF "$name" $code docs/*.md README.md
done | none "every document that is named is there"

tests/layers.sh 2>&1 | none "who includes whom is as the Makefile lists it"

if [ -x "$BUILD/sayso-kiosk" ]; then
	nm -D "$BUILD/sayso-kiosk" | grep -E 'chacha20poly1305_ietf_decrypt$|crypto_aead_chacha20poly1305_ietf_decrypt' |
		grep -v xchacha20 | none "the kiosk cannot open a sealed record"
	nm "$BUILD/sayso-kiosk" | grep -E ' [Tt] (score_|age_open|age_identity_read|keys_open|schools_book)' |
		none "the kiosk holds no scoring and no identity"
else
	skip "the kiosk cannot open a sealed record" "$BUILD/sayso-kiosk is not built"
	skip "the kiosk holds no scoring and no identity" "$BUILD/sayso-kiosk is not built"
fi

if command -v clang >/dev/null; then
	make -s -k warnings 2>&1 | grep -E 'warning|error' | none "clang warns of nothing"
else
	skip "clang warns of nothing" "clang is not installed"
fi
echo "1..$(wc -l <"$work/count")"
