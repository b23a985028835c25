/* surveys/base/csv: what is read is written and read again as the same cells. */
#include "surveys/base/buffer.h"
#include "surveys/base/csv.h"
#include "tests/fuzz/fuzz.h"

static void cell_comes_back(struct arena *arena, struct problems *problems, struct slice text)
{
	struct buffer out = buffer_growing(1u << 20);
	struct csv_reader reader;
	struct csv_row row;
	buffer_add_text(&out, "x,"); /* a file's first bytes may say that it is no CSV */
	csv_write_cell(&out, text);
	struct source source = {.name = "again", .text = buffer_slice(&out)};
	csv_open(&reader, &source, arena, problems);
	CHECK(csv_next(&reader, &row) && row.count == 2 && slice_equal(row.cells[1].text, text));
	buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct fuzz fuzz;
	struct csv_reader reader;
	struct csv_row row;
	fuzz_begin(&fuzz, "a.csv", bytes, size);
	csv_open(&reader, &fuzz.source, &fuzz.arena, fuzz.problems);
	while (csv_next(&reader, &row))
		for (size_t i = 0; i < row.count; i++)
			cell_comes_back(&fuzz.arena, fuzz.problems, row.cells[i].text);
	fuzz_end(&fuzz, !reader.failed);
	return 0;
}
