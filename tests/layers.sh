#!/bin/sh
# Every include against the lists of the Makefile: a file may include headers that stand before it in its
# own room, and any header of a room that its room may know. A file that no list names is an error too.
cd "$(dirname "$0")/.." || exit 2
make -s print-rooms | awk -F: '
{ room = $1; rooms[room] = 1; known[room] = " " $3 " " room " "
  n = split($2, names, " "); for (i = 1; i <= n; i++) if (names[i] != "") place[room "/" names[i]] = i }
END {
  while (("find surveys export kiosk -name \"*.[ch]\" | sort" | getline file) > 0) {
    base = file; sub(/\.[ch]$/, "", base); own = base; sub(/\/[^\/]*$/, "", own)
    if (!(base in place)) { print file ": in no list of the Makefile"; bad = 1; continue }
    line = 0
    while ((getline text < file) > 0) {
      line++
      if (text ~ /^#include[ \t]*<(SDL|SDL_.*|sqlite3|sodium|jansson).*>/) {
        if (text ~ /SDL/ && own != "kiosk/platform") { print file ":" line ": only kiosk/platform names SDL"; bad = 1 }
        if (text ~ /sqlite3/ && base !~ /^export\/formats\/db(_.*)?$/) { print file ":" line ": only export/formats/db includes sqlite3.h"; bad = 1 }
        if (text ~ /sodium/ && own !~ /^export\// && own != "kiosk/vault") { print file ":" line ": only export and kiosk/vault name libsodium"; bad = 1 }
        if (text ~ /jansson/ && own !~ /^export\/sayso/) { print file ":" line ": only export/sayso reads JSON"; bad = 1 }
      }
      if (text !~ /^#include[ \t]*"/) continue
      target = text; sub(/^#include[ \t]*"/, "", target); sub(/".*/, "", target)
      tbase = target; sub(/\.h$/, "", tbase); troom = tbase; sub(/\/[^\/]*$/, "", troom)
      if (!(troom in rooms)) { print file ":" line ": " target ": no such room"; bad = 1 }
      else if (index(known[own], " " troom " ") == 0) { print file ":" line ": " own " may not know " troom; bad = 1 }
      else if (troom == own && tbase != base && place[tbase] > place[base]) { print file ":" line ": " target " stands after it"; bad = 1 }
    }
    close(file)
  }
  exit bad }'
