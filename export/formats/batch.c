#include "export/formats/batch.h"
#include "export/formats/digest.h"
#include "surveys/base/json_write.h"

#define MANIFEST_MOST (1u << 20)
#define RECORD_FOLDER "records/"
#define RECORD_ENDING ".age"
#define ID_TEXT 32

struct items {
	struct envelope_item *list;
	size_t count, capacity;
	struct arena *arena;
	bool full; /* memory is */
};

static void item_add(struct items *items, const char *name, struct slice bytes)
{
	if (name == NULL || items->count == items->capacity)
		items->full = true;
	else
		items->list[items->count++] = (struct envelope_item){slice_of(name), bytes};
}

/* ---- manifest.json ---- */

static void session_write(const struct batch_session *session, struct json_writer *json)
{
	char day[11];
	day_write(session->day, day);
	json_object(json, NULL);
	json_text(json, "class", slice_of(session->class_name));
	json_text(json, "wave", slice_of(session->wave));
	json_text(json, "day", slice_of(day));
	json_integer(json, "invited", session->invited);
	json_integer(json, "started", session->started);
	json_integer(json, "done", session->done);
	json_object_end(json);
}

static bool manifest_write(const struct batch_making *making, struct buffer *out)
{
	const struct envelope_label *label = making->label;
	struct json_writer json = json_begin(out);
	char machine[ID_TEXT + 1];
	hex_write(label->machine, sizeof label->machine, machine);
	json_object(&json, NULL);
	json_text(&json, "type", slice_of("sayso-batch"));
	json_integer(&json, "format", 1);
	json_text(&json, "study", slice_of(label->study));
	json_text(&json, "school", slice_of(label->school));
	json_integer(&json, "issue", making->issue);
	json_text(&json, "machine", slice_of(machine));
	json_integer(&json, "number", label->number);
	json_integer(&json, "batch", making->batch_number);
	json_integer(&json, "answering", making->answering);
	json_array(&json, "sessions");
	for (size_t i = 0; i < making->session_count; i++)
		session_write(&making->sessions[i], &json);
	json_array_end(&json);
	json_object_end(&json);
	bool written = json_end(&json);
	buffer_add_char(out, '\n');
	return written && buffer_fits(out);
}

/* ---- packs/ISSUE/ ---- */

/* Scratch problems: what is wrong with a pack is a warning here. NULL: no memory. */
static bool pack_open(struct slice archive, const struct envelope_label *label, struct arena *arena,
		      struct envelope *pack)
{
	struct problems *scratch = arena_take(arena, 1, sizeof *scratch);
	return scratch != NULL && envelope_open(archive, arena, pack, scratch) &&
	       pack->label.kind == ENVELOPE_PACK && strcmp(pack->label.study, label->study) == 0 &&
	       strcmp(pack->label.school, label->school) == 0 &&
	       envelope_check(pack, archive, scratch);
}

static int issue_compare(const void *a, const void *b)
{
	const struct envelope *first = a, *second = b;
	return (first->label.issue > second->label.issue) -
	       (first->label.issue < second->label.issue);
}

/* Opens what can be opened, sorted by issue. NULL: no memory. */
static struct envelope *packs_open(const struct batch_making *making, struct arena *arena,
				   size_t *count, struct problems *problems)
{
	struct envelope *packs = arena_take(arena, making->pack_count, sizeof *packs);
	*count = 0;
	for (size_t i = 0; packs != NULL && i < making->pack_count; i++) {
		if (pack_open(making->packs[i], making->label, arena, &packs[*count]))
			++*count;
		else
			problem_warning(problems, place_none(), "tell the researchers",
					"a study pack on this machine is damaged; the batch goes "
					"without its questionnaires");
	}
	if (packs != NULL)
		qsort(packs, *count, sizeof *packs, issue_compare);
	return packs;
}

static bool goes_along(struct slice name)
{
	return slice_is(name, "study.csv") || slice_is(name, "plan.csv") ||
	       slice_starts(name, "forms/");
}

static void pack_item(struct items *items, const struct envelope *pack, struct slice name,
		      struct slice bytes)
{
	char text[TAR_NAME_MOST + 40];
	snprintf(text, sizeof text, "packs/%lu/%.*s", (unsigned long)pack->label.issue,
		 (int)name.size, name.bytes);
	item_add(items, arena_text(items->arena, slice_of(text)), bytes);
}

static void pack_add(struct items *items, const struct envelope *pack, struct problems *problems)
{
	size_t lost = 0;
	pack_item(items, pack, slice_of(ENVELOPE_SUMS), pack->sums);
	pack_item(items, pack, slice_of(ENVELOPE_SIGNATURE), pack->signature);
	for (size_t i = 0; i < pack->member_count; i++) {
		const struct envelope_member *member = &pack->members[i];
		if (!goes_along(member->name))
			continue;
		if (member->found)
			pack_item(items, pack, member->name, member->bytes);
		else
			lost++;
	}
	if (lost > 0)
		problem_warning(problems, place_none(), "tell the researchers",
				"%zu questionnaires of issue %lu are damaged on this machine", lost,
				(unsigned long)pack->label.issue);
}

/* ---- records/ ---- */

static int record_compare(const void *a, const void *b)
{
	const struct batch_record *first = a, *second = b;
	return memcmp(first->id, second->id, sizeof first->id);
}

static void records_add(struct items *items, const struct batch_making *making)
{
	for (size_t i = 0; i < making->record_count; i++) {
		char name[sizeof RECORD_FOLDER RECORD_ENDING + ID_TEXT], id[ID_TEXT + 1];
		hex_write(making->records[i].id, sizeof making->records[i].id, id);
		snprintf(name, sizeof name, RECORD_FOLDER "%s" RECORD_ENDING, id);
		item_add(items, arena_text(items->arena, slice_of(name)),
			 making->records[i].sealed);
	}
}

bool batch_record_id(struct slice member_name, uint8_t id[16])
{
	struct slice text = slice_from(member_name, strlen(RECORD_FOLDER));
	if (!slice_starts(member_name, RECORD_FOLDER) ||
	    !slice_is(slice_from(text, ID_TEXT), RECORD_ENDING))
		return false;
	text.size = ID_TEXT;
	return hex_read(text, id, 16);
}

/* ---- The whole ---- */

static bool items_take(struct items *items, const struct batch_making *making,
		       const struct envelope *packs, size_t pack_count)
{
	items->capacity = 1 + making->record_count;
	for (size_t i = 0; i < pack_count; i++)
		items->capacity += 2 + packs[i].member_count;
	items->list = arena_take(items->arena, items->capacity, sizeof items->list[0]);
	return items->list != NULL;
}

static bool no_memory(struct problems *problems)
{
	problem_error(problems, place_none(), NULL, "there is not enough memory for the batch");
	return false;
}

bool batch_write(const struct batch_making *making, struct arena *arena, struct buffer *out,
		 struct problems *problems)
{
	struct items items = {.arena = arena};
	struct buffer manifest = buffer_growing(MANIFEST_MOST);
	size_t pack_count;
	bool written = false;
	const struct envelope *packs = packs_open(making, arena, &pack_count, problems);
	if (packs == NULL || !items_take(&items, making, packs, pack_count))
		return no_memory(problems);
	if (!manifest_write(making, &manifest)) {
		problem_error(problems, place_none(), NULL, "the sessions cannot be listed");
		goto done;
	}
	item_add(&items, "manifest.json", buffer_slice(&manifest));
	for (size_t i = 0; i < pack_count; i++)
		pack_add(&items, &packs[i], problems);
	if (making->record_count > 0)
		qsort(making->records, making->record_count, sizeof making->records[0],
		      record_compare);
	records_add(&items, making);
	written = items.full ? no_memory(problems)
			     : envelope_write(making->label, making->signing, items.list,
					      items.count, out, problems);
done:
	buffer_release(&manifest);
	return written;
}

void batch_file_name(const struct envelope_label *label, struct slice archive,
		     uint32_t batch_number, char out[BATCH_NAME_MOST])
{
	struct tar_reader reader = {archive, 0};
	struct tar_member sums = {.bytes = {NULL, 0}};
	uint8_t digest[SHA256_SIZE];
	char hex[9];
	if (!tar_here(&reader, &sums))
		sums.bytes = archive;
	sha256(sums.bytes, digest);
	hex_write(digest, 4, hex);
	snprintf(out, BATCH_NAME_MOST, "sayso-%s-%s-M%lu-%06lu.tar", label->school, hex,
		 (unsigned long)label->number, (unsigned long)batch_number);
}
