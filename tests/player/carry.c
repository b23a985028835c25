#include "tests/player/carry.h"

#include "export/formats/batch.h"
#include "export/formats/file.h"

/* The vault, out of the app's hands. */
static bool taken(struct room *room)
{
	room_stop(room);
	return room_vault(room);
}

bool carry_end_session(struct room *room, const char *class_name)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	if (!taken(room) ||
	    !vault_sessions(room->vault, list, countof(list), &count, &room->problems))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i].open && strcmp(list[i].class_name, class_name) == 0)
			return vault_end_session(room->vault, list[i].id, &room->problems);
	return false;
}

static void label_of(const struct vault_machine *machine, struct envelope_label *label)
{
	*label = (struct envelope_label){
		.kind = ENVELOPE_BATCH, .number = machine->number, .key = machine->key};
	memcpy(label->study, machine->study, sizeof label->study);
	memcpy(label->school, machine->school, sizeof label->school);
	memcpy(label->machine, machine->id, sizeof label->machine);
	memcpy(label->pack, machine->pack, sizeof label->pack);
	memcpy(label->enrolment, machine->enrolment, sizeof label->enrolment);
}

static bool records_due(struct room *room, struct batch_record **records, size_t *count)
{
	struct vault_due *due;
	if (!vault_due(room->vault, &room->arena, &due, count, &room->problems))
		return false;
	*records = arena_take(&room->arena, *count, sizeof **records);
	for (size_t i = 0; *records != NULL && i < *count; i++) {
		memcpy((*records)[i].id, due[i].record, sizeof due[i].record);
		(*records)[i].sealed = due[i].sealed;
	}
	return *records != NULL;
}

static size_t sessions_told(const struct vault_session *list, size_t count,
			    struct batch_session *out, uint32_t *answering)
{
	*answering = 0;
	for (size_t i = 0; i < count; i++) {
		out[i] = (struct batch_session){list[i].class_name,
						list[i].wave,
						list[i].day,
						list[i].codes,
						list[i].answering + list[i].done,
						list[i].done};
		*answering += list[i].answering;
	}
	return count;
}

static bool written(struct room *room, const struct batch_making *making, const char *folder)
{
	char name[BATCH_NAME_MOST], path[PATH_SIZE];
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	bool fine = batch_write(making, &room->arena, &out, &room->problems) &&
		    folder_make(folder, FILE_SHARED, &room->problems);
	batch_file_name(making->label, buffer_slice(&out), making->batch_number, name);
	fine = fine && path_join(path, folder, name) &&
	       file_write(path, buffer_slice(&out), FILE_SHARED, false, &room->problems) !=
		       FILE_FAILED;
	buffer_release(&out);
	return fine;
}

bool carry_batch(struct room *room, const char *folder)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	struct batch_session sessions[VAULT_SESSIONS_MOST];
	struct envelope_label label;
	struct slice pack;
	size_t session_count;
	if (!taken(room))
		return false;
	struct batch_making making = {.label = &label,
				      .sessions = sessions,
				      .issue = vault_machine(room->vault)->issue,
				      .packs = &pack,
				      .pack_count = 1};
	label_of(vault_machine(room->vault), &label);
	if (!vault_sessions(room->vault, list, countof(list), &session_count, &room->problems) ||
	    !records_due(room, &making.records, &making.record_count) ||
	    !vault_pack(room->vault, 0, &room->arena, &pack, &room->problems) ||
	    !vault_batch_number(room->vault, &making.batch_number, &room->problems) ||
	    !vault_signing(room->vault, &making.signing, &room->problems))
		return false;
	making.session_count = sessions_told(list, session_count, sessions, &making.answering);
	bool fine = written(room, &making, folder);
	vault_signing_done(room->vault);
	return fine;
}
