#!/bin/sh
# What `make bench` prints: each figure beside what it is held against, their ratio, and the most that
# it may be. $1: words with commas between, to run only those whose name has one. Run are the programs
# that tests/bench/*.c became and each tests/bench/bench_*.sh; they print, with tabs between:
#	WHAT OURS OTHER UNIT MOST	ours and the other, and the most of ours / other
#	WHAT OURS - UNIT MOST		nothing to be held against: the most of ours
#	WHAT - - - WHY			not measured
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
mkdir -p "$BUILD/bench/work" # on the disk that the tree lies on: /tmp may be memory
TMPDIR=$PWD/$BUILD/bench/work
export BUILD TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
lines=$BUILD/bench/lines.tsv
: >"$lines"
for source in tests/bench/*.c tests/bench/bench_*.sh; do
	name=$(basename "${source%.*}")
	[ -z "$1" ] || case ",$1," in *",${name#bench_},"*) ;; *) continue ;; esac
	case $source in *.c) bench=$BUILD/bench/$name ;; *) bench=$source ;; esac
	"$bench" >>"$lines" </dev/null || printf '%s\t-\t-\t-\t%s\n' "$name" 'FAILED' >>"$lines"
done
awk -F'\t' '
BEGIN { printf "%-42s %12s %12s %-4s %8s %8s\n", "what / beside what", "ours", "beside", "", "ratio", "most" }
$2 == "-" { printf "%-42s %s\n", $1, "not measured: " $5; if ($5 == "FAILED") over++; next }
$3 == "-" { bad = $2 > $5; printf "%-42s %12s %12s %-4s %8s %8s%s\n", $1, $2, "", $4, "", $5, bad ? "  OVER" : ""; over += bad; next }
{ ratio = $3 > 0 ? $2 / $3 : 0; bad = ratio > $5
  printf "%-42s %12s %12s %-4s %7.2fx %7.2fx%s\n", $1, $2, $3, $4, ratio, $5, bad ? "  OVER" : ""; over += bad }
END { printf "%d figures, %d over their limit\n", NR, over; exit over > 0 }' "$lines"
