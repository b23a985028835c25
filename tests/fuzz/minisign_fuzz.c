/* export/formats/minisign: a key, its text, and the four lines; nothing made up is ever genuine. */
#include "export/formats/minisign.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct slice text = {(const char *)bytes, size}, label;
	struct minisign_public key = {.id = {1}, .key = {9}};
	char again[MINISIGN_PUBLIC_TEXT];
	if (minisign_public_read(text, &key)) {
		minisign_public_write(&key, again);
		CHECK(slice_is(text, again));
	}
	if (minisign_label(text, &label))
		CHECK(label.size > 0 && label.size < MINISIGN_LABEL_MOST);
	CHECK(!minisign_check(&key, slice_of("message"), text));
	return 0;
}
