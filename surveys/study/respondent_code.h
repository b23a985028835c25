/* A respondent code: 6 characters of 19, the last a check (sum of (6,5,4,3,2,1) x value = 0 mod
 * 19), and the drawing that goes with it. Catches every single wrong character and every swap of
 * two. */
#ifndef SAYSO_RESPONDENT_CODE_H
#define SAYSO_RESPONDENT_CODE_H

#include "surveys/base/text.h"

#define CODE_ALPHABET "34679CDFGHJKMNPRTWX"
#define CODE_SIZE     6

struct respondent_code {
	char text[CODE_SIZE + 1]; /* upper case, no space */
};

/* Small letters and one space in the middle are taken. */
MUST_USE bool respondent_code_read(struct slice text, struct respondent_code *code);
/* From 5 values below 19, the caller's random numbers. */
void respondent_code_make(const uint8_t values[5], struct respondent_code *code);
void respondent_code_show(const struct respondent_code *code, char out[8]); /* "3KM 3WR" */

#define DRAWINGS 24
const char *drawing_name(size_t drawing); /* "boat"; NULL past the end */
size_t drawing_index(struct slice name);  /* SIZE_MAX: none */
bool drawings_alike(size_t a, size_t b);  /* of one kind of outline: never offered together */
/* Three others to offer beside `drawing`, none alike to it or to each other; chosen by seed, fixed
 * for ever. */
void drawing_false_friends(size_t drawing, uint64_t seed, size_t out[3]);

#endif
