/* export/sayso/dataset/record_read: any bytes as what was sealed; padded here, so that what is read
 * is JSON and not a size. */
#include "export/sayso/dataset/record_read.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	size_t padded = (size + RECORD_STEP - 1) / RECORD_STEP * RECORD_STEP;
	struct record *record = malloc(sizeof *record);
	char *plain = malloc(padded + 1);
	CHECK(record != NULL && plain != NULL);
	if (size > 0)
		memcpy(plain, bytes, size);
	memset(plain + size, ' ', padded - size);
	fuzz_begin(&fuzz, "record", bytes, size);
	bool fine = record_read((struct slice){plain, padded}, record, fuzz.problems);
	if (fine) {
		CHECK(record->form_count <= WAVE_FORMS_MOST);
		CHECK(record->answer_count <= WAVE_ITEMS_MOST);
		CHECK(record->answer_count == 0 || sitting_state_has_answers(record->state));
		record_release(record);
	}
	fuzz_end(&fuzz, fine);
	free(record);
	free(plain);
	return 0;
}
