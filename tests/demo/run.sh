#!/bin/sh
# `make run`: the whole way, with keys, codes and a study pack made fresh. With a display the kiosk
# opens on it, set up and with a session open. Without one a class of 28 is played through the same
# pages, its batch carried on a folder that stands for a stick, collected, and shown as tables.
# Everything stays in $BUILD/demo, or with a display $BUILD/demo-window, or $DEMO; what an earlier run
# left there is kept beside it.
cd "$(dirname "$0")/../.." || exit 2
: "${BUILD:=build}"
display=${WAYLAND_DISPLAY:-$DISPLAY}
demo=${DEMO:-$BUILD/demo${display:+-window}}
sayso=$BUILD/sayso
export LC_ALL=C.UTF-8

fail() {
	echo "make run: $1" >&2
	exit 1
}
step() {
	printf '\n%s\n' "$1"
}
# Shows what is run, as from inside $demo, runs it, and leaves what it says in $demo/log.
quietly() {
	printf '  $'
	for word; do printf ' %s' "${word#"$BUILD/"}"; done | sed "s|${demo#"$BUILD/"}/||g"
	echo
	"$@" >"$demo/log" 2>&1 </dev/null || { cat "$demo/log" >&2; fail "that did not work: $*"; }
}
# The same, and shows what it says.
run() {
	quietly "$@"
	sed "s|$demo/||g; s/^/    /" "$demo/log"
}
digits() { # $1: how many, by chance
	od -An -v -tu4 -N64 /dev/urandom | tr -d ' \n' | tail -c "$1"
}

# ---- The researchers: keys, study, codes, pack ----

# The author's files, and of the library what their plan names.
study_make() {
	mkdir -p "$demo/study/forms"
	cp surveys/demo/*.csv "$demo/study/"
	for file in surveys/library/*/*.csv; do
		name=$(basename "$file")
		if grep -qE "(^|[ ,])${name%%.*}([ ,]|\$)" "$demo/study/plan.csv"; then
			cp "$file" "$demo/study/forms/"
		fi
	done
}
# Three codes of the class with their drawings, and the PIN, for the start page.
note_add() {
	{
		echo '"start.note","To try it:'
		awk -F, '/,pupil/ { print substr($1, 1, 3) " " substr($1, 4) ": " $4 }' "$demo/study/codes.csv" | head -n 3
		echo "Teacher's PIN: $pin\","
	} >>"$demo/study/pages.csv"
}
# Somebody may have been told to open it.
earlier_keep() {
	[ -e "$demo" ] || return 0
	rm -rf "$demo-before" && mv "$demo" "$demo-before" || fail "$demo cannot be moved out of the way"
	printf '\nWhat the run before this one left is in %s now.\n' "$demo-before"
}
prepare() {
	earlier_keep
	mkdir -p "$demo/school" "$demo/stick"
	study_make
	step "1. The researchers make keys, draw codes for class 7B, and pack the study"
	quietly "$sayso" keygen "$demo/keys" --no-passphrase
	quietly "$sayso" codes "$demo/study" --school harbour --class 7B --count 28 -o "$demo/school"
	pin=$(digits 6)
	[ -z "$display" ] || note_add
	quietly "$sayso" study pack "$demo/study" --keys "$demo/keys" --school harbour -o "$demo/school"
	number=$(sed -n 's|.*<b>\([0-9]\{4\} [0-9]\{4\} [0-9]\{4\} [0-9]\{4\}\)</b>.*|\1|p' "$demo/school/harbour-letter.html")
	[ -n "$number" ] || fail "there is no set-up number in the letter"
	mkdir -p "$demo/play/demo"
	cp "$demo/school/harbour.study" "$demo/play/demo/pack.study"
	echo "$number" >"$demo/play/demo/number"
}

# ---- The classroom ----

# $1: plays, one after another; what follows: options. Its exit status is the player's.
play() {
	(cd tests/demo && cat $1) | sed "s/@PIN@/$pin/g" >"$demo/play/now.play"
	shift
	"$BUILD/play" --data "$demo/machine" --studies "$demo/play" --shots "$demo/pictures" "$@" \
		"$demo/play/now.play" >"$demo/log" 2>&1
}
class_play() {
	step "2. A teacher sets a machine up and opens a session; 28 pupils answer, one after another"
	begun=$(date +%s)
	play 'set_up.play class.play'
	[ $? -eq 137 ] || { cat "$demo/log" >&2; fail "the class could not be played"; }
	rm -f "$demo/machine.place"
	echo "    kill -9 in the middle of the last pupil; the machine starts again, the PIN, the pupil carries on"
	play carried_on.play || { cat "$demo/log" >&2; fail "the last pupil could not carry on"; }
	echo "    25 answered to the end, 1 declined, 1 stopped half-way, 1 deleted the answers ($(($(date +%s) - begun)) s)"
	mv "$demo/machine-stick/"* "$demo/stick/" && rm -r "$demo/machine-stick" "$demo/machine-study-stick"
}
# Somebody sits before it. 3: there is no screen after all.
window_open() {
	cat <<END

2. The kiosk opens on the whole screen, set up, with a session of class 7B open.
    Be a pupil: Start, one of the three codes on the note, its drawing.
    Be the teacher: Teacher (or Ctrl+Alt+T), the PIN $pin. There are the class's board, where the
    session is ended, the stick (here the folder $demo/stick), and Leave Sayso, which ends
    this. What is on the stick is then collected and shown as tables. (Until the session ends the
    board shows who is done up to five minutes late, so that it does not tell who declined.)
END
	play "set_up.play window.play" --outbox "$demo/stick" ${WINDOW:+--window "$WINDOW"}
	code=$?
	[ $code -eq 0 ] || [ $code -eq 3 ] || { cat "$demo/log" >&2; fail "the kiosk could not go on"; }
	return $code
}

# ---- The stick between ----

stick_look() {
	batch=$(find "$demo/stick" -name '*.tar' | sort | tail -n 1)
	step "3. What is on the stick, in the hands of stock tools"
	mkdir -p "$demo/opened"
	echo "  \$ tar -tf ${batch#"$demo/"}"
	tar -tf "$batch" >"$demo/log"
	sed -n '1,3p' "$demo/log" | sed 's/^/    /'
	grep '^records/' "$demo/log" | head -n 2 | sed 's/^/    /'
	echo "    ... in all $(grep -c '^records/' "$demo/log") records, each of $(
		tar -tvf "$batch" | awk '$6 ~ /^records/ { print $3 }' | sort -u | paste -sd' ') bytes, and the questionnaires"
	tar -xf "$batch" -C "$demo/opened"
	key=$(sed -n 's/^trusted comment: //p' "$demo/opened/SHA256SUMS.minisig" | cut -d' ' -f8)
	echo "  \$ sha256sum -c SHA256SUMS && minisign -V -P $key -m SHA256SUMS"
	(cd "$demo/opened" && sha256sum -c --quiet SHA256SUMS && minisign -V -P "$key" -m SHA256SUMS) \
		>"$demo/log" 2>&1 || { cat "$demo/log" >&2; fail "the batch is not as it should be"; }
	sed -n 's/^Signature/    every file is as it was listed; signature/p' "$demo/log"
}
# $1: what is looked for; $2: its texts, a line each; $3: where, in $demo.
found() {
	times=$(find "$demo/$3" -type f -exec cat {} + | grep -aoFf "$demo/$2" | wc -l)
	printf '    %-34s in %-18s %6s times\n' "$1" "$3" "$times"
	printf '%s\t%s\t%s\n' "$1" "$3" "$times" >>"$demo/found.txt"
}
# The same search where nothing may be found, and where it must be.
scan() {
	step "4. Can an answer be read on the way? The same search before and after the researchers' key"
	awk -F, '/,pupil/ || /,spare/ { print $1 }' "$demo/study/codes.csv" >"$demo/codes.txt"
	printf '"value":[\n"missing":\n' >"$demo/answers.txt"
	for record in "$demo"/opened/records/*.age; do
		age -d -i "$demo/keys/identity.txt" -o "${record%.age}.json" "$record" && rm "$record" ||
			fail "stock age does not open $record"
	done
	found "an item, as a record writes it" answers.txt machine
	found "an item, as a record writes it" answers.txt stick
	found "an item, as a record writes it" answers.txt opened/records
	found "a pupil's code" codes.txt stick
	found "a pupil's code" codes.txt opened/records
	echo "  \$ age -d -i keys/identity.txt records/$(basename "${record%.age}").age"
	grep -o '"items".*' "${record%.age}.json" | cut -c1-150 | sed 's/^/    ... /; s/$/ .../'
}

# ---- The researchers again ----

tables() {
	step "5. The researchers collect the batch and have their tables"
	run "$sayso" collect --keys "$demo/keys" --into "$demo/study.db" "$demo/stick"
	run "$sayso" status "$demo/study.db"
	run "$sayso" export "$demo/study.db" --format csv -o "$demo/tables"
	sed -n '/Scale scores/,$p' "$demo/log" >"$demo/scores.txt"
}

# ---- What to open ----

close() {
	rm -rf "$demo/log" "$demo/play" "$demo/codes.txt" "$demo/answers.txt" "$demo/found.txt" "$demo/scores.txt"
	step "Open:"
	cat <<END
    $demo/index.html    the pages, as the pupils and the teacher saw them, and what came of it
    $demo/school/       what the school gets: cards, register, letter, study file
    $demo/stick/        the batch
    $demo/tables/*.csv  responses, answers, scores, codebook
    $demo/study.db      the same and the sealed originals: sqlite3 $demo/study.db .tables
END
}

prepare
if [ -z "$display" ]; then
	printf '\nThere is no display: a class is played through the same pages without a window.\n'
	class_play
elif window_open; then
	if [ -z "$(find "$demo/stick" -name '*.tar')" ]; then
		step "Nothing was put on the stick (Teacher, the PIN, Stick), so there is nothing to collect."
		exit 0
	fi
else
	printf '\nThe display cannot be used: a class is played through the same pages without a window.\n'
	rm -rf "$demo/machine" "$demo/pictures"
	class_play
fi
stick_look
scan
tables
tests/demo/album.sh "$demo" "$demo/found.txt" >"$demo/index.html"
close
