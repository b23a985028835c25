#!/bin/sh
# Prints index.html of a demonstration's folder, $1: its pictures in the order and with the words of
# album.txt, as far as they are there, and what the researchers have. $2: what the search for answers
# found.
here=$(dirname "$0")
demo=$1
found=$2

cat <<'END'
<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sayso: a class has its say</title>
<style>
* { box-sizing: border-box }
body { margin: 0; background: #f8f7f2; color: #1f2a40; font: 18px/1.5 Andika, "Noto Sans", "DejaVu Sans", sans-serif }
main { max-width: 1840px; margin: 0 auto; padding: 0 4vw 4rem }
header { background: #dcecef; padding: 3rem 4vw }
header div { max-width: 1693px; margin: 0 auto; display: grid; grid-template-columns: 5fr 4fr; gap: 4vw; align-items: center }
h1 { margin: 0 0 .6rem; font-size: 2.9rem; line-height: 1.15 } h2 { margin: 3.2rem 0 .4rem; font-size: 1.9rem; line-height: 1.25 }
p { max-width: 46em; margin: 0 0 1.2rem } header p { font-size: 1.2rem } header p:last-child { margin: 0 }
img { display: block; width: 100%; height: auto; border-radius: 10px; box-shadow: 0 2px 10px #1f2a4030 } a { color: #0f6175 }
.pages { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)); gap: 1.8rem 1.6rem }
figure { margin: 0 } figcaption { margin-top: .6rem; line-height: 1.35 }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); gap: 1.6rem; margin-bottom: 1.8rem }
.cards div { background: #fff; border-radius: 10px; padding: 1.2rem 1.4rem; line-height: 1.35 } .cards b { display: block; font-size: 2.6rem; line-height: 1.2 }
.wide { overflow-x: auto; margin-bottom: 1.2rem } table { border-collapse: collapse; background: #fff; border-radius: 10px; font-variant-numeric: tabular-nums }
th, td { padding: .45rem 1.4rem; text-align: right; white-space: nowrap } th { font-weight: normal; color: #465268; border-bottom: 1px solid #c9d3d8 }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left }
@media (max-width: 900px) { header div { grid-template-columns: 1fr } }
</style>
<header><div><section><h1>A class has its say</h1>
<p>Sayso asks pupils how they are, on the classroom’s machines, without a network. What they answer goes to the researchers, and nobody on the way can read it.</p>
<p>This is one lesson of a made-up class, on the real pages. Every picture can be opened.</p></section>
END
first=$(find "$demo/pictures" -name '11-start-*' -o -name '06-not-open-yet-*' | sort | tail -n 1)
echo "<img src=\"pictures/$(basename "$first")\" alt=\"The first page: Sayso, over a harbour\"></div></header>"
echo '<main>'

# "[words](address)" as a link.
linked() {
	echo "$1" | sed -E 's|\[([^]]*)\]\(([^)]*)\)|<a href="\2">\1</a>|g'
}
# $1: the picture's name without its width, $2: words.
figure() {
	for picture in "$demo/pictures/$1"-[0-9]*.png; do
		[ -f "$picture" ] || continue
		name=pictures/$(basename "$picture")
		echo "<figure><a href=\"$name\"><img src=\"$name\" alt=\"\" loading=\"lazy\"></a><figcaption>$2</figcaption></figure>"
	done
}
# The parts of which there is a picture.
heading=
while read -r first rest; do
	case $first in
	=) heading=$rest words= ;;
	[0-9]*)
		shown=$(figure "$first" "$rest")
		[ -n "$shown" ] || continue
		if [ -n "$heading" ]; then
			[ -z "$begun" ] || echo '</div>'
			printf '<h2>%s</h2>\n' "$heading"
			[ -z "$words" ] || printf '<p>%s</p>\n' "$(linked "$words")"
			echo '<div class="pages">'
			heading= begun=yes
		fi
		echo "$shown" ;;
	*) words="$first $rest" ;;
	esac
done <"$here/album.txt"
[ -z "$begun" ] || echo '</div>'

count() { # $1: state
	grep -c ",$1," "$demo/tables/responses.csv"
}
card() { # $1: number, $2: words
	[ "$1" = 0 ] || echo "<div><b>$1</b>$2</div>"
}
echo '<h2>What the researchers have</h2>'
echo '<p>The stick came back. Only their key opens what is on it.</p><div class="cards">'
card "$(count complete)" 'answered to the end'
card "$(count stopped)" 'stopped on the way and kept their answers'
card "$(count partial)" 'did not come to an end'
card "$(count declined)" 'said no, and were not asked anything'
card "$(count deleted)" 'deleted their answers: nothing of them is left'
echo '</div><p>Could anybody read an answer on the way? The same search, over everything that was stored:</p><div class="cards">'
awk -F'\t' '/an item/ {
	where["machine"] = "items found on the classroom machine"; where["stick"] = "items found on the stick"
	where["opened/records"] = "items, answered or not, found once the researchers’ key had opened it"
	print "<div><b>" $3 "</b>" where[$2] "</div>" }' "$found"
echo '</div><p>The scores of the whole class, as the researchers see them first. No name is in them.</p><div class="wide"><table>'
awk '/^ / { cell = ++row == 1 ? "th" : "td"; printf "<tr>"
	for (i = 1; i <= NF; i++) { gsub("_", " ", $i); printf "<%s>%s</%s>", cell, $i, cell }; print "</tr>" }' "$demo/scores.txt"
echo '</table></div><p>The tables themselves:'
for table in responses answers scores codebook; do
	printf ' <a href="tables/%s.csv">%s</a>' $table $table
done
echo '.</p></main></html>'
