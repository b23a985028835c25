#include "export/formats/batch.h"
#include "export/formats/digest.h"
#include "export/sayso/dataset/collect.h"
#include "export/sayso/dataset/collect_packs.h"
#include "export/sayso/dataset/collect_record.h"
#include "export/sayso/dataset/json_read.h"

#define BATCH_ARENA_MOST (256u << 20)

struct school_key {
	char study[17], school[17];
	uint8_t key[32];
};

struct collector_memory {
	struct record_room room;
	struct school_key schools[STUDY_SCHOOLS_MOST];
	size_t school_count;
};

/* One batch while it is collected. */
struct work {
	struct collector *collector;
	const char *name;
	struct slice archive;
	struct arena arena;
	struct envelope envelope;
	struct known_packs packs;
	size_t believed_packs; /* that came along */
	int64_t batch;	       /* its row */
	struct collected *collected;
	struct problems *problems; /* what the person reads */
};

enum verdict { TAKEN, PUT_ASIDE, FAILED };

bool collector_begin(struct collector *collector, struct dataset *dataset, const struct keys *keys,
		     struct schools_book *book, struct problems *problems)
{
	memset(collector, 0, sizeof *collector);
	if (!secret_take(&collector->secret, sizeof *collector->memory, problems))
		return false;
	collector->faults = calloc(1, sizeof *collector->faults);
	if (collector->faults == NULL) {
		problem_error_at(problems, NULL, NULL, "there is not enough memory");
		collector_end(collector);
		return false;
	}
	json_wipe_memory();
	collector->memory = collector->secret.bytes;
	collector->dataset = dataset;
	collector->keys = keys;
	collector->book = book;
	return true;
}

void collector_end(struct collector *collector)
{
	secret_release(&collector->secret);
	free(collector->faults);
	memset(collector, 0, sizeof *collector);
}

static struct problems *faults_fresh(struct work *work)
{
	memset(work->collector->faults, 0, sizeof *work->collector->faults);
	return work->collector->faults;
}

/* The warnings at hand, with the batch's name before them. Lost records are not among them: each is
 * told as it is come to, unless it is here already. */
static void warnings_pass_on(struct work *work)
{
	const struct source source = {.name = work->name};
	const struct problems *faults = work->collector->faults;
	for (size_t i = 0; i < faults->count; i++) {
		const struct problem *fault = &faults->list[i];
		if (fault->severity != PROBLEM_WARNING ||
		    slice_starts(slice_of(fault->text), "records/"))
			continue;
		problem_warning(work->problems, place_at(&source, 0),
				fault->hint[0] == '\0' ? NULL : fault->hint, "%s", fault->text);
	}
}

static const char *fault_hint(const struct problems *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->list[i].severity == PROBLEM_ERROR)
			return faults->list[i].hint[0] == '\0' ? NULL : faults->list[i].hint;
	return NULL;
}

static const uint8_t *school_key(struct collector *collector, const struct schools_entry *entry)
{
	struct collector_memory *memory = collector->memory;
	for (size_t i = 0; i < memory->school_count; i++)
		if (strcmp(memory->schools[i].study, entry->study) == 0 &&
		    strcmp(memory->schools[i].school, entry->school) == 0)
			return memory->schools[i].key;
	if (memory->school_count == STUDY_SCHOOLS_MOST)
		memory->school_count = 0; /* several studies in one run: begin again */
	struct school_key *fresh = &memory->schools[memory->school_count];
	memcpy(fresh->study, entry->study, sizeof fresh->study);
	memcpy(fresh->school, entry->school, sizeof fresh->school);
	if (!setup_key(entry->number, entry->salt, fresh->key))
		return NULL;
	memory->school_count++;
	return fresh->key;
}

/* Which key may have signed it? Only one that somebody with the school's number enrolled. */
static bool is_enrolled(struct work *work, struct problems *faults)
{
	const struct envelope_label *label = &work->envelope.label;
	uint8_t enrolment[32];
	const struct schools_entry *entry =
		schools_book_find(work->collector->book, label->study, label->school);
	if (entry == NULL) {
		problem_error_at(
			faults, NULL,
			"Collect it with the folder of keys that its study pack was made with.",
			"it is of school %s of study %s, for which these keys made no study pack",
			label->school, label->study);
		return false;
	}
	const uint8_t *key = school_key(work->collector, entry);
	if (key == NULL) {
		problem_error_at(faults, NULL, "64 MiB are needed.", "there is not enough memory");
		return false;
	}
	setup_enrolment(key, label->study, label->school, label->machine, label->number,
			&label->key, label->pack, enrolment);
	if (bytes_equal(enrolment, label->enrolment, sizeof enrolment))
		return true;
	problem_error_at(faults, NULL, "Ask the school which machine it comes from.",
			 "its machine was not set up with the number in the letter to school %s",
			 label->school);
	return false;
}

/* Everything before the first write. */
static bool is_believed(struct work *work)
{
	struct problems *faults = faults_fresh(work);
	if (!envelope_open(work->archive, &work->arena, &work->envelope, faults))
		return false;
	memcpy(work->collected->school, work->envelope.label.school,
	       sizeof work->collected->school);
	work->collected->machine_number = work->envelope.label.number;
	work->collected->other_kind = work->envelope.label.kind != ENVELOPE_BATCH;
	if (work->collected->other_kind)
		return true;
	return is_enrolled(work, faults) && envelope_check(&work->envelope, work->archive, faults);
}

static bool aside_batch(struct work *work, const char *reason, const char *hint)
{
	struct aside aside = {.kind = ASIDE_BATCH, .name = work->name, .reason = reason};
	bool has;
	if (!dataset_has_batch(work->collector->dataset, work->name, &has, work->problems))
		return false;
	if (has)
		hint = "A copy of it was collected before; what that one lacked, `sayso status` "
		       "names.";
	problem_error_at(work->problems, work->name, hint, "the batch is put aside: %s", reason);
	if (has)
		return true;
	sha256(work->archive, aside.key.digest);
	return dataset_store_aside(work->collector->dataset, &aside, work->problems);
}

/* Set up with a pack of ours? Its list is known, or a pack of ours came along: a machine takes
 * later packs only from who signed the first. (The first itself may be damaged by now: no answer is
 * lost for that.) */
static bool has_our_pack(const struct work *work)
{
	char pack[65];
	hex_write(work->envelope.label.pack, sizeof work->envelope.label.pack, pack);
	for (size_t i = 0; i < work->packs.count; i++)
		if (strcmp(work->packs.list[i].digest, pack) == 0)
			return true;
	return work->believed_packs > 0;
}

static enum verdict machine_check(struct work *work)
{
	const struct envelope_label *label = &work->envelope.label;
	const struct schools_entry *entry =
		schools_book_find(work->collector->book, label->study, label->school);
	char reason[160];
	if (!has_our_pack(work))
		return aside_batch(work,
				   "its machine was set up with a study pack that these keys did "
				   "not sign",
				   "Ask the school where it had the pack from.")
			       ? PUT_ASIDE
			       : FAILED;
	if (entry == NULL || entry->machines == 0 || label->number <= entry->machines)
		return TAKEN;
	snprintf(reason, sizeof reason, "it is of machine %u, but school %s has %u in schools.csv",
		 label->number, label->school, entry->machines);
	return aside_batch(
		       work, reason,
		       "If it is right, raise `machines` there, make a study pack, collect again.")
		       ? PUT_ASIDE
		       : FAILED;
}

static bool manifest_take(struct work *work, struct manifest *manifest, bool *found)
{
	const struct envelope_member *member =
		envelope_find(&work->envelope, slice_of("manifest.json"));
	struct problems *faults = faults_fresh(work);
	const struct source source = {.name = work->name};
	*found = member != NULL && manifest_read(member->bytes, &work->envelope.label, &work->arena,
						 manifest, faults);
	if (member != NULL && !*found)
		problem_error_at(work->problems, work->name, NULL, "manifest.json is not used: %s",
				 problems_first(faults));
	if (member == NULL)
		problem_warning(work->problems, place_at(&source, 0), NULL,
				"its manifest is lost: the sessions in it are not counted");
	work->collected->batch_number = *found ? manifest->batch : 0;
	return *found || member == NULL;
}

static bool batch_store(struct work *work)
{
	struct manifest manifest;
	bool found, copied;
	if (!manifest_take(work, &manifest, &found))
		work->collected->put_aside++;
	const struct batch_told told = {work->name, &work->envelope, found ? &manifest : NULL,
					work->collected->records};
	if (!dataset_store_batch(work->collector->dataset, &told, &work->batch, &copied,
				 work->problems))
		return false;
	if (copied)
		problem_error_at(
			work->problems, work->name,
			"Ask the school: a second machine may run with a copy of its data.",
			"machine %u sent two different batches with the number %u",
			work->envelope.label.number, manifest.batch);
	return true;
}

static bool is_known_name(struct slice name)
{
	uint32_t issue;
	struct slice rest;
	return slice_is(name, "manifest.json") || pack_member_name(name, &issue, &rest);
}

static bool result_count(struct collected *collected, enum record_result result)
{
	collected->stored += result == RECORD_STORED;
	collected->known += result == RECORD_KNOWN;
	collected->put_aside += result == RECORD_ASIDE;
	collected->lost += result == RECORD_LOST;
	return result != RECORD_FAILED;
}

static bool records_take(struct work *work, struct progress *progress)
{
	const struct source batch = {.name = work->name};
	const struct record_source source = {
		.dataset = work->collector->dataset,
		.keys = work->collector->keys,
		.name = work->name,
		.batch = work->batch,
		.label = &work->envelope.label,
		.packs = &work->packs,
		.room = &work->collector->memory->room,
		.faults = work->collector->faults,
	};
	const uint64_t begun = progress == NULL ? 0 : progress->done;
	for (size_t i = 0; i < work->envelope.member_count; i++) {
		const struct envelope_member *member = &work->envelope.members[i];
		uint8_t id[16];
		if (batch_record_id(member->name, id)) {
			if (!result_count(work->collected,
					  collect_record(&source, member, id, work->problems)))
				return false;
		} else if (!is_known_name(member->name)) {
			problem_warning(work->problems, place_at(&batch, 0), NULL,
					"it holds a file that this version does not know");
		}
		if (progress != NULL)
			progress_step(progress, begun + work->archive.size * (i + 1) /
								work->envelope.member_count);
	}
	return true;
}

static size_t records_count(const struct envelope *envelope)
{
	size_t count = 0;
	uint8_t id[16];
	for (size_t i = 0; i < envelope->member_count; i++)
		count += batch_record_id(envelope->members[i].name, id);
	return count;
}

static enum verdict study_claim(struct work *work)
{
	bool same;
	if (!dataset_claim_study(work->collector->dataset, work->envelope.label.study, &same,
				 work->problems))
		return FAILED;
	if (same)
		return TAKEN;
	problem_error_at(
		work->problems, work->name, "Collect it into a file of its own: --into OTHER.db",
		"it is of study %s, and this file holds another study", work->envelope.label.study);
	return PUT_ASIDE;
}

/* Within one transaction. */
static enum verdict batch_take(struct work *work, struct progress *progress)
{
	struct dataset *dataset = work->collector->dataset;
	const struct envelope *envelope = &work->envelope;
	enum verdict verdict = study_claim(work);
	struct problems *faults = faults_fresh(work);
	if (verdict != TAKEN)
		return verdict;
	if (!collect_packs(dataset, envelope, &work->collector->keys->signing_public,
			   &work->believed_packs, faults) ||
	    !dataset_packs(dataset, envelope->label.school, &work->arena, &work->packs, faults)) {
		problem_error_at(work->problems, work->name, NULL, "%s", problems_first(faults));
		return FAILED;
	}
	warnings_pass_on(work);
	verdict = machine_check(work);
	if (verdict != TAKEN)
		return verdict;
	work->collected->records = records_count(envelope);
	if (!batch_store(work) || !records_take(work, progress) ||
	    !dataset_clear_aside(dataset, work->batch, work->archive, work->problems))
		return FAILED;
	return TAKEN;
}

static bool batch_commit(struct work *work, struct progress *progress)
{
	struct db *db = dataset_db(work->collector->dataset);
	if (!db_begin(db, work->problems))
		return false;
	enum verdict verdict = batch_take(work, progress);
	if (verdict != FAILED && db_commit(db, work->problems))
		return verdict == TAKEN;
	db_rollback(db);
	*work->collected = (struct collected){0};
	return false;
}

bool collect_batch(struct collector *collector, const char *name, struct slice archive,
		   struct progress *progress, struct collected *collected,
		   struct problems *problems)
{
	struct work work = {.collector = collector,
			    .name = name,
			    .archive = archive,
			    .collected = collected,
			    .problems = problems};
	bool taken = false;
	*collected = (struct collected){0};
	arena_init(&work.arena, BATCH_ARENA_MOST);
	if (!is_believed(&work)) {
		if (!aside_batch(&work, problems_first(collector->faults),
				 fault_hint(collector->faults)))
			problem_error_at(problems, name, NULL, "that could not be written down");
	} else if (!collected->other_kind) {
		warnings_pass_on(&work);
		taken = batch_commit(&work, progress);
	} else {
		taken = true;
	}
	arena_release(&work.arena);
	return taken;
}
