#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "kiosk/flow/stick.h"

#define BATCH_FOLDER "sayso"
#define BATCH_MEMORY_MOST ((size_t)1 << 30) /* answers, packs and the archive made of them */
#define ROOM_BESIDE 65536		    /* folders, and what a cluster wastes */

/* What goes into one batch; all in the arena. */
struct batch_work {
	struct machine *machine;
	const struct closings *closings;
	int64_t now_ms;
	struct arena arena;
	struct envelope_label label;
	struct batch_making making;
	size_t done, held; /* codes whose records go along; records that stay for a later batch */
	struct problems *problems;
};

static bool no_memory(struct problems *problems)
{
	problem_error_at(problems, NULL, NULL, "there is not enough memory to write the answers");
	return false;
}

static void label_fill(const struct vault_machine *machine, struct envelope_label *label)
{
	*label = (struct envelope_label){
		.kind = ENVELOPE_BATCH, .number = machine->number, .key = machine->key};
	memcpy(label->study, machine->study, sizeof label->study);
	memcpy(label->school, machine->school, sizeof label->school);
	memcpy(label->machine, machine->id, sizeof label->machine);
	memcpy(label->pack, machine->pack, sizeof label->pack);
	memcpy(label->enrolment, machine->enrolment, sizeof label->enrolment);
}

static bool session_add(struct batch_work *work, const struct vault_session *session,
			struct batch_session *told)
{
	struct board board;
	if (!board_read(&board, work->machine, session, work->closings, work->now_ms,
			work->problems))
		return false;
	*told = (struct batch_session){.class_name = session->class_name,
				       .wave = session->wave,
				       .day = session->day,
				       .invited = (uint32_t)board.count,
				       .started = (uint32_t)(board.done + board.answering),
				       .done = (uint32_t)board.done};
	work->making.answering += (uint32_t)board.answering;
	return true;
}

static bool sessions_take(struct batch_work *work)
{
	struct vault_session *list = arena_take(&work->arena, VAULT_SESSIONS_MOST, sizeof *list);
	struct batch_session *told = arena_take(&work->arena, VAULT_SESSIONS_MOST, sizeof *told);
	size_t count;
	if (list == NULL || told == NULL)
		return no_memory(work->problems);
	if (!vault_sessions(work->machine->vault, list, VAULT_SESSIONS_MOST, &count,
			    work->problems))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!session_add(work, &list[i], &told[i]))
			return false;
	work->making.sessions = told;
	work->making.session_count = count;
	return true;
}

/* One that cannot be read stays behind: the answers must leave. */
static void pack_add(struct batch_work *work, uint32_t issue, struct slice *packs)
{
	size_t *count = &work->making.pack_count;
	if (vault_pack(work->machine->vault, issue, &work->arena, &packs[*count], work->problems))
		++*count;
}

static bool is_among(const struct vault_due *due, size_t count, uint32_t issue)
{
	while (count > 0)
		if (due[--count].issue == issue)
			return true;
	return false;
}

/* Each issue that a record needs, once. A batch without records has the newest, or nobody could
 * tell whose machine it comes from. */
static bool packs_add(struct batch_work *work, const struct vault_due *due, size_t count)
{
	struct slice *packs = arena_take(&work->arena, count + 1, sizeof *packs);
	if (packs == NULL)
		return no_memory(work->problems);
	for (size_t i = 0; i < count; i++)
		if (!is_among(due, i, due[i].issue))
			pack_add(work, due[i].issue, packs);
	if (count == 0)
		pack_add(work, 0, packs);
	work->making.packs = packs;
	return true;
}

/* What does not show as done yet stays behind: else who saves twice learns who has just closed. */
static size_t shown_keep(struct batch_work *work, struct vault_due *due, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (!closings_show(work->closings, &due[i], work->now_ms)) {
			work->held++;
			continue;
		}
		work->done += !due[i].rehearsal;
		due[kept++] = due[i];
	}
	return kept;
}

static bool records_take(struct batch_work *work)
{
	struct vault_due *due;
	size_t count;
	if (!vault_due(work->machine->vault, &work->arena, &due, &count, work->problems))
		return false;
	count = shown_keep(work, due, count);
	struct batch_record *records = arena_take(&work->arena, count, sizeof *records);
	if (records == NULL)
		return no_memory(work->problems);
	for (size_t i = 0; i < count; i++) {
		memcpy(records[i].id, due[i].record, sizeof records[i].id);
		records[i].sealed = due[i].sealed;
	}
	work->making.records = records;
	work->making.record_count = count;
	return packs_add(work, due, count);
}

/* The number is used up, whatever becomes of the batch: a gap is news, not an alarm. */
static bool batch_make(struct batch_work *work, struct buffer *out)
{
	struct vault *vault = work->machine->vault;
	label_fill(vault_machine(vault), &work->label);
	work->making.label = &work->label;
	work->making.issue = vault_machine(vault)->issue;
	if (!records_take(work) || !sessions_take(work) ||
	    !vault_batch_number(vault, &work->making.batch_number, work->problems) ||
	    !vault_signing(vault, &work->making.signing, work->problems))
		return false;
	bool fine = batch_write(&work->making, &work->arena, out, work->problems);
	vault_signing_done(vault);
	return fine;
}

/* ---- Onto the stick ---- */

/* After a pulled stick its folder may be one of the machine's own disk. */
static bool is_there(const struct stick *stick, const char *path)
{
	struct stat folder;
	return lstat(path, &folder) == 0 && S_ISDIR(folder.st_mode) &&
	       folder.st_dev == stick->device;
}

/* Why nothing could be written, as far as the system tells afterwards. */
static enum stick_trouble trouble_of(const struct stick *stick, size_t size)
{
	struct statvfs disk;
	struct stat folder;
	if (stat(stick->path, &folder) != 0 || folder.st_dev != stick->device ||
	    statvfs(stick->path, &disk) != 0)
		return STICK_GONE;
	if ((disk.f_flag & ST_RDONLY) != 0 || access(stick->path, W_OK) != 0)
		return STICK_PROTECTED;
	if ((uint64_t)disk.f_bavail * disk.f_frsize < (uint64_t)size + ROOM_BESIDE)
		return STICK_FULL;
	return STICK_FAILING;
}

static enum file_checked put(const struct stick *stick, const char *name, struct slice archive,
			     struct problems *problems)
{
	char folder[PATH_SIZE], path[PATH_SIZE];
	struct stat there;
	if (stat(stick->path, &there) != 0 || there.st_dev != stick->device ||
	    !path_join(folder, stick->path, BATCH_FOLDER) || !path_join(path, folder, name) ||
	    !folder_make(folder, FILE_SHARED, problems) || !is_there(stick, folder))
		return FILE_FAILED;
	if (!stick->shared)
		folder_tidy(folder);
	enum file_checked checked = file_write(path, archive, FILE_SHARED, false, problems);
	return is_there(stick, folder) ? checked : FILE_FAILED;
}

static void batch_put(const struct stick *stick, struct slice archive, struct stick_batch *batch)
{
	struct problems *scratch = calloc(1, sizeof *scratch); /* told as trouble */
	batch->trouble = STICK_FAILING;
	if (scratch == NULL)
		return;
	enum file_checked checked = put(stick, batch->name, archive, scratch);
	batch->checked = checked == FILE_WRITTEN;
	batch->trouble = checked == FILE_FAILED ? trouble_of(stick, archive.size) : STICK_FINE;
	free(scratch);
}

bool stick_write(const struct stick *stick, struct machine *machine,
		 const struct closings *closings, int64_t now_ms, struct stick_batch *batch,
		 struct problems *problems)
{
	struct batch_work work = {
		.machine = machine, .closings = closings, .now_ms = now_ms, .problems = problems};
	struct buffer out = buffer_growing(ENVELOPE_MOST);
	arena_init(&work.arena, BATCH_MEMORY_MOST);
	*batch = (struct stick_batch){.checked = false};
	bool fine = batch_make(&work, &out);
	if (fine) {
		batch->done = work.done;
		batch->answering = work.making.answering;
		batch->all = work.held == 0 && batch->answering == 0;
		batch_file_name(&work.label, buffer_slice(&out), work.making.batch_number,
				batch->name);
		batch_put(stick, buffer_slice(&out), batch);
	}
	if (fine && batch->trouble == STICK_FINE)
		fine = vault_keep_saved(machine->vault, (uint32_t)batch->done, problems);
	arena_release(&work.arena);
	buffer_release(&out);
	return fine;
}

bool stick_unsaved(struct machine *machine, const struct closings *closings, int64_t now_ms,
		   size_t *count, struct problems *problems)
{
	struct arena arena;
	struct vault_due *due;
	size_t closed, done = 0, saved = vault_saved(machine->vault);
	arena_init(&arena, BATCH_MEMORY_MOST);
	bool fine = vault_closed(machine->vault, &arena, &due, &closed, problems);
	for (size_t i = 0; fine && i < closed; i++)
		done += !due[i].rehearsal && closings_show(closings, &due[i], now_ms);
	arena_release(&arena);
	*count = done > saved ? done - saved : 0;
	return fine;
}
