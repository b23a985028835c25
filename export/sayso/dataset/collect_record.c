#include "export/formats/digest.h"
#include "export/sayso/dataset/collect_record.h"

static bool record_open(const struct record_source *source, struct slice sealed,
			struct record *record)
{
	size_t size = 0;
	struct record_room *room = source->room;
	if (sealed.size > sizeof room->plain) {
		problem_error_at(source->faults, NULL, NULL, "it is larger than any record");
		return false;
	}
	enum age_result result = age_open(sealed, source->keys->identities,
					  source->keys->identity_count, room->plain, &size);
	bool opened = result == AGE_OPENED;
	if (!opened)
		problem_error_at(source->faults, NULL, NULL, "%s", age_result_text(result));
	opened = opened && record_read((struct slice){(const char *)room->plain, size}, record,
				       source->faults);
	secret_zero(room->plain, sealed.size); /* no more was ever written */
	return opened;
}

static bool record_aside(const struct record_source *source, enum aside_kind kind,
			 const struct record_key *key, struct slice sealed, const char *reason,
			 struct problems *problems)
{
	char id[33];
	const struct aside aside = {.kind = kind,
				    .name = source->name,
				    .key = *key,
				    .reason = reason,
				    .sealed = sealed.size > SEALED_MOST ? (struct slice){NULL, 0}
									: sealed};
	hex_write(key->id, sizeof key->id, id);
	problem_error_at(problems, source->name, NULL, "record %s is %s: %s", id,
			 kind == ASIDE_LOST ? "lost" : "put aside", reason);
	return dataset_store_aside(source->dataset, &aside, problems);
}

static enum record_result record_take(const struct record_source *source,
				      const struct record_key *key, struct slice sealed,
				      struct problems *problems)
{
	struct record *record = &source->room->record;
	struct record_match match;
	enum record_result result = RECORD_ASIDE;
	if (source->faults->errors + source->faults->warnings > 0) /* 40 KB, a record */
		memset(source->faults, 0, sizeof *source->faults);
	if (!record_open(source, sealed, record))
		return RECORD_ASIDE;
	if (record_check_label(record, source->label, key->id, source->faults) &&
	    record_check_forms(record, source->packs, &match, source->faults)) {
		const struct record_storing storing = {key, source->batch, sealed, record, &match};
		result = record_store(source->dataset, &storing, problems) ? RECORD_STORED
									   : RECORD_FAILED;
	}
	record_release(record);
	return result;
}

enum record_result collect_record(const struct record_source *source,
				  const struct envelope_member *member, const uint8_t id[16],
				  struct problems *problems)
{
	struct record_key key;
	bool known, other;
	memcpy(key.machine, source->label->machine, sizeof key.machine);
	memcpy(key.id, id, sizeof key.id);
	memcpy(key.digest, member->digest, sizeof key.digest);
	if (!record_is_known(source->dataset, source->batch, &key, &known, &other, problems))
		return RECORD_FAILED;
	if (known)
		return RECORD_KNOWN;
	if (!member->found)
		return record_aside(source, ASIDE_LOST, &key, member->bytes,
				    member->changed ? "it was changed on the way"
						    : "it is listed but was cut off or left out",
				    problems)
			       ? RECORD_LOST
			       : RECORD_FAILED;
	if (other) {
		const struct source batch = {.name = source->name};
		char text[33];
		hex_write(id, sizeof key.id, text);
		problem_warning(problems, place_at(&batch, 0), NULL,
				"record %s was stored before with other content: both are kept",
				text);
	}
	enum record_result result = record_take(source, &key, member->bytes, problems);
	if (result == RECORD_ASIDE && !record_aside(source, ASIDE_RECORD, &key, member->bytes,
						    problems_first(source->faults), problems))
		return RECORD_FAILED;
	return result;
}
