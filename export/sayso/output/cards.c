#include "export/sayso/output/cards.h"

/* 90 x 54 mm a card: a bank card's size, and a whole sheet for ten. */
#define ROWS_A_SHEET 5
#define CARDS_A_ROW 2

static const char card_style[] =
	".note{position:absolute;top:5mm;left:15mm;right:15mm;font-size:8pt;color:#616f7a;"
	"display:flex;justify-content:space-between}\n"
	".grid{position:absolute;top:13mm;left:15mm;width:180mm;display:grid;"
	"grid-template-columns:90mm 90mm;grid-auto-rows:54mm}\n"
	".card{position:relative;overflow:hidden}\n"
	".cut{position:absolute;border:0 dashed #8a949c}\n"
	".across{left:8mm;right:8mm;border-top-width:.25mm}\n"
	".down{border-left-width:.25mm}\n"
	".top{position:absolute;left:7mm;right:7mm;top:5mm;display:flex;"
	"justify-content:space-between;font-size:10pt;color:#4a586c}\n"
	/* 31 pt: six of the widest letters still fit the card */
	".code{position:absolute;left:7mm;top:9mm;font-size:31pt;line-height:1.2;font-weight:bold;"
	"letter-spacing:.02em;white-space:nowrap;color:#000}\n"
	".card svg{position:absolute;left:6mm;top:24.5mm;width:25mm;height:25mm}\n"
	".beside{position:absolute;left:36mm;right:6mm;top:25mm;height:24mm;display:flex;"
	"flex-direction:column;justify-content:center;font-size:10.5pt;line-height:1.35}\n"
	".beside b{margin-bottom:1.5mm;font-size:15pt;line-height:1.2}\n";

static void cut_lines(struct buffer *out, size_t rows)
{
	for (size_t i = 0; i <= rows; i++)
		buffer_add_format(out, "<div class=\"cut across\" style=\"top:%zumm\"></div>\n",
				  13 + 54 * i);
	for (size_t i = 0; i <= 2; i++)
		buffer_add_format(
			out,
			"<div class=\"cut down\" style=\"left:%zumm;top:9.5mm;height:%zumm"
			"\"></div>\n",
			15 + 90 * i, 54 * rows + 8);
}

static void card_write(const struct cards *cards, const struct card *card, struct buffer *out)
{
	char shown[8];

	respondent_code_show(&card->code, shown);
	buffer_add_text(out, "<div class=\"card\"><div class=\"top\"><span>Your code</span><span>");
	buffer_add_text(out, "Class ");
	html_text(out, cards->class_name);
	buffer_add_text(out, card->spare ? " \xc2\xb7 spare</span></div>\n" : "</span></div>\n");
	html_element(out, "div", "code", shown);
	html_drawing(out, cards->drawings[card->drawing]);
	buffer_add_text(out, "<div class=\"beside\">");
	html_element(out, "b", NULL, drawing_name(card->drawing));
	buffer_add_text(out,
			"Keep this card. You need it to carry on, and next time.</div></div>\n");
}

/* Rows of cards over the sheets, each sheet as full as the others: no card is alone on the last. */
struct sheets {
	size_t rows, count;
};

static struct sheets sheets_for(const struct cards *cards)
{
	size_t rows = (cards->count + CARDS_A_ROW - 1) / CARDS_A_ROW;

	return (struct sheets){rows, (rows + ROWS_A_SHEET - 1) / ROWS_A_SHEET};
}

static size_t rows_before(const struct sheets *sheets, size_t sheet)
{
	size_t least = sheets->rows / sheets->count, longer = sheets->rows % sheets->count;

	return sheet * least + (sheet < longer ? sheet : longer);
}

static void sheet_write(const struct cards *cards, const struct sheets *sheets, size_t sheet,
			struct buffer *out)
{
	size_t row = rows_before(sheets, sheet), end = rows_before(sheets, sheet + 1);
	size_t first = row * CARDS_A_ROW, last = end * CARDS_A_ROW;

	last = last < cards->count ? last : cards->count;
	buffer_add_text(out, "<section class=\"sheet\">\n<div class=\"note\"><span>");
	html_text(out, cards->study_title);
	buffer_add_text(out, " \xc2\xb7 ");
	html_text(out, cards->school_name);
	buffer_add_text(out, " \xc2\xb7 class ");
	html_text(out, cards->class_name);
	buffer_add_format(
		out, "</span><span>Cut along the lines \xc2\xb7 sheet %zu of %zu</span></div>\n",
		sheet + 1, sheets->count);
	cut_lines(out, end - row);
	buffer_add_text(out, "<div class=\"grid\">\n");
	for (size_t i = first; i < last; i++)
		card_write(cards, &cards->list[i], out);
	buffer_add_text(out, "</div>\n</section>\n");
}

static void title_of(const struct cards *cards, const char *what, char out[120])
{
	snprintf(out, 120, "%s: class %s, %s", what, cards->class_name, cards->school_name);
}

void cards_write(const struct cards *cards, struct buffer *out)
{
	const struct sheets sheets = sheets_for(cards);
	char title[120];

	title_of(cards, "Cards", title);
	html_begin(out, title, card_style);
	for (size_t i = 0; i < sheets.count; i++)
		sheet_write(cards, &sheets, i, out);
	html_end(out);
}

static const char register_style[] =
	".sheet{padding:14mm 16mm 12mm;min-height:0}\n"
	"@media print{@page{margin:12mm 0}.sheet{padding:0 16mm}}\n"
	"h1{margin:0;font-size:20pt;line-height:1.25}\n"
	".under{margin:0 0 4mm;color:#4a586c}\n"
	".words{margin:0 0 5mm;padding:3mm 4mm;"
	"border-left:1.2mm solid #0f6175;background:#f6f3ea}\n"
	".words p{margin:0 0 1mm}.words p:last-child{margin:0}\n"
	"table{width:100%;border-collapse:collapse}\n"
	"th{padding:1mm 2mm;text-align:left;font-weight:normal;font-size:10pt;"
	"color:#4a586c;border-bottom:.5mm solid #22304a}\n"
	"td{padding:0 2mm;height:9.4mm;border-bottom:.2mm solid #8a949c;vertical-align:middle}\n"
	"tr{break-inside:avoid}\n"
	"td:first-child{width:8mm;color:#616f7a;text-align:right}\n"
	".code{width:32mm;font-size:14pt;font-weight:bold;white-space:nowrap;color:#000}\n"
	".picture{width:38mm}.picture div{display:flex;align-items:center;gap:2mm}\n"
	".picture svg{width:7.6mm;height:7.6mm}\n"
	".spare{color:#8a949c}\n";

static void register_row(const struct cards *cards, size_t at, struct buffer *out)
{
	const struct card *card = &cards->list[at];
	char shown[8];

	respondent_code_show(&card->code, shown);
	buffer_add_format(out, "<tr><td>%zu</td>", at + 1);
	html_element(out, "td", "spare", card->spare ? "spare" : "");
	html_element(out, "td", "code", shown);
	buffer_add_text(out, "<td class=\"picture\"><div>");
	html_drawing(out, cards->drawings[card->drawing]);
	html_element(out, "span", NULL, drawing_name(card->drawing));
	buffer_add_text(out, "</div></td></tr>\n");
}

void register_write(const struct cards *cards, struct buffer *out)
{
	char title[120];

	title_of(cards, "Register", title);
	html_begin(out, title, register_style);
	buffer_add_text(out, "<section class=\"sheet\">\n<h1>Register of class ");
	html_text(out, cards->class_name);
	buffer_add_text(out, "</h1>\n<p class=\"under\">");
	html_text(out, cards->study_title);
	buffer_add_text(out, " \xc2\xb7 ");
	html_text(out, cards->school_name);
	buffer_add_text(
		out,
		"</p>\n<div class=\"words\"><p><b>This list stays at the school, locked "
		"away.</b> It is the only paper that says which pupil has which card. Never send "
		"it, copy it or photograph it.</p>\n"
		"<p>Write each name beside the code of the pupil\xe2\x80\x99s card. A card was "
		"lost? Copy code and drawing from here. A new pupil takes a spare card. When the "
		"study has ended, shred this list.</p></div>\n"
		"<table><thead><tr><th></th><th>Name, class ");
	html_text(out, cards->class_name); /* on each sheet: sheets get parted */
	buffer_add_text(out, "</th><th>Code</th><th>Drawing</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < cards->count; i++)
		register_row(cards, i, out);
	buffer_add_text(out, "</tbody></table>\n</section>\n");
	html_end(out);
}
