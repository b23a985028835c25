/* export/formats/setup_number: what a hand types from the letter. */
#include "export/formats/setup_number.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct slice text = {(const char *)bytes, size};
	char number[SETUP_NUMBER_DIGITS + 1], again[SETUP_NUMBER_DIGITS + 1],
		shown[SETUP_NUMBER_SHOWN];
	if (setup_number_read(text, number)) {
		setup_number_show(number, shown);
		CHECK(setup_number_read(slice_of(shown), again) && strcmp(number, again) == 0);
	}
	return 0;
}
