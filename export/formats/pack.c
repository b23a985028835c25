#include "export/formats/age_seal.h"
#include "export/formats/bech32.h"
#include "export/formats/pack.h"
#include "export/formats/setup_number.h"
#include "surveys/base/csv.h"

#define PACK_MEMORY_MOST (64u << 20) /* for a study read back: codes of a school, forms */

static bool fail(struct problems *problems, const char *hint, const char *text)
{
	problem_error(problems, place_none(), hint, "%s", text);
	return false;
}

/* ---- recipients.txt ---- */

static bool recipient_take(const struct source *source, size_t at, struct slice line,
			   struct age_recipient *recipients, size_t count,
			   struct problems *problems)
{
	if (!age_recipient_read(line, &recipients[count])) {
		problem_error(problems, place_at(source, at), "each line begins with age1",
			      "this is not an X25519 recipient of age");
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (memcmp(&recipients[i], &recipients[count], sizeof recipients[0]) != 0)
			continue;
		problem_error(problems, place_at(source, at), "delete one of them",
			      "this recipient is there twice");
		return false;
	}
	return true;
}

/* A key of low order is only found out by sealing to it; better here than with answers. */
static bool can_be_sealed_to(const struct age_recipient *recipients, size_t count)
{
	uint8_t sealed[AGE_HEADER_MOST];
	const struct slice nothing = {"", 0};
	return age_sealed_size(0, count) <= sizeof sealed &&
	       age_seal(nothing, recipients, count, sealed);
}

bool recipients_read(const struct source *source, struct age_recipient *recipients, size_t most,
		     size_t *count, struct problems *problems)
{
	size_t end;
	*count = 0;
	for (size_t at = 0; at < source->text.size; at = end + 1) {
		for (end = at; end < source->text.size && source->text.bytes[end] != '\n';)
			end++;
		struct slice line = {source->text.bytes + at, end - at};
		if (line.size > 0 && line.bytes[line.size - 1] == '\r')
			line.size--;
		if (line.size == 0 || line.bytes[0] == '#')
			continue;
		if (*count == most) {
			problem_error(problems, place_at(source, at), "each makes records larger",
				      "there are more than %zu recipients", most);
			return false;
		}
		if (!recipient_take(source, at, line, recipients, *count, problems))
			return false;
		++*count;
	}
	if (*count == 0)
		problem_error(problems, place_at(source, 0), "sayso keygen makes it",
			      "there is no recipient in it");
	else if (!can_be_sealed_to(recipients, *count))
		problem_error(problems, place_at(source, 0), "let sayso keygen make them anew",
			      "one of these recipients is a key that cannot be sealed to");
	else
		return true;
	return false;
}

/* ---- Reading ---- */

static bool members_whole(const struct envelope *envelope, struct problems *problems)
{
	if (envelope->lost == 0)
		return true;
	problem_error(problems, place_none(), "copy the study pack again",
		      "the study pack is damaged: %zu of its %zu files", envelope->lost,
		      envelope->member_count);
	return false;
}

static bool pack_recipients(struct pack *pack, struct problems *problems)
{
	struct source source = {.name = PACK_RECIPIENTS};
	const struct envelope_member *member =
		envelope_find(&pack->envelope, slice_of(PACK_RECIPIENTS));
	if (member == NULL)
		return fail(problems, "pack the study again",
			    "there is no recipients.txt in the study pack");
	source.text = member->bytes;
	return recipients_read(&source, pack->recipients, STUDY_RECIPIENTS_MOST,
			       &pack->recipient_count, problems);
}

/* The one cell below the header. */
static bool pack_made(struct pack *pack, struct arena *arena, struct problems *problems)
{
	static const char *const columns[] = {"made", NULL};
	struct source source = {.name = PACK_MADE};
	struct csv_table table;
	const struct envelope_member *member = envelope_find(&pack->envelope, slice_of(PACK_MADE));
	if (member == NULL)
		return fail(problems, "pack the study again",
			    "there is no pack.csv in the study pack");
	source.text = member->bytes;
	if (!csv_table_open(&table, &source, "sayso-pack", columns, 1, arena, problems))
		return false;
	if (csv_table_next(&table) && day_read(csv_table_cell(&table, 0).text, &pack->day))
		return true;
	problem_error(problems, csv_table_place(&table, 0), "pack the study again",
		      "the day on which the pack was made is not there");
	return false;
}

static struct study_file *pack_files(const struct envelope *envelope, struct arena *arena)
{
	struct study_file *files = arena_take(arena, envelope->member_count, sizeof *files);
	for (size_t i = 0; files != NULL && i < envelope->member_count; i++) {
		const struct envelope_member *member = &envelope->members[i];
		const char *name = arena_text(arena, member->name);
		if (name == NULL)
			return NULL;
		files[i].source = (struct source){.name = name, .text = member->bytes};
		memcpy(files[i].digest, member->digest, sizeof files[i].digest);
	}
	return files;
}

static bool pack_study(struct pack *pack, bool with_scales, struct arena *arena,
		       struct problems *problems)
{
	const struct envelope_label *label = &pack->envelope.label;
	pack->files = pack_files(&pack->envelope, arena);
	if (pack->files == NULL)
		return fail(problems, NULL, "there is not enough memory for this study pack");
	pack->study =
		study_load(pack->files, pack->envelope.member_count, with_scales, arena, problems);
	if (pack->study == NULL)
		return false;
	if (strcmp(pack->study->id, label->study) != 0)
		return fail(problems, "pack the study again",
			    "the study in the pack is not the one that its label names");
	if (pack->study->school_count != 1 ||
	    strcmp(pack->study->schools[0].id, label->school) != 0)
		return fail(problems, "pack the study again",
			    "the pack is not for the one school that its label names");
	pack->school = &pack->study->schools[0];
	return true;
}

bool pack_read(struct slice archive, bool with_scales, struct arena *arena, struct pack *pack,
	       struct problems *problems)
{
	*pack = (struct pack){0};
	if (!envelope_open(archive, arena, &pack->envelope, problems))
		return false;
	if (pack->envelope.label.kind != ENVELOPE_PACK)
		return fail(problems, "choose the file that ends with .study",
			    "this is not a study pack");
	return envelope_check(&pack->envelope, archive, problems) &&
	       members_whole(&pack->envelope, problems) && pack_recipients(pack, problems) &&
	       pack_study(pack, with_scales, arena, problems) && pack_made(pack, arena, problems);
}

/* ---- Writing ---- */

static void row_write(struct buffer *out, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_char(out, ',');
		csv_write_cell(out, slice_of(cells[i]));
	}
	buffer_add_char(out, '\n');
}

static void made_write(int32_t day, struct buffer *out)
{
	char text[11];
	day_write(day, text);
	buffer_add_format(out, "sayso-pack,1\nmade\n%s\n", text);
}

static void school_write(const struct school *school, struct buffer *out)
{
	char machines[12];
	snprintf(machines, sizeof machines, "%ld", (long)school->machines);
	const char *const cells[] = {school->id, school->name, school->person, machines};
	buffer_add_text(out, "sayso-schools,1\nid,name,person,machines\n");
	row_write(out, cells, countof(cells));
}

static void code_write(const struct study_code *code, const char *school, enum code_use use,
		       struct buffer *out)
{
	static const char *const uses[] = {
		[CODE_PUPIL] = "pupil", [CODE_SPARE] = "spare", [CODE_REHEARSAL] = "rehearsal"};
	char friends[80];
	snprintf(friends, sizeof friends, "%s %s %s", drawing_name(code->false_friends[0]),
		 drawing_name(code->false_friends[1]), drawing_name(code->false_friends[2]));
	const char *const cells[] = {code->code.text,
				     school,
				     use == CODE_REHEARSAL ? "" : code->class_name,
				     drawing_name(code->drawing),
				     friends,
				     uses[use]};
	row_write(out, cells, countof(cells));
}

/* The school's codes, sorted as the study's are, and the rehearsal code in its place among them. */
static void codes_write(const struct pack_making *making, struct buffer *out)
{
	const struct study_code *rehearsal = &making->rehearsal;
	const char *school = making->school->id;
	bool written = false;
	buffer_add_text(out, "sayso-codes,1\ncode,school,class,drawing,friends,use\n");
	for (size_t i = 0; i < making->study->code_count; i++) {
		const struct study_code *code = &making->study->codes[i];
		if (!written && strcmp(code->code.text, rehearsal->code.text) > 0) {
			code_write(rehearsal, school, CODE_REHEARSAL, out);
			written = true;
		}
		if (strcmp(code->school, school) == 0 && code->use != CODE_REHEARSAL)
			code_write(code, school, code->use, out);
	}
	if (!written)
		code_write(rehearsal, school, CODE_REHEARSAL, out);
}

static bool is_form_file(const struct study *study, const char *name)
{
	char form[NAME_MOST + sizeof "forms/.scales.csv"];
	for (size_t i = 0; i < study->form_count; i++) {
		snprintf(form, sizeof form, "forms/%s.csv", study->forms[i]->id);
		if (strcmp(name, form) == 0)
			return true;
		snprintf(form, sizeof form, "forms/%s.scales.csv", study->forms[i]->id);
		if (strcmp(name, form) == 0)
			return true;
	}
	return false;
}

static bool is_copied(const struct study *study, const char *name)
{
	static const char *const copied[] = {"study.csv", "plan.csv", "pages.csv"};
	for (size_t i = 0; i < countof(copied); i++)
		if (strcmp(name, copied[i]) == 0)
			return true;
	return is_form_file(study, name);
}

#define ITEMS_MOST (7 + 2 * STUDY_FORMS_MOST)

struct items {
	struct envelope_item list[ITEMS_MOST];
	size_t count;
};

static void item_add(struct items *items, const char *name, struct slice bytes)
{
	if (items->count < ITEMS_MOST)
		items->list[items->count++] = (struct envelope_item){slice_of(name), bytes};
}

static int item_compare(const void *a, const void *b)
{
	const struct envelope_item *first = a, *second = b;
	return slice_compare(first->name, second->name);
}

static bool label_make(const struct pack_making *making, struct envelope_label *label)
{
	uint8_t key[32];
	*label = (struct envelope_label){.kind = ENVELOPE_PACK, .issue = making->issue};
	snprintf(label->study, sizeof label->study, "%s", making->study->id);
	snprintf(label->school, sizeof label->school, "%s", making->school->id);
	memcpy(label->salt, making->salt, sizeof label->salt);
	minisign_public_of(making->signing, &label->key);
	if (!setup_key(making->number, making->salt, key))
		return false;
	setup_proof(key, label->study, label->school, &label->key, label->proof);
	secret_zero(key, sizeof key);
	return true;
}

/* As a machine will read it: a pack that no machine takes is never given out. */
static bool read_back(const struct buffer *out, struct problems *problems)
{
	struct arena arena;
	struct pack pack;
	arena_init(&arena, PACK_MEMORY_MOST);
	bool read = pack_read(buffer_slice(out), true, &arena, &pack, problems);
	arena_release(&arena);
	return read;
}

bool pack_write(const struct pack_making *making, struct buffer *out, struct problems *problems)
{
	struct buffer school = buffer_growing(TAR_MEMBER_MOST);
	struct buffer codes = buffer_growing(TAR_MEMBER_MOST);
	struct buffer made = buffer_growing(TAR_MEMBER_MOST);
	struct items items = {.count = 0};
	struct envelope_label label;
	bool written = false;

	school_write(making->school, &school);
	codes_write(making, &codes);
	made_write(making->day, &made);
	for (size_t i = 0; i < making->file_count; i++)
		if (is_copied(making->study, making->files[i].source.name))
			item_add(&items, making->files[i].source.name,
				 making->files[i].source.text);
	item_add(&items, "schools.csv", buffer_slice(&school));
	item_add(&items, "codes.csv", buffer_slice(&codes));
	item_add(&items, PACK_MADE, buffer_slice(&made));
	item_add(&items, PACK_RECIPIENTS, making->recipients_text);
	qsort(items.list, items.count, sizeof items.list[0], item_compare);
	if (!buffer_fits(&school) || !buffer_fits(&codes) || !buffer_fits(&made))
		fail(problems, NULL, "the school has more codes than a study pack holds");
	else if (study_code(making->study, &making->rehearsal.code) != NULL)
		fail(problems, NULL, "the rehearsal code is a code of the study already");
	else if (!label_make(making, &label))
		fail(problems, "close other programs",
		     "there is not enough memory for the proof of the set-up number");
	else
		written = envelope_write(&label, making->signing, items.list, items.count, out,
					 problems) &&
			  read_back(out, problems);
	buffer_release(&school);
	buffer_release(&codes);
	buffer_release(&made);
	return written;
}
