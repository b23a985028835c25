#include "export/sayso/output/html.h"

/* On a screen the sheets lie on a grey ground, as they will come out of the printer. */
static const char base_style[] =
	"@page{size:A4;margin:0}\n"
	"*{box-sizing:border-box}\n"
	"html{-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	"body{margin:0;background:#e8e6e0;color:#22304a;"
	"font:11pt/1.45 Andika,'Andika Basic','Noto Sans','DejaVu Sans',sans-serif}\n"
	".sheet{position:relative;width:210mm;min-height:296.5mm;margin:6mm auto;background:#fff;"
	"box-shadow:0 1mm 4mm rgba(84,62,24,.25);break-after:page;overflow:hidden}\n"
	".sheet:last-child{break-after:auto}\n"
	"@media print{body{background:#fff}.sheet{margin:0;box-shadow:none}}\n"
	"svg{display:block}\n";

void html_text(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			buffer_add_text(out, "&amp;");
		else if (*text == '<')
			buffer_add_text(out, "&lt;");
		else if (*text == '>')
			buffer_add_text(out, "&gt;");
		else if (*text == '"')
			buffer_add_text(out, "&quot;");
		else
			buffer_add_char(out, *text);
	}
}

void html_begin(struct buffer *out, const char *title, const char *style)
{
	buffer_add_text(out,
			"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			"<meta name=\"robots\" content=\"noindex\">\n<title>");
	html_text(out, title);
	buffer_add_text(out, "</title>\n<style>\n");
	buffer_add_text(out, base_style);
	buffer_add_text(out, style);
	buffer_add_text(out, "</style>\n</head>\n<body>\n");
}

void html_element(struct buffer *out, const char *tag, const char *name, const char *text)
{
	buffer_add_char(out, '<');
	buffer_add_text(out, tag);
	if (name) {
		buffer_add_text(out, " class=\"");
		buffer_add_text(out, name);
		buffer_add_char(out, '"');
	}
	buffer_add_char(out, '>');
	html_text(out, text);
	buffer_add_text(out, "</");
	buffer_add_text(out, tag);
	buffer_add_text(out, ">\n");
}

void html_drawing(struct buffer *out, struct slice svg)
{
	while (svg.size > 0 && !slice_starts(svg, "<svg"))
		svg = slice_from(svg, 1);
	if (svg.size == 0)
		return;
	buffer_add_text(out, "<svg aria-hidden=\"true\"");
	buffer_add_slice(out, slice_from(svg, strlen("<svg")));
}

void html_end(struct buffer *out)
{
	buffer_add_text(out, "</body>\n</html>\n");
}
