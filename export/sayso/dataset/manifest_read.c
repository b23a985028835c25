#include "export/sayso/dataset/json_read.h"
#include "export/sayso/dataset/manifest_read.h"
#include "surveys/study/study.h"

static const char *const manifest_keys[] = {"type",    "format", "study", "school",    "issue",
					    "machine", "number", "batch", "answering", "sessions"};
static const char *const session_keys[] = {"class", "wave", "day", "invited", "started", "done"};

static bool session_same(const struct manifest_session *a, const struct manifest_session *b)
{
	return a->day == b->day && slice_equal(a->class_name, b->class_name) &&
	       slice_equal(a->wave, b->wave);
}

/* A session that was ended and opened again on its day is one: the class is invited once, and who
 * was done before is not begun again. */
static void session_add(struct manifest *manifest, const struct manifest_session *session)
{
	for (size_t i = 0; i < manifest->session_count; i++) {
		struct manifest_session *known = &manifest->sessions[i];
		if (session_same(known, session)) {
			if (session->invited > known->invited)
				known->invited = session->invited;
			known->started += session->started;
			known->done += session->done;
			return;
		}
	}
	manifest->sessions[manifest->session_count++] = *session;
}

static bool text_keep(struct json_fields *fields, struct arena *arena, struct slice *text)
{
	const char *copy = arena_text(arena, *text);
	if (copy == NULL)
		json_fail(fields, "does not fit into memory");
	text->bytes = copy;
	return copy != NULL;
}

static bool session_read(struct json_fields *fields, struct arena *arena,
			 struct manifest_session *session)
{
	json_keys(fields, session_keys, countof(session_keys));
	session->class_name = json_read_text(fields, "class", CLASS_MOST);
	session->wave = json_read_text(fields, "wave", WAVE_NAME_MOST);
	session->day = json_read_day(fields, "day");
	session->invited = (uint32_t)json_read_integer(fields, "invited", 0, CSV_ROWS_MOST);
	session->started = (uint32_t)json_read_integer(fields, "started", 0, session->invited);
	session->done = (uint32_t)json_read_integer(fields, "done", 0, session->started);
	if (!fields->failed && !class_name_valid(session->class_name))
		json_fail(fields, "has a `class` that is no class");
	return !fields->failed && text_keep(fields, arena, &session->class_name) &&
	       text_keep(fields, arena, &session->wave);
}

static bool sessions_read(struct json_fields *fields, struct arena *arena,
			  struct manifest *manifest)
{
	size_t count;
	const struct json_t *list =
		json_read_array(fields, "sessions", MANIFEST_SESSIONS_MOST, &count);
	if (fields->failed)
		return false;
	manifest->sessions = arena_take(arena, count, sizeof *manifest->sessions);
	if (manifest->sessions == NULL) {
		json_fail(fields, "does not fit into memory");
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		struct json_fields session = {json_at(list, i), "a session of the manifest",
					      fields->problems, false};
		struct manifest_session read;
		if (!session_read(&session, arena, &read))
			return false;
		session_add(manifest, &read);
	}
	return true;
}

static void label_hold(struct json_fields *fields, const struct envelope_label *label)
{
	uint8_t machine[16] = {0};
	json_read_hex(fields, "machine", machine, sizeof machine);
	if (!slice_is(json_read_text(fields, "study", ID_MOST), label->study) ||
	    !slice_is(json_read_text(fields, "school", ID_MOST), label->school) ||
	    memcmp(machine, label->machine, sizeof machine) != 0 ||
	    json_read_integer(fields, "number", 1, ENVELOPE_NUMBER_MOST) != label->number)
		json_fail(fields, "is of another study, school or machine than its batch");
}

bool manifest_read(struct slice text, const struct envelope_label *label, struct arena *arena,
		   struct manifest *manifest, struct problems *problems)
{
	struct json_fields fields = {.what = "the manifest", .problems = problems};
	struct json_t *json = json_load(text, problems);
	bool fine = false;
	memset(manifest, 0, sizeof *manifest);
	fields.object = json;
	if (json != NULL && json_is_format_1(json, "sayso-batch", problems)) {
		json_keys(&fields, manifest_keys, countof(manifest_keys));
		label_hold(&fields, label);
		manifest->issue =
			(uint32_t)json_read_integer(&fields, "issue", 1, ENVELOPE_ISSUE_MOST);
		manifest->batch = (uint32_t)json_read_integer(&fields, "batch", 1, UINT32_MAX);
		manifest->answering =
			(uint32_t)json_read_integer(&fields, "answering", 0, CSV_ROWS_MOST);
		fine = sessions_read(&fields, arena, manifest);
	}
	json_release(json);
	return fine;
}
