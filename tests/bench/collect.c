/* Collecting a batch, a record of it, beside opening its records alone. */
#include "export/sayso/identity/age_open.h"
#include "tests/bench/meter.h"
#include "tests/unit/sealed_way.h"

#define BATCHES 5
#define RECORDS 500 /* of a batch */
#define LIMIT 6.0

static const char *answer_by_turns(const struct form *form, const struct item *item)
{
	(void)form;
	return item->options[(size_t)(item->name[0] + item->name[1]) % item->option_count].name;
}

static struct respondent_code code_number(size_t number)
{
	uint8_t values[5];
	struct respondent_code code;
	for (size_t i = 0; i < countof(values); i++, number /= 19)
		values[i] = (uint8_t)(number % 19);
	respondent_code_make(values, &code);
	return code;
}

static bool record_make(struct way *way, size_t number, struct batch_record *record)
{
	const struct study *study = way->opened.study;
	const struct respondent_code code = code_number(number);
	size_t size = way_sealed_size(way);
	void *memory = arena_take(&way->arena, 1, sitting_size(study));
	char *plain = arena_take(&way->arena, 1, study->record_size);
	char *sealed = arena_take(&way->arena, 1, size);
	if (memory == NULL || plain == NULL || sealed == NULL)
		return false;
	randombytes_buf(record->id, sizeof record->id);
	const struct sitting_about about = way_about(way, &code, record->id, way->label.machine);
	struct sitting *sitting = sitting_start(memory, &about);
	while (sitting_item(sitting) != NULL && way_page(sitting, answer_by_turns))
		continue;
	sitting_end(sitting, SITTING_COMPLETE);
	record->sealed = (struct slice){sealed, size};
	return record_write(sitting, SITTING_COMPLETE, plain) &&
	       age_seal((struct slice){plain, study->record_size}, way->opened.recipients,
			way->opened.recipient_count, (uint8_t *)sealed);
}

static int record_order(const void *a, const void *b)
{
	const struct batch_record *left = a, *right = b;
	return memcmp(left->id, right->id, sizeof left->id);
}

static bool opened(struct way *way, const struct batch_record *records)
{
	static uint8_t plain[2 * RECORD_MOST];
	size_t size;
	for (size_t i = 0; i < RECORDS; i++)
		if (age_open(records[i].sealed, way->keys.identities, way->keys.identity_count,
			     plain, &size) != AGE_OPENED)
			return false;
	return true;
}

static bool collected(struct way *way, struct slice archive)
{
	struct collected collected;
	return archive.bytes != NULL &&
	       collect_batch(&way->collector, "b.tar", archive, NULL, &collected, &way->problems) &&
	       collected.stored == RECORDS;
}

static bool measure(struct way *way)
{
	static struct meter ours, other;
	static struct batch_record records[RECORDS];
	for (uint32_t batch = 0; batch <= BATCHES; batch++) {
		for (size_t i = 0; i < RECORDS; i++)
			if (!record_make(way, batch * RECORDS + i, &records[i]))
				return false;
		qsort(records, RECORDS, sizeof records[0], record_order);
		struct slice archive = way_batch(way, batch + 1, records, RECORDS);
		double begun = meter_now_us();
		if (!collected(way, archive))
			return false;
		double between = meter_now_us();
		if (!opened(way, records))
			return false;
		if (batch == 0) /* the school's number is worked out once a run */
			continue;
		meter_add(&ours, (between - begun) / RECORDS);
		meter_add(&other, (meter_now_us() - between) / RECORDS);
	}
	meter_print("collecting a record / opening it alone", &ours, &other, LIMIT);
	return true;
}

int main(void)
{
	static struct way way;
	bool fine = way_init(&way) && measure(&way);
	way_release(&way);
	return fine ? 0 : 1;
}
