/* What the tests of the vault share: a data folder, a machine that is set up, a session, records
 * of one size, and a researcher's key that opens them. */
#ifndef SAYSO_TESTS_VAULT_BENCH_H
#define SAYSO_TESTS_VAULT_BENCH_H

#include <dirent.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/age_seal.h"
#include "export/formats/folder.h"
#include "export/sayso/identity/age_open.h"
#include "kiosk/vault/vault.h"
#include "tests/scratch.h"

#define BENCH_DAY 20782 /* 2026-11-25 */
#define BENCH_PIN "246810"
#define BENCH_PACK "a study pack"

struct vault_bench {
	char folder[PATH_SIZE];
	struct problems problems;
	struct vault *vault;
	bool set_aside;
	bool quiet; /* failures are what is tested */
	struct age_identity identity;
	struct age_recipient recipients[2]; /* the identity's, and one that nobody has */
	size_t record_size, resume_size;
	int64_t session;
};

static inline bool bench_fine(struct vault_bench *bench, bool fine, const char *what)
{
	if (!fine && !bench->quiet) {
		fprintf(stderr, "%s failed\n", what);
		problems_print(&bench->problems, stderr);
	}
	return fine;
}

static inline void bench_keys(struct vault_bench *bench)
{
	uint8_t other[32];
	randombytes_buf(bench->identity.secret, 32);
	crypto_scalarmult_base(bench->identity.public_key, bench->identity.secret);
	memcpy(bench->recipients[0].public_key, bench->identity.public_key, 32);
	randombytes_buf(other, sizeof other);
	crypto_scalarmult_base(bench->recipients[1].public_key, other);
}

/* An enrolment that shows what it was made from. */
static inline void bench_enrol(const void *context, const uint8_t machine[16],
			       const struct minisign_public *key, uint8_t enrolment[32])
{
	memcpy(enrolment, machine, 16);
	memcpy(enrolment + 16, key->key, 15);
	enrolment[31] = *(const uint8_t *)context;
}

static inline void bench_close(struct vault_bench *bench)
{
	vault_close(bench->vault);
	bench->vault = NULL;
}

static inline bool bench_open(struct vault_bench *bench)
{
	bench->problems = (struct problems){.count = 0};
	bench->vault = vault_open(bench->folder, BENCH_DAY, &bench->set_aside, &bench->problems);
	if (bench->vault != NULL && !vault_settle(bench->vault, &bench->problems))
		bench_close(bench);
	return bench->vault != NULL;
}

static inline struct vault_setup bench_setup(void)
{
	static const uint8_t mark = 77;
	struct vault_setup setup = {.pack_archive = slice_of(BENCH_PACK),
				    .issue = 3,
				    .number = 12,
				    .study = "wellbeing",
				    .school = "hillside",
				    .enrol = bench_enrol,
				    .context = &mark,
				    .pin = slice_of(BENCH_PIN)};
	memset(setup.pack, 'p', sizeof setup.pack);
	memset(&setup.signing, 's', sizeof setup.signing);
	return setup;
}

static inline bool bench_set_up(struct vault_bench *bench)
{
	struct vault_setup setup = bench_setup();
	return bench_fine(bench, vault_set_up(bench->vault, &setup, &bench->problems), "set-up");
}

static inline enum vault_pin bench_unlock(struct vault_bench *bench, const char *pin,
					  int64_t now_ms, int64_t *wait_ms)
{
	return vault_unlock(bench->vault, slice_of(pin), now_ms, wait_ms, &bench->problems);
}

/* A try that was cut off has been counted, so there may be a wait. */
static inline bool bench_unlocks(struct vault_bench *bench)
{
	int64_t wait_ms, now_ms = 1000000;
	enum vault_pin tried = bench_unlock(bench, BENCH_PIN, now_ms, &wait_ms);
	if (tried == VAULT_PIN_WAIT)
		tried = bench_unlock(bench, BENCH_PIN, now_ms + wait_ms, &wait_ms);
	return bench_fine(bench, tried == VAULT_PIN_RIGHT, "unlocking");
}

static const struct vault_code bench_codes[] = {
	{"333333", false}, {"3KM3WR", false}, {"4CDFGH", false},
	{"6JKMNP", false}, {"7RTWX3", true},  {"9XWTRP", false},
};

/* The same cards in every class: so another class answers a wave of its own. */
static inline struct vault_opening bench_opening(struct vault_bench *bench, const char *class_name)
{
	return (struct vault_opening){.class_name = class_name,
				      .wave = strcmp(class_name, "7B") == 0 ? "autumn" : class_name,
				      .day = BENCH_DAY,
				      .issue = 3,
				      .codes = bench_codes,
				      .code_count = countof(bench_codes),
				      .record_size = bench->record_size,
				      .resume_size = bench->resume_size,
				      .recipients = bench->recipients,
				      .recipient_count = 2};
}

static inline bool bench_open_session(struct vault_bench *bench)
{
	struct vault_opening opening = bench_opening(bench, "7B");
	return bench_fine(
		bench,
		vault_open_session(bench->vault, &opening, &bench->session, &bench->problems),
		"opening a session");
}

static inline int64_t bench_row(struct vault_bench *bench, const char *code, struct vault_row *row)
{
	bool found = false;
	if (!vault_find(bench->vault, code, row, &found, &bench->problems) || !found)
		return 0;
	return row->id;
}

/* A record, or a resume, that tells row and number: text, then padding of one kind. */
static inline struct slice bench_text(char *out, size_t size, const char *kind, int64_t row,
				      unsigned number)
{
	memset(out, ' ', size);
	int length = snprintf(out, size, "%s of row %d, number %u;", kind, (int)row, number);
	out[length] = ' ';
	return (struct slice){out, size};
}

static inline unsigned bench_number(const char *bytes, const char *kind, int64_t row)
{
	char start[64];
	unsigned number = 0;
	snprintf(start, sizeof start, "%s of row %d, number ", kind, (int)row);
	if (strncmp(bytes, start, strlen(start)) != 0 ||
	    sscanf(bytes + strlen(start), "%u;", &number) != 1)
		return UINT32_MAX;
	return number;
}

#define BENCH_BYTES_MOST 65536
static inline bool bench_start(struct vault_bench *bench, int64_t row, unsigned number)
{
	static char record[BENCH_BYTES_MOST], resume[BENCH_BYTES_MOST];
	return vault_start(
		bench->vault, row, bench_text(record, bench->record_size, "record", row, number),
		bench_text(resume, bench->resume_size, "resume", row, number), &bench->problems);
}

static inline bool bench_save(struct vault_bench *bench, int64_t row, unsigned number)
{
	static char record[BENCH_BYTES_MOST], resume[BENCH_BYTES_MOST];
	return vault_save(
		bench->vault, row, bench_text(record, bench->record_size, "record", row, number),
		bench_text(resume, bench->resume_size, "resume", row, number), &bench->problems);
}

static inline bool bench_finish(struct vault_bench *bench, int64_t row, unsigned number)
{
	static char record[BENCH_BYTES_MOST];
	return vault_close_sitting(bench->vault, row,
				   bench_text(record, bench->record_size, "record", row, number),
				   &bench->problems);
}

/* The number of what can be resumed; UINT32_MAX: nothing that can. */
static inline unsigned bench_resumed(struct vault_bench *bench, int64_t row)
{
	static uint8_t resume[BENCH_BYTES_MOST + 1];
	if (!vault_resume(bench->vault, row, resume, bench->resume_size, &bench->problems))
		return UINT32_MAX;
	resume[bench->resume_size] = '\0';
	return bench_number((const char *)resume, "resume", row);
}

/* The number in a sealed record, as the researchers see it. */
static inline unsigned bench_unsealed(struct vault_bench *bench, struct slice sealed, int64_t row)
{
	static uint8_t plain[2 * BENCH_BYTES_MOST];
	size_t size = 0;
	if (sealed.size > sizeof plain ||
	    age_open(sealed, &bench->identity, 1, plain, &size) != AGE_OPENED ||
	    size != bench->record_size)
		return UINT32_MAX;
	return bench_number((const char *)plain, "record", row);
}

/* Removes a folder and what is in it, folders of one level too. */
static inline void bench_remove(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	char path[PATH_SIZE];
	while (directory != NULL && (entry = readdir(directory)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		    !path_join(path, folder, entry->d_name))
			continue;
		if (unlink(path) != 0)
			bench_remove(path);
	}
	if (directory != NULL)
		closedir(directory);
	rmdir(folder);
}

static inline bool bench_begin(struct vault_bench *bench, size_t record_size, size_t resume_size)
{
	*bench = (struct vault_bench){.record_size = record_size, .resume_size = resume_size};
	if (sodium_init() < 0 || !scratch_make(bench->folder, "vault"))
		return false;
	bench_keys(bench);
	return true;
}

static inline void bench_end(struct vault_bench *bench)
{
	bench_close(bench);
	bench_remove(bench->folder);
}

#endif
