#include "export/formats/digest.h"
#include "export/sayso/dataset/dataset_read.h"

#define PACK_FILES_MOST (2 + 2 * STUDY_FORMS_MOST)

bool sums_next(struct slice *rest, uint8_t digest[32], struct slice *name)
{
	const size_t head = 2 * SHA256_SIZE + 2;
	const char *end = rest->size == 0 ? NULL : memchr(rest->bytes, '\n', rest->size);
	if (end == NULL)
		return false;
	struct slice line = {rest->bytes, (size_t)(end - rest->bytes)};
	if (line.size <= head || memcmp(line.bytes + head - 2, "  ", 2) != 0 ||
	    !hex_read((struct slice){line.bytes, head - 2}, digest, SHA256_SIZE))
		return false;
	*name = slice_from(line, head);
	*rest = slice_from(*rest, line.size + 1);
	return tar_name_valid(*name);
}

bool pack_file_is_kept(struct slice name)
{
	return slice_is(name, "study.csv") || slice_is(name, "plan.csv") ||
	       slice_starts(name, "forms/");
}

static bool no_memory(struct problems *problems)
{
	problem_error_at(problems, NULL, NULL, "there is not enough memory for the study's files");
	return false;
}

static struct slice arena_bytes(struct arena *arena, struct slice bytes)
{
	char *copy = arena_take(arena, bytes.size + 1, 1);
	if (copy == NULL)
		return (struct slice){NULL, 0};
	if (bytes.size != 0)
		memcpy(copy, bytes.bytes, bytes.size);
	return (struct slice){copy, bytes.size};
}

/* *bytes without memory: no such file. */
static bool file_take(struct dataset *dataset, const uint8_t digest[32], struct arena *arena,
		      struct slice *bytes, struct problems *problems)
{
	char hex[65];
	hex_write(digest, SHA256_SIZE, hex);
	struct db_statement *statement =
		db_statement(dataset_db(dataset), "SELECT bytes FROM files WHERE sha256 = ?",
			     problems);
	if (statement == NULL)
		return false;
	*bytes = (struct slice){NULL, 0};
	db_bind_text(statement, 1, slice_of(hex));
	enum db_step step = db_step(statement, problems);
	if (step == DB_ROW) {
		*bytes = arena_bytes(arena, db_bytes(statement, 0));
		db_reset(statement);
		return bytes->bytes != NULL || no_memory(problems);
	}
	return step == DB_DONE;
}

/* The files of a pack that are there; *whole: all that its list names. */
static bool files_take(struct dataset *dataset, struct slice sums, struct arena *arena,
		       struct study_file *files, size_t *count, bool *whole,
		       struct problems *problems)
{
	uint8_t digest[SHA256_SIZE];
	struct slice name, bytes;
	*count = 0;
	*whole = true;
	while (sums_next(&sums, digest, &name)) {
		if (!pack_file_is_kept(name) || *count == PACK_FILES_MOST)
			continue;
		if (!file_take(dataset, digest, arena, &bytes, problems))
			return false;
		if (bytes.bytes == NULL) {
			*whole = false;
			continue;
		}
		struct study_file *file = &files[(*count)++];
		file->source = (struct source){.name = arena_text(arena, name), .text = bytes};
		memcpy(file->digest, digest, sizeof digest);
		if (file->source.name == NULL)
			return no_memory(problems);
	}
	return true;
}

static bool pack_load(struct dataset *dataset, struct slice sums, struct arena *arena,
		      struct known_pack *pack, struct problems *problems)
{
	struct study_file files[PACK_FILES_MOST];
	struct problems *faults = calloc(1, sizeof *faults);
	size_t count = 0;
	bool whole, fine = faults != NULL &&
			   files_take(dataset, sums, arena, files, &count, &whole, problems);
	if (fine && !whole) {
		problem_warning(problems, place_none(),
				"Collect another batch of the school: each brings it along.",
				"issue %u of the study pack of school %s is not complete here",
				pack->issue, pack->school);
	} else if (fine) {
		pack->study = study_load(files, count, true, arena, faults);
		if (pack->study == NULL)
			problem_warning(
				problems, place_none(), NULL,
				"issue %u of the study pack of school %s cannot be read here: %s",
				pack->issue, pack->school, problems_first(faults));
	}
	free(faults);
	return fine;
}

static bool packs_count(struct dataset *dataset, size_t *count, struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset), "SELECT count(*) FROM packs", problems);
	if (statement == NULL || db_step(statement, problems) != DB_ROW)
		return false;
	*count = (size_t)db_int(statement, 0);
	db_reset(statement);
	return true;
}

static bool packs_list(struct dataset *dataset, const char *school, struct arena *arena,
		       struct known_packs *packs, struct slice *sums, struct problems *problems)
{
	struct db_statement *statement =
		db_statement(dataset_db(dataset),
			     "SELECT id, school, issue, sha256, sums FROM packs WHERE ?1 IS NULL "
			     "OR school = ?1 ORDER BY school, issue DESC",
			     problems);
	enum db_step step;
	if (statement == NULL)
		return false;
	if (school != NULL)
		db_bind_text(statement, 1, slice_of(school));
	while ((step = db_step(statement, problems)) == DB_ROW) {
		struct known_pack *pack = &packs->list[packs->count];
		struct slice digest = db_bytes(statement, 3);
		pack->id = db_int(statement, 0);
		pack->school = arena_text(arena, db_bytes(statement, 1));
		pack->issue = (uint32_t)db_int(statement, 2);
		if (digest.size == sizeof pack->digest - 1)
			memcpy(pack->digest, digest.bytes, digest.size);
		sums[packs->count] = arena_bytes(arena, db_bytes(statement, 4));
		if (pack->school == NULL || sums[packs->count++].bytes == NULL) {
			db_reset(statement);
			return no_memory(problems);
		}
	}
	return step == DB_DONE;
}

bool dataset_packs(struct dataset *dataset, const char *school, struct arena *arena,
		   struct known_packs *packs, struct problems *problems)
{
	size_t count;
	*packs = (struct known_packs){NULL, 0};
	if (!packs_count(dataset, &count, problems))
		return false;
	packs->list = arena_take(arena, count, sizeof *packs->list);
	struct slice *sums = arena_take(arena, count, sizeof *sums);
	if (packs->list == NULL || sums == NULL)
		return no_memory(problems);
	if (!packs_list(dataset, school, arena, packs, sums, problems))
		return false;
	for (size_t i = 0; i < packs->count; i++)
		if (!pack_load(dataset, sums[i], arena, &packs->list[i], problems))
			return false;
	return true;
}

const struct known_pack *known_pack(const struct known_packs *packs, int64_t id)
{
	for (size_t i = 0; i < packs->count; i++)
		if (packs->list[i].id == id)
			return &packs->list[i];
	return NULL;
}

const char *dataset_study(struct dataset *dataset, struct arena *arena, struct problems *problems)
{
	const char *study = "";
	struct db_statement *statement =
		db_statement(dataset_db(dataset), "SELECT id FROM study", problems);
	enum db_step step = statement == NULL ? DB_FAILED : db_step(statement, problems);
	if (step == DB_ROW) {
		study = arena_text(arena, db_bytes(statement, 0));
		db_reset(statement);
		if (study == NULL)
			(void)no_memory(problems);
	}
	return step == DB_FAILED ? NULL : study;
}
