/* surveys/study/respondent_code: what a hand types. */
#include "surveys/study/respondent_code.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct slice text = {(const char *)bytes, size};
	struct respondent_code code, again;
	char shown[8];
	if (respondent_code_read(text, &code)) {
		respondent_code_show(&code, shown);
		CHECK(respondent_code_read(slice_of(shown), &again));
		CHECK(strcmp(code.text, again.text) == 0);
	}
	return 0;
}
