#include "export/sayso/identity/reserve_page.h"

#define GROUP 4 /* characters between gaps, for who types them off */

static const char beginning[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en\">\n"
	"<head>\n"
	"<meta charset=\"utf-8\">\n"
	"<meta name=\"robots\" content=\"noindex\">\n"
	"<title>Sayso: the reserve key</title>\n"
	"<style>\n"
	"@page{size:A4;margin:0}\n"
	"*{box-sizing:border-box}\n"
	"html{background:#e9e6df}\n"
	"body{width:210mm;min-height:297mm;margin:0 auto;padding:20mm 22mm;background:#fff;"
	"color:#17202b;font:11.5pt/1.5 Andika,Verdana,sans-serif;"
	"-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	"h1{margin:0 0 2mm;font-size:24pt;line-height:1.2}\n"
	"h2{margin:8mm 0 2mm;font-size:13pt;line-height:1.3;color:#0f6175}\n"
	"p{margin:0 0 2mm}\n"
	"ol{margin:0;padding-left:7mm}\n"
	"li{margin:0 0 1.6mm}\n"
	"li::marker{color:#0f6175;font-weight:bold}\n"
	".do{margin:6mm 0;padding:4mm 6mm;border-left:1.5mm solid #b3491f;background:#fbf1ea}\n"
	".do p{margin:0}\n"
	".key{margin:3mm 0 4mm;padding:5mm 6mm;border:.5mm solid #0f6175;border-radius:4mm}\n"
	".key code,.small code{font-family:\"DejaVu Sans Mono\",Consolas,monospace}\n"
	".key code{font-size:15pt;line-height:1.75;word-spacing:.35em}\n"
	".small{color:#4a586c;font-size:10pt}\n"
	".small code{font-size:9pt;overflow-wrap:anywhere}\n"
	".lines{margin-top:9mm;display:flex;gap:10mm}\n"
	".lines span{flex:1;padding-top:1.5mm;border-top:.3mm solid #4a586c;color:#4a586c;"
	"font-size:10pt}\n"
	"@media print{html{background:none}}\n"
	"</style>\n"
	"</head>\n"
	"<body>\n"
	"<h1>The reserve key</h1>\n"
	"<p>With this key every answer of the study can be read, as with your own. It is for the "
	"day "
	"when the working key or its passphrase is lost, and for nothing else. "
	"There is no copy but this one, and nobody can make it again.</p>\n"
	"<div class=\"do\"><p><b>Print this page now. Compare it with the screen. Then delete the "
	"file reserve.html</b> and empty the bin. Use a printer that you trust, not "
	"one that a whole building shares.</p></div>\n"
	"<h2>The key</h2>\n"
	"<div class=\"key\"><code>";

static const char middle[] =
	"</code></div>\n"
	"<p class=\"small\">One line of 74 characters; the gaps are for your eyes only. Capitals "
	"and digits; behind the 1 there is no letter B, I or O and no digit 1, so what looks like "
	"an O there is a "
	"zero. A slip of typing is noticed.</p>\n"
	"<p class=\"small\">Its public half, as it stands in recipients.txt:<br><code>";

static const char ending[] =
	"</code></p>\n"
	"<h2>Where to keep it</h2>\n"
	"<p>In a closed envelope, in a safe or with somebody whom the study trusts; not beside the "
	"computer that holds the folder of keys. Whoever holds this sheet and the files that the "
	"schools sent can read what pupils answered.</p>\n"
	"<h2>When it is needed</h2>\n"
	"<ol>\n"
	"<li>Copy the folder of keys without <b>identity.age</b>.</li>\n"
	"<li>Type the key as one line, without the gaps, into a new file <b>identity.txt</b> in "
	"that "
	"copy.</li>\n"
	"<li><b>sayso collect --keys COPY</b> then works as before; so does stock "
	"<b>age -d -i identity.txt</b>.</li>\n"
	"<li>Make new keys for the next study, and destroy the copy.</li>\n"
	"</ol>\n"
	"<div class=\"lines\"><span>Study</span><span>Printed on</span><span>Envelope closed "
	"by</span></div>\n"
	"</body>\n"
	"</html>\n";

static void groups_write(const char *text, struct buffer *out)
{
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (i > 0 && i % GROUP == 0)
			buffer_add_char(out, ' ');
		buffer_add_char(out, text[i]);
	}
}

/* The key's name stands by itself, so that the groups begin behind the 1. */
void reserve_page_write(const char identity[AGE_IDENTITY_TEXT],
			const char recipient[AGE_RECIPIENT_TEXT], struct buffer *out)
{
	size_t name = (size_t)(strchr(identity, '1') + 1 - identity);
	buffer_add_text(out, beginning);
	buffer_add(out, identity, name);
	buffer_add_text(out, "<br>");
	groups_write(identity + name, out);
	buffer_add_text(out, middle);
	buffer_add_text(out, recipient);
	buffer_add_text(out, ending);
}
