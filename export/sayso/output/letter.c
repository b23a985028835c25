#include "export/sayso/output/letter.h"

static const char letter_style[] =
	".sheet{padding:14mm 20mm 10mm}\n"
	"h1{margin:0 0 1mm;font-size:22pt;line-height:1.25}\n"
	".under{margin:0;color:#4a586c}\n"
	".number{margin:5mm 0;padding:3mm 6mm;border:.5mm solid #0f6175;border-radius:4mm}\n"
	".number p{margin:0;color:#4a586c}\n"
	".number b{display:block;font-size:32pt;line-height:1.35;"
	"letter-spacing:.04em;white-space:pre;color:#000}\n"
	"h2{margin:4.5mm 0 1mm;font-size:13pt;line-height:1.3;color:#0f6175}\n"
	"ol{margin:0;padding-left:7mm}li{margin:0 0 1.6mm}\n"
	"li::marker{color:#0f6175;font-weight:bold}\n"
	"p{margin:0 0 2mm}\n"
	".try{display:flex;align-items:center;gap:6mm}\n"
	".try p{margin:0}.try b{white-space:nowrap}\n"
	".try svg{width:17mm;height:17mm}\n"
	".try div{flex:none;text-align:center;line-height:1.2}\n";

static void head(const struct letter *letter, struct buffer *out)
{
	html_element(out, "h1", NULL, "Setting up the machines");
	buffer_add_text(out, "<p class=\"under\">");
	html_text(out, letter->study->title);
	buffer_add_text(out, " \xc2\xb7 ");
	html_text(out, letter->school->name);
	buffer_add_format(out, " \xc2\xb7 study pack, issue %u</p>\n", (unsigned)letter->issue);
	buffer_add_text(out, "<div class=\"number\"><p>The set-up number of your school</p>");
	html_element(out, "b", NULL, letter->number);
	buffer_add_text(
		out,
		"<p>It is not in the file. Keep this paper as you would keep a key.</p></div>\n");
}

static void steps(const struct letter *letter, struct buffer *out)
{
	buffer_add_text(out, "<h2>On each machine, once</h2>\n<ol>\n<li>Copy the file <b>");
	html_text(out, letter->pack_name);
	buffer_add_text(out, "</b> to a memory stick, put the stick in and start Sayso.</li>\n"
			     "<li>The machine shows a study and a school. Are they those named at "
			     "the top of this letter? If not, stop there and ask us.</li>\n"
			     "<li>Type the set-up number. A slip is told at once.</li>\n"
			     "<li>Give the machine a number of its own");
	if (letter->school->machines > 1)
		buffer_add_format(out, ", 1 to %d", (int)letter->school->machines);
	buffer_add_text(
		out,
		". Stick it on the machine.</li>\n"
		"<li>Choose a PIN of at least six digits, the same on every machine if you like. "
		"You need it to open a lesson and to carry the answers away. Pupils must not see "
		"it.</li>\n</ol>\n");
}

static void afterwards(const struct letter *letter, struct buffer *out)
{
	buffer_add_text(
		out,
		"<h2>After each lesson</h2>\n"
		"<p>The page <b>Stick</b> says of how many pupils it holds the answers. Let us "
		"have them: hand the stick over, or send us its folder <b>sayso</b>, which nobody "
		"but us can read. We tell you by telephone, letter or e\xe2\x80\x91mail how many "
		"arrived. Keep them on the stick until then; the machine keeps them too.</p>\n"
		"<h2>Then lock this letter away</h2>\n"
		"<p>You need it again for a further machine, and when a PIN was forgotten. A "
		"later study pack of the same study is taken without it. Whoever has the number "
		"and the pack can make a machine that passes for yours: so never lay it beside "
		"the machines, nor photograph or e\xe2\x80\x91mail it. Is it lost or was it seen? "
		"Tell us.</p>\n"
		"<h2>Questions</h2>\n<p>");
	html_text(out, letter->study->contact);
	buffer_add_text(out, "</p>\n");
}

static void rehearsal(const struct letter *letter, struct buffer *out)
{
	char shown[8];

	respondent_code_show(&letter->rehearsal, shown);
	buffer_add_text(
		out, "<h2>Try it before the pupils come</h2>\n<div class=\"try\"><p>The code <b>");
	html_text(out, shown);
	buffer_add_text(out, "</b> belongs to nobody: open a session and answer with it as a pupil "
			     "would. Its drawing is this one. What you answer is kept apart from "
			     "the pupils\xe2\x80\x99 answers.</p>\n<div>");
	html_drawing(out, letter->drawing);
	html_text(out, drawing_name(letter->rehearsal_drawing));
	buffer_add_text(out, "</div></div>\n");
}

void letter_write(const struct letter *letter, struct buffer *out)
{
	html_begin(out, "Setting up the machines", letter_style);
	buffer_add_text(out, "<section class=\"sheet\">\n");
	head(letter, out);
	steps(letter, out);
	rehearsal(letter, out);
	afterwards(letter, out);
	buffer_add_text(out, "</section>\n");
	html_end(out);
}
