/* What a vault has promised at a cut, from the notes of what was begun and what had returned; and
 * whether what lies on the disk keeps it. */
#ifndef SAYSO_TESTS_PROMISE_H
#define SAYSO_TESTS_PROMISE_H

#include "kiosk/vault/slots.h"
#include "tests/crash/world.h"
#include "tests/vault_bench.h"

enum step {
	STEP_SET_UP,
	STEP_OPEN,
	STEP_START,
	STEP_SAVE,
	STEP_CLOSE,
	STEP_PIN,
	STEP_END,
	STEP_RESET
};
enum phase { BEGUN, RETURNED };
#define NEW_PIN "135791"
#define RESET_PIN "999999"
#define ROWS_MOST 16
#define SESSIONS_PROMISED 3 /* by number from 1 */

struct row_promise {
	uint32_t session;
	uint32_t state, number; /* as it was when a call last returned */
	uint32_t next_state,
		next_number; /* of one that was begun; the same as above when none was */
	char key[32];        /* its slot's, once it was begun */
	bool has_key;
};
struct promise {
	bool begun[STEP_RESET + 1], done[STEP_RESET + 1]; /* of set-up, PIN and reset */
	struct row_promise rows[ROWS_MOST];
	uint32_t sessions_begun, sessions_open; /* sessions opened so far */
	bool end_begun[SESSIONS_PROMISED + 1], ended[SESSIONS_PROMISED + 1];
	char session_key[SESSIONS_PROMISED + 1][72]; /* wrapped, as in its slot */
};

/* What was written into a slot between the note before this one and this one. */
static inline const char *slot_payload(size_t at)
{
	const char *payload = NULL;
	while (at-- > 0 && disk.ops[at].kind != DISK_NOTE)
		if (disk.ops[at].kind == DISK_WRITE && disk.ops[at].file == disk_named("keys"))
			payload = disk.ops[at].bytes + 40;
	return payload;
}

static inline void rows_end(struct promise *promise, uint32_t session, enum phase phase)
{
	for (size_t i = 1; i < ROWS_MOST; i++) {
		struct row_promise *row = &promise->rows[i];
		if ((session != 0 && row->session != session) || row->state != VAULT_ANSWERING)
			continue;
		row->next_state = VAULT_DONE;
		if (phase == RETURNED)
			row->state = VAULT_DONE;
	}
}

static inline void promise_row(struct promise *promise, const uint32_t note[4], size_t at)
{
	static const uint32_t states[] = {[STEP_START] = VAULT_ANSWERING,
					  [STEP_SAVE] = VAULT_ANSWERING,
					  [STEP_CLOSE] = VAULT_DONE};
	struct row_promise *row = &promise->rows[note[2]];
	row->next_state = states[note[0]];
	row->next_number = note[3];
	if (note[1] == BEGUN)
		return;
	row->state = row->next_state;
	row->number = row->next_number;
	const char *key = note[0] == STEP_START ? slot_payload(at) : NULL;
	if (key != NULL) {
		memcpy(row->key, key, sizeof row->key);
		row->has_key = true;
	}
}

/* Takes one note more into account. Rows of session s are 6 * (s - 1) + 1 and on. */
static inline void promise_step(struct promise *promise, const uint32_t note[4], size_t at)
{
	bool returned = note[1] == RETURNED;
	switch ((enum step)note[0]) {
	case STEP_OPEN:
		promise->sessions_begun = note[2];
		for (size_t i = 0; i < countof(bench_codes); i++) {
			struct row_promise *row =
				&promise->rows[countof(bench_codes) * (note[2] - 1) + 1 + i];
			row->session = note[2];
			row->state = row->next_state = VAULT_WAITING;
		}
		if (!returned)
			break;
		promise->sessions_open = note[2];
		if (slot_payload(at) != NULL)
			memcpy(promise->session_key[note[2]], slot_payload(at), 72);
		break;
	case STEP_START:
	case STEP_SAVE:
	case STEP_CLOSE: promise_row(promise, note, at); break;
	case STEP_END:
		promise->end_begun[note[2]] = true;
		promise->ended[note[2]] = returned;
		rows_end(promise, note[2], (enum phase)note[1]);
		break;
	case STEP_RESET:
		rows_end(promise, 0, (enum phase)note[1]);
		for (size_t i = 1; i <= SESSIONS_PROMISED; i++) {
			promise->end_begun[i] = true;
			promise->ended[i] = returned || promise->ended[i];
		}
		/* fall through */
	case STEP_SET_UP:
	case STEP_PIN:
		promise->begun[note[0]] = true;
		promise->done[note[0]] = returned;
		break;
	}
}

/* --- Whether it is kept --- */

static char broken[400]; /* what was found, "" for nothing */

static inline bool broke(const char *format, ...) PRINTF_LIKE(1, 2);
static inline bool broke(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	vsnprintf(broken, sizeof broken, format, list);
	va_end(list);
	return false;
}

static inline bool holds(const struct image *image, const char *bytes, size_t size)
{
	return image->size >= size && memmem(image->bytes, image->size, bytes, size) != NULL;
}

static inline bool keys_load(const struct vault_bench *bench, struct image *image)
{
	char path[PATH_SIZE];
	struct stat about;
	if (!path_join(path, bench->folder, "keys"))
		return false;
	image_size(image, 0);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return true;
	if (fstat(fileno(file), &about) == 0)
		image_size(image, (size_t)about.st_size);
	size_t got = fread(image->bytes, 1, image->size, file);
	fclose(file);
	return got == image->size;
}

/* No key is left of what has been closed. */
static inline bool keys_gone(const struct promise *promise, const struct image *keys,
			     const char *when)
{
	for (size_t i = 1; i < ROWS_MOST; i++) {
		const struct row_promise *row = &promise->rows[i];
		if (row->has_key && row->state == VAULT_DONE && holds(keys, row->key, 32))
			return broke("row %zu: its key is left %s", i, when);
	}
	for (size_t i = 1; i <= promise->sessions_open; i++)
		if (promise->ended[i] && holds(keys, promise->session_key[i], 72))
			return broke("session %zu: its key is left %s", i, when);
	return true;
}

static inline enum vault_pin pin_try(struct vault_bench *bench, const char *pin)
{
	static int64_t now_ms; /* each try comes a day later */
	int64_t wait_ms;
	now_ms += 86400000;
	enum vault_pin tried = bench_unlock(bench, pin, now_ms, &wait_ms);
	return tried == VAULT_PIN_WAIT ? bench_unlock(bench, pin, now_ms + wait_ms, &wait_ms)
				       : tried;
}

/* The PIN that was told opens; one that was replaced does not. */
static inline bool pin_kept(struct vault_bench *bench, const struct promise *promise)
{
	static const struct {
		enum step step;
		const char *pin;
	} pins[] = {{STEP_SET_UP, BENCH_PIN}, {STEP_PIN, NEW_PIN}, {STEP_RESET, RESET_PIN}};
	size_t last = 0;
	uint8_t mark = 0;
	for (size_t i = 0; i < countof(pins); i++)
		if (promise->done[pins[i].step])
			last = i;
	for (size_t i = 0; i < last; i++)
		if (pin_try(bench, pins[i].pin) == VAULT_PIN_RIGHT)
			return broke("a PIN that was replaced still opens");
	enum vault_pin opened = pin_try(bench, pins[last].pin);
	if (opened != VAULT_PIN_RIGHT && last + 1 < countof(pins) &&
	    promise->begun[pins[last + 1].step])
		opened = pin_try(bench, pins[last + 1].pin);
	if (opened == VAULT_PIN_RIGHT)
		return true;
	if (!promise->begun[STEP_RESET] || promise->done[STEP_RESET])
		return broke("no PIN opens");
	return vault_reset_pin(bench->vault, slice_of(RESET_PIN), bench_enrol, &mark,
			       &bench->problems) ||
	       broke("a cut reset cannot be repeated");
}

static inline bool number_allowed(const struct row_promise *row, uint32_t number)
{
	return number == row->number || number == row->next_number;
}

/* State and, of one that can be resumed, number: into found. */
static inline bool row_kept(struct vault_bench *bench, const struct row_promise *row,
			    const struct vault_row *is, uint32_t *found)
{
	if (is->state != row->state && is->state != row->next_state)
		return broke("row %d: state %d, promised %u", (int)is->id, (int)is->state,
			     row->state);
	*found = UINT32_MAX;
	if (is->state != VAULT_ANSWERING)
		return true;
	*found = bench_resumed(bench, is->id);
	return number_allowed(row, *found) ||
	       broke("row %d: resumes %u, promised %u", (int)is->id, *found, row->number);
}

/* States and numbers of all rows into rows and found, as the vault that was opened has them. */
static inline bool rows_kept(struct vault_bench *bench, const struct promise *promise,
			     struct vault_row *rows, uint32_t *found)
{
	for (uint32_t session = 1; session <= promise->sessions_begun; session++) {
		size_t count, first = countof(bench_codes) * (session - 1) + 1;
		if (!vault_rows(bench->vault, session, &rows[first], countof(bench_codes), &count,
				&bench->problems))
			return broke("session %u cannot be read", session);
		if (count != countof(bench_codes) &&
		    (count > 0 || session <= promise->sessions_open))
			return broke("session %u has %zu rows", session, count);
		for (size_t i = first; i < first + count; i++)
			if (!row_kept(bench, &promise->rows[i], &rows[i], &found[i]))
				return false;
	}
	return true;
}

/* What the researchers would get of a row: the same that could be resumed, or was promised. */
static inline bool due_kept(struct vault_bench *bench, const struct row_promise *row,
			    const struct vault_row *is, uint32_t found, struct vault_due *due,
			    size_t count)
{
	size_t at = 0;
	while (at < count && memcmp(due[at].record, is->record, 16) != 0)
		at++;
	if (is->state == VAULT_WAITING)
		return at == count || broke("row %d: due, and never begun", (int)is->id);
	if (at == count)
		return broke("row %d: not due", (int)is->id);
	uint32_t number = bench_unsealed(bench, due[at].sealed, is->id);
	if (found != UINT32_MAX && number != found)
		return broke("row %d: sealed %u, but resumes %u", (int)is->id, number, found);
	return number_allowed(row, number) ||
	       broke("row %d: sealed %u, promised %u", (int)is->id, number, row->number);
}

/* Ends what is open and compares what is due; the machine can go on afterwards. */
static inline bool rest_kept(struct vault_bench *bench, const struct promise *promise,
			     const struct vault_row *rows, const uint32_t *found)
{
	struct vault_session list[SESSIONS_PROMISED];
	struct vault_due *due;
	struct arena arena;
	size_t count;
	if (!vault_sessions(bench->vault, list, countof(list), &count, &bench->problems))
		return broke("the sessions cannot be listed");
	for (size_t i = 0; i < count; i++)
		if (list[i].open && !vault_end_session(bench->vault, list[i].id, &bench->problems))
			return broke("session %d cannot be ended", (int)list[i].id);
	arena_init(&arena, 1 << 22);
	bool fine = vault_due(bench->vault, &arena, &due, &count, &bench->problems) ||
		    broke("what is due cannot be read");
	for (size_t i = 1; fine && i < ROWS_MOST; i++)
		if (rows[i].id != 0)
			fine = due_kept(bench, &promise->rows[i], &rows[i], found[i], due, count);
	arena_release(&arena);
	struct vault_opening opening = bench_opening(bench, "9C");
	return fine &&
	       (vault_open_session(bench->vault, &opening, &bench->session, &bench->problems) ||
		broke("no new session can be opened"));
}

/* What the start must have settled: whatever the disk says is closed has no key any more. */
static inline bool settled(struct vault_bench *bench, const struct promise *promise)
{
	static struct image keys;
	struct promise now = *promise;
	struct vault_session list[SESSIONS_PROMISED];
	struct vault_row rows[8];
	size_t count, found;
	if (!vault_sessions(bench->vault, list, countof(list), &count, &bench->problems) ||
	    !keys_load(bench, &keys))
		return broke("the sessions cannot be listed");
	for (size_t i = 0; i < count; i++) {
		now.ended[list[i].id] = !list[i].open;
		if (!vault_rows(bench->vault, list[i].id, rows, countof(rows), &found,
				&bench->problems))
			return broke("session %d cannot be read", (int)list[i].id);
		for (size_t j = 0; j < found; j++)
			now.rows[rows[j].id].state = rows[j].state;
	}
	return keys_gone(&now, &keys, "after the start");
}

/* The rows are read before a reset that a cut made necessary would change them. */
static inline bool opened_kept(struct vault_bench *bench, const struct promise *promise)
{
	struct vault_row rows[ROWS_MOST] = {{.id = 0}};
	uint32_t found[ROWS_MOST];
	memset(found, 0xFF, sizeof found);
	if (bench->set_aside)
		return broke("it was taken for damaged");
	if (vault_state(bench->vault) == VAULT_NEW) {
		if (promise->done[STEP_SET_UP])
			return broke("it is not set up any more");
		return bench_set_up(bench) || broke("it cannot be set up");
	}
	return settled(bench, promise) && pin_kept(bench, promise) &&
	       rows_kept(bench, promise, rows, found) && rest_kept(bench, promise, rows, found);
}

#endif
