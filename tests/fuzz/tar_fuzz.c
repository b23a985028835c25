/* export/formats/tar: each member lies in the archive, and is what would be written for it. */
#include "export/formats/tar.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct slice archive = {(const char *)bytes, size};
	struct tar_reader reader = {.archive = archive};
	struct tar_member member;
	uint8_t header[TAR_BLOCK];
	while (tar_next(&reader, NULL, NULL, &member)) {
		CHECK(tar_name_valid(member.name));
		CHECK(member.bytes.bytes >= archive.bytes + TAR_BLOCK);
		CHECK(member.bytes.size <= (size_t)(archive.bytes + size - member.bytes.bytes));
		tar_header(member.name, member.bytes.size, header);
		CHECK(memcmp(header, member.bytes.bytes - TAR_BLOCK, TAR_BLOCK) == 0);
	}
	return 0;
}
