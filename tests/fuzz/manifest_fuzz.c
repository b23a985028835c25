/* export/sayso/dataset/manifest_read: any bytes as a batch's manifest. The label is the seed's. */
#include "export/sayso/dataset/manifest_read.h"
#include "surveys/base/bounds.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	struct manifest manifest;
	struct envelope_label label = {.kind = ENVELOPE_BATCH, .number = 12};
	snprintf(label.study, sizeof label.study, "example");
	snprintf(label.school, sizeof label.school, "hill");
	fuzz_begin(&fuzz, "manifest", bytes, size);
	bool fine = manifest_read(fuzz.source.text, &label, &fuzz.arena, &manifest, fuzz.problems);
	for (size_t i = 0; fine && i < manifest.session_count; i++) {
		CHECK(manifest.sessions[i].class_name.size <= CLASS_MOST);
		CHECK(manifest.sessions[i].done <= manifest.sessions[i].started);
	}
	fuzz_end(&fuzz, fine);
	return 0;
}
