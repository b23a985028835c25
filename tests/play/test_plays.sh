#!/bin/sh
# Every play, on a machine of its own; one that ends by kill -9 goes on where it was.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
# $1: name. Standard output and errors of what was done lie in $work/log; $2: its exit status.
tell() {
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		sed 's/^/# /' "$work/log"
	fi
}
# $1: a play's file; what follows: options.
play() {
	file=$1
	shift
	while :; do
		"$BUILD/play" --studies "$BUILD/plays" "$@" "$file" >>"$work/log" 2>&1
		code=$?
		[ $code -eq 137 ] || return $code
	done
}

tests/play/prepare.sh surveys/demo "$BUILD/plays/demo" || exit 2
tests/play/prepare.sh tests/play/studies/kinds "$BUILD/plays/kinds" || exit 2
for file in tests/play/*.play; do
	name=$(basename "$file" .play)
	# What shows pages is played on a large screen too.
	case $name in pages_*) sizes='1366x768 1920x1080' ;; *) sizes=1366x768 ;; esac
	for size in $sizes; do
		: >"$work/log"
		play "$file" --data "$work/$name-$size" --shots "$BUILD/shots" --size $size
		tell "$name $size" $?
	done
done

# What the class carried away, at the researchers'.
sayso() {
	"$BUILD/sayso" "$@" >>"$work/log" 2>&1
}
: >"$work/log"
sayso collect --keys "$BUILD/plays/demo/keys" --into "$work/study.db" "$work/class-1366x768-stick" &&
	sayso export "$work/study.db" --format csv -o "$work/csv"
tell "the class's batch is collected" $?
# state, how many
states() {
	[ "$(cut -d, -f7 "$work/csv/responses.csv" | grep -c "^$1")" -eq "$2" ]
}
cp "$work/csv/responses.csv" "$work/log"
states complete 25 && states declined 1 && states stopped 1 && states deleted 1
tell "25 answered, one declined, one stopped, one deleted" $?
echo "1..$number"
