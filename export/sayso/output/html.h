/* HTML made for paper: one file that needs no other, A4, in Andika where the machine has it. Markup
 * is written by us alone; whatever comes from a study goes through html_text, so that a school's
 * name can never become markup. */
#ifndef SAYSO_HTML_H
#define SAYSO_HTML_H

#include "surveys/base/buffer.h"

#define HTML_MOST (16u << 20) /* a class of 60 with a drawing on each card is 0.3 MB */

/* Up to <body>. style: more CSS, literal, behind what every page has. */
void html_begin(struct buffer *out, const char *title, const char *style);
void html_text(struct buffer *out, const char *text); /* escaped: also fit for an attribute in "" */
/* <tag class="name">text</tag>; name NULL: without one. */
void html_element(struct buffer *out, const char *tag, const char *name, const char *text);
/* An SVG file of assets/, from its <svg on; hidden from screen readers, as its name stands
 * beside. */
void html_drawing(struct buffer *out, struct slice svg);
void html_end(struct buffer *out);

#endif
