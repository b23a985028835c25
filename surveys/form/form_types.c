#include "surveys/form/form_types.h"

static const char where[] = "it tells where the pupil is";
static const char who[] = "it tells who the pupil is";
static const char records[] = "it takes pictures, sound or files of the pupil";
static const char clock_time[] =
	"a record holds a day and no clock time, so that it cannot be found in a seating plan";

static const struct form_type types[] = {
	{"note", TYPE_NOW, ITEM_NOTE, false, NULL},
	{"select_one", TYPE_NOW, ITEM_SELECT_ONE, true, NULL},
	{"select one from", TYPE_NOW, ITEM_SELECT_ONE, true, NULL},
	{"select one", TYPE_NOW, ITEM_SELECT_ONE, true, NULL},
	{"select1", TYPE_NOW, ITEM_SELECT_ONE, true, NULL},
	{"integer", TYPE_NOW, ITEM_INTEGER, false, NULL},
	{"int", TYPE_NOW, ITEM_INTEGER, false, NULL},
	{"range", TYPE_NOW, ITEM_RANGE, false, NULL},

	{"text", TYPE_LATER, 0, false, NULL},
	{"string", TYPE_LATER, 0, false, NULL},
	{"decimal", TYPE_LATER, 0, false, NULL},
	{"select_multiple", TYPE_LATER, 0, true, NULL},
	{"select all that apply from", TYPE_LATER, 0, true, NULL},
	{"select all that apply", TYPE_LATER, 0, true, NULL},
	{"rank", TYPE_LATER, 0, true, NULL},
	{"date", TYPE_LATER, 0, false, NULL},
	{"time", TYPE_LATER, 0, false, NULL},
	{"datetime", TYPE_LATER, 0, false, NULL},
	{"dateTime", TYPE_LATER, 0, false, NULL},
	{"acknowledge", TYPE_LATER, 0, false, NULL},
	{"trigger", TYPE_LATER, 0, false, NULL},
	{"calculate", TYPE_LATER, 0, false, NULL},
	{"hidden", TYPE_LATER, 0, false, NULL},
	{"begin_group", TYPE_LATER, 0, false, NULL},
	{"begin group", TYPE_LATER, 0, false, NULL},
	{"end_group", TYPE_LATER, 0, false, NULL},
	{"end group", TYPE_LATER, 0, false, NULL},
	{"begin_repeat", TYPE_LATER, 0, false, NULL},
	{"begin repeat", TYPE_LATER, 0, false, NULL},
	{"end_repeat", TYPE_LATER, 0, false, NULL},
	{"end repeat", TYPE_LATER, 0, false, NULL},
	{"select_one_from_file", TYPE_LATER, 0, true, NULL},
	{"select_multiple_from_file", TYPE_LATER, 0, true, NULL},
	{"select_one_external", TYPE_LATER, 0, true, NULL},
	{"csv-external", TYPE_LATER, 0, false, NULL},
	{"xml-external", TYPE_LATER, 0, false, NULL},

	{"start", TYPE_NEVER, 0, false, clock_time},
	{"end", TYPE_NEVER, 0, false, clock_time},
	{"today", TYPE_NEVER, 0, false, "the record has the day that the teacher confirmed"},
	{"audit", TYPE_NEVER, 0, false, clock_time},
	{"deviceid", TYPE_NEVER, 0, false, "the machine signs its own batches"},
	{"subscriberid", TYPE_NEVER, 0, false, who},
	{"simserial", TYPE_NEVER, 0, false, who},
	{"phonenumber", TYPE_NEVER, 0, false, who},
	{"username", TYPE_NEVER, 0, false, who},
	{"email", TYPE_NEVER, 0, false, who},
	{"geopoint", TYPE_NEVER, 0, false, where},
	{"geotrace", TYPE_NEVER, 0, false, where},
	{"geoshape", TYPE_NEVER, 0, false, where},
	{"start-geopoint", TYPE_NEVER, 0, false, where},
	{"background-geopoint", TYPE_NEVER, 0, false, where},
	{"gps", TYPE_NEVER, 0, false, where},
	{"location", TYPE_NEVER, 0, false, where},
	{"osm", TYPE_NEVER, 0, false, where},
	{"image", TYPE_NEVER, 0, false, records},
	{"photo", TYPE_NEVER, 0, false, records},
	{"audio", TYPE_NEVER, 0, false, records},
	{"background-audio", TYPE_NEVER, 0, false, records},
	{"video", TYPE_NEVER, 0, false, records},
	{"file", TYPE_NEVER, 0, false, records},
	{"barcode", TYPE_NEVER, 0, false, "the machine has no camera for pupils"},
	{"printer", TYPE_NEVER, 0, false, "no answer is printed in a classroom"},
};

static const char one_page[] = "one question a page, each answer a box of its own";
static const char boxes[] = "as boxes to tap, never a slider or a dial";

static const struct form_appearance appearances[] = {
	{"likert", true, false, NULL},
	{"minimal", false, false, NULL},
	{"quick", false, false, "without going on by itself: Next is always pressed"},
	{"columns", false, false, NULL},
	{"columns-pack", false, false, NULL},
	{"no-buttons", false, false, NULL},
	{"horizontal", false, false, NULL},
	{"vertical", false, false, NULL},
	{"compact", false, false, NULL},
	{"list", false, false, one_page},
	{"label", false, false, one_page},
	{"list-nolabel", false, false, one_page},
	{"table-list", false, false, one_page},
	{"field-list", false, false, one_page},
	{"numbers", false, false, NULL},
	{"counter", false, false, NULL},
	{"no-ticks", false, false, NULL},
	{"rating", false, false, boxes},
	{"picker", false, false, boxes},
	{"distress", false, false, boxes},
	{"multiline", false, false, NULL},
	{"faces", false, true, NULL},
};

static bool word_ends(struct slice text, size_t at)
{
	return at >= text.size || text.bytes[at] == ' ' || text.bytes[at] == '\t';
}

const struct form_type *form_type_of(struct slice cell, struct slice *rest)
{
	for (size_t i = 0; i < countof(types); i++) {
		size_t size = strlen(types[i].words);
		if (!slice_starts(cell, types[i].words) || !word_ends(cell, size))
			continue;
		*rest = slice_trim(slice_from(cell, size));
		return &types[i];
	}
	return NULL;
}

const struct form_appearance *form_appearance_of(struct slice word)
{
	for (size_t i = 0; i < countof(appearances); i++)
		if (slice_is(word, appearances[i].word))
			return &appearances[i];
	/* columns-2, columns-3 ... */
	return slice_starts(word, "columns-") ? form_appearance_of(slice_of("columns")) : NULL;
}
