#include "surveys/study/respondent_code.h"

#define CODE_VALUES 19

/* Prime, so that neither a weight nor a difference of weights can make a wrong code right. */
static const unsigned char weights[CODE_SIZE] = {6, 5, 4, 3, 2, 1};

/* CODE_VALUES: not of the alphabet. */
static unsigned value_of(char c)
{
	unsigned value = 0;
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	while (value < CODE_VALUES && CODE_ALPHABET[value] != c)
		value++;
	return value;
}

bool respondent_code_read(struct slice text, struct respondent_code *code)
{
	struct respondent_code read = {""};
	unsigned sum = 0;
	bool spaced = text.size == CODE_SIZE + 1 && text.bytes[CODE_SIZE / 2] == ' ';
	if (text.size != CODE_SIZE && !spaced)
		return false;
	for (size_t i = 0; i < CODE_SIZE; i++) {
		unsigned value = value_of(text.bytes[spaced && i >= CODE_SIZE / 2 ? i + 1 : i]);
		if (value == CODE_VALUES)
			return false;
		sum += weights[i] * value;
		read.text[i] = CODE_ALPHABET[value];
	}
	if (sum % CODE_VALUES != 0)
		return false;
	*code = read;
	return true;
}

void respondent_code_make(const uint8_t values[5], struct respondent_code *code)
{
	unsigned sum = 0;
	for (size_t i = 0; i < CODE_SIZE - 1; i++) {
		unsigned value = values[i] % CODE_VALUES;
		sum += weights[i] * value;
		code->text[i] = CODE_ALPHABET[value];
	}
	code->text[CODE_SIZE - 1] = CODE_ALPHABET[(CODE_VALUES - sum % CODE_VALUES) % CODE_VALUES];
	code->text[CODE_SIZE] = '\0';
}

void respondent_code_show(const struct respondent_code *code, char out[8])
{
	memcpy(out, code->text, 3);
	out[3] = ' ';
	memcpy(out + 4, code->text + 3, 3);
	out[7] = '\0';
}

/* What the eye keeps of a shape. BOAT and the ones after it have no second. */
enum outline {
	FAN,
	LEGS,
	SWIMMER,
	CARRIER,
	DISC,
	STICK,
	POINT,
	TOWER,
	BLOCK,
	BOAT,
	GULL,
	ANCHOR,
	BUCKET,
	BOOT,
};

static const struct {
	const char *name;
	enum outline outline;
} drawings[DRAWINGS] = {
	{"boat", BOAT},	     {"lighthouse", TOWER}, {"starfish", FAN},	 {"kite", POINT},
	{"shell", FAN},	     {"gull", GULL},	    {"crab", LEGS},	 {"fish", SWIMMER},
	{"anchor", ANCHOR},  {"bucket", BUCKET},    {"umbrella", STICK}, {"hut", BLOCK},
	{"whale", SWIMMER},  {"ball", DISC},	    {"boot", BOOT},	 {"ice-cream", POINT},
	{"tram", BLOCK},     {"ring", DISC},	    {"turtle", CARRIER}, {"octopus", LEGS},
	{"windmill", STICK}, {"castle", BLOCK},	    {"bottle", TOWER},	 {"snail", CARRIER},
};

const char *drawing_name(size_t drawing)
{
	return drawing < DRAWINGS ? drawings[drawing].name : NULL;
}

size_t drawing_index(struct slice name)
{
	for (size_t i = 0; i < DRAWINGS; i++)
		if (slice_is(name, drawings[i].name))
			return i;
	return SIZE_MAX;
}

bool drawings_alike(size_t a, size_t b)
{
	return a == b ||
	       (a < DRAWINGS && b < DRAWINGS && drawings[a].outline == drawings[b].outline);
}

/* So that seeds 1, 2, 3 do not give neighbours (the finish of splitmix64). */
static uint64_t spread(uint64_t seed)
{
	seed += UINT64_C(0x9E3779B97F4A7C15);
	seed = (seed ^ (seed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	seed = (seed ^ (seed >> 27)) * UINT64_C(0x94D049BB133111EB);
	return seed ^ (seed >> 31);
}

void drawing_false_friends(size_t drawing, uint64_t seed, size_t out[3])
{
	size_t offered[4] = {drawing}, left[DRAWINGS];
	for (size_t chosen = 1; chosen < 4; chosen++) {
		size_t count = 0;
		for (size_t i = 0; i < DRAWINGS; i++) {
			bool fits = true;
			for (size_t j = 0; j < chosen; j++)
				fits = fits && !drawings_alike(i, offered[j]);
			if (fits)
				left[count++] = i;
		}
		seed = spread(seed);
		offered[chosen] = left[seed % count];
		out[chosen - 1] = offered[chosen];
	}
}
