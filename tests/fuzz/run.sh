#!/bin/sh
# Runs each libFuzzer program of $BUILD/fuzzers for $SECONDS, beginning with the files of
# tests/fuzz/seeds and tests/fuzz/found (one file a fault that was mended). What it learns stays in
# $BUILD/corpus; what breaks a reader is written to $BUILD/crash. $1: names, commas between.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build/fuzz}" "${SECONDS:=20}"
failed=0 passed=0
sh tests/fuzz/seeds.sh "$BUILD/seeds" || exit 1
for program in "$BUILD"/fuzzers/*_fuzz; do
	name=$(basename "$program" _fuzz)
	[ -f "tests/fuzz/${name}_fuzz.c" ] || continue
	[ -z "$1" ] || case ",$1," in *",$name,"*) ;; *) continue ;; esac
	mkdir -p "$BUILD/corpus/$name" "$BUILD/crash" "$BUILD/seeds/$name"
	log="$BUILD/crash/$name.log"
	dictionary=
	[ -f "tests/fuzz/$name.dict" ] && dictionary="-dict=tests/fuzz/$name.dict"
	if "$program" -max_total_time="$SECONDS" -timeout=10 -rss_limit_mb=1024 -max_len=65536 \
		-print_final_stats=1 $dictionary -artifact_prefix="$BUILD/crash/$name-" \
		"$BUILD/corpus/$name" "$BUILD/seeds/$name" >"$log" 2>&1; then
		passed=$((passed + 1))
		echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
	else
		failed=$((failed + 1))
		echo "$name: FAILED"
		grep -vE '^#[0-9]+[[:space:]]+(NEW|REDUCE|pulse|INITED)' "$log" | tail -n 40 | sed 's/^/    /'
	fi
done
echo "$passed readers held, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
