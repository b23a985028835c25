/* export/formats/envelope_label: a label that is read is written again as it was. */
#include "export/formats/envelope_label.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	struct envelope_label label;
	char again[MINISIGN_LABEL_MOST];
	fuzz_begin(&fuzz, "label", bytes, size);
	bool fine = envelope_label_read(fuzz.source.text, &label, fuzz.problems);
	if (fine) {
		envelope_label_write(&label, again);
		CHECK(slice_is(fuzz.source.text, again));
	}
	fuzz_end(&fuzz, fine);
	return 0;
}
