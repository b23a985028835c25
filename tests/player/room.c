#include "tests/player/room.h"

#include "export/formats/file.h"
#include "kiosk/loop.h"
#include "surveys/sitting/resume.h"

#define ARENA_MOST ((size_t)64 << 20)
#define MACHINE_NUMBER 12
#define BOOT_MS 1000000
#define DAY_MS INT64_C(86400000)

bool room_init(struct room *room)
{
	if (!real_open(&room->real, room->width, room->height))
		return false;
	room->clocks = (struct clocks){.boot_ms = BOOT_MS};
	if (room->real.screen != NULL)
		room->clocks.wall_day = loop_clocks(0).wall_day;
	room->chance = 1;
	arena_init(&room->arena, ARENA_MOST);
	if (!secret_begin(&room->problems))
		return false;
	room->paint = paint_open(room->assets, NULL, &room->problems);
	if (room->paint == NULL)
		return false;
	room_look(room);
	return true;
}

void room_look(struct room *room)
{
	float density = room->real.screen == NULL ? PIXELS_PER_MM_UNKNOWN
						  : (float)room->width / REAL_SCREEN_MM;
	struct page page = page_of(room->width, room->height, density);
	paint_scale(room->paint, &page);
	if (room->app != NULL)
		app_resize(room->app, page);
}

void room_release(struct room *room)
{
	room_stop(room);
	real_close(&room->real);
	paint_close(room->paint);
	arena_release(&room->arena);
	secret_zero(&room->said, sizeof room->said);
}

/* ---- Setting up ---- */

static bool pack_load(struct room *room)
{
	char path[PATH_SIZE], *bytes;
	size_t size;
	if (snprintf(path, sizeof path, "%s/%s/pack.study", room->studies, room->study) < 0 ||
	    !file_read(path, ENVELOPE_MOST, &bytes, &size, &room->problems))
		return false;
	char *kept = arena_take(&room->arena, 1, size);
	if (kept != NULL)
		memcpy(kept, bytes, size);
	free(bytes);
	return kept != NULL && pack_read((struct slice){kept, size}, false, &room->arena,
					 &room->pack, &room->problems);
}

struct enrolling {
	const struct room *room;
	uint8_t key[32];
};

static void enrol(const void *context, const uint8_t machine[16],
		  const struct minisign_public *machine_key, uint8_t enrolment[32])
{
	const struct enrolling *enrolling = context;
	const struct envelope *envelope = &enrolling->room->pack.envelope;
	setup_enrolment(enrolling->key, envelope->label.study, envelope->label.school, machine,
			MACHINE_NUMBER, machine_key, envelope->sums_digest, enrolment);
}

bool room_number(struct room *room, char digits[SETUP_NUMBER_DIGITS + 1])
{
	char path[PATH_SIZE], *bytes;
	size_t size;
	snprintf(path, sizeof path, "%s/%s/number", room->studies, room->study);
	if (!file_read(path, 100, &bytes, &size, &room->problems))
		return false;
	bool fine = setup_number_read(slice_trim((struct slice){bytes, size}), digits);
	free(bytes);
	return fine;
}

bool room_put_study(struct room *room, const char *folder)
{
	char from[PATH_SIZE], to[PATH_SIZE], *bytes;
	size_t size;
	snprintf(from, sizeof from, "%s/%s/pack.study", room->studies, room->study);
	if (!path_join(to, folder, "pack.study") ||
	    !folder_make(folder, FILE_SHARED, &room->problems) ||
	    !file_read(from, ENVELOPE_MOST, &bytes, &size, &room->problems))
		return false;
	enum file_checked put =
		file_write(to, (struct slice){bytes, size}, FILE_SHARED, true, &room->problems);
	free(bytes);
	return put != FILE_FAILED;
}

static bool enrolling_begin(struct room *room, struct enrolling *enrolling)
{
	char digits[SETUP_NUMBER_DIGITS + 1];
	enrolling->room = room;
	return room_number(room, digits) &&
	       setup_key(digits, room->pack.envelope.label.salt, enrolling->key);
}

static bool set_up(struct room *room)
{
	const struct envelope_label *label = &room->pack.envelope.label;
	struct enrolling enrolling;
	struct slice archive;
	char path[PATH_SIZE], *bytes;
	if (!enrolling_begin(room, &enrolling))
		return false;
	snprintf(path, sizeof path, "%s/%s/pack.study", room->studies, room->study);
	if (!file_read(path, ENVELOPE_MOST, &bytes, &archive.size, &room->problems))
		return false;
	archive.bytes = bytes;
	struct vault_setup setup = {.pack_archive = archive,
				    .issue = label->issue,
				    .number = MACHINE_NUMBER,
				    .study = label->study,
				    .school = label->school,
				    .signing = label->key,
				    .enrol = enrol,
				    .context = &enrolling,
				    .pin = slice_of(ROOM_PIN)};
	memcpy(setup.pack, room->pack.envelope.sums_digest, sizeof setup.pack);
	bool fine = vault_set_up(room->vault, &setup, &room->problems);
	free(bytes);
	return fine;
}

/* Who was killed while the PIN was being checked has used a try, and waits for the next. */
static bool unlocked(struct room *room)
{
	enum vault_pin said;
	int64_t wait_ms;
	do {
		wait_ms = 0;
		said = vault_unlock(room->vault, slice_of(ROOM_PIN), room->clocks.boot_ms, &wait_ms,
				    &room->problems);
		room->clocks.boot_ms += wait_ms;
	} while (said == VAULT_PIN_WAIT && wait_ms > 0);
	return said == VAULT_PIN_RIGHT;
}

bool room_vault(struct room *room)
{
	bool aside;
	if (room->vault != NULL)
		return true;
	room->vault = vault_open(room->data, room->clocks.wall_day, &aside, &room->problems);
	if (room->vault == NULL || vault_state(room->vault) == VAULT_NEW)
		return room->vault != NULL;
	return unlocked(room);
}

bool room_letter(struct room *room, const char *name)
{
	snprintf(room->study, sizeof room->study, "%s", name);
	if (!pack_load(room))
		return false;
	if (room->clocks.wall_day == 0)
		room->clocks.wall_day = room->pack.day;
	return true;
}

bool room_study(struct room *room, const char *name)
{
	return room_letter(room, name) && room_vault(room) &&
	       (vault_state(room->vault) != VAULT_NEW || set_up(room));
}

/* ---- A class ---- */

static void cards_take(struct room *room, const char *class_name, enum code_use use)
{
	const struct study *study = room->pack.study;
	for (size_t i = 0; i < study->code_count && room->card_count < ROOM_CODES_MOST; i++)
		if (study->codes[i].use == use &&
		    strcmp(study->codes[i].class_name, class_name) == 0)
			room->cards[room->card_count++] = &study->codes[i];
}

bool room_cards_of(struct room *room, const char *class_name)
{
	room->card_count = room->card = 0;
	cards_take(room, class_name, CODE_PUPIL);
	cards_take(room, class_name, CODE_SPARE);
	return room->card_count > 0;
}

bool room_open_session(struct room *room, const char *class_name, const char *wave)
{
	const struct study *study = room->pack.study;
	struct vault_code codes[VAULT_CODES_MOST];
	size_t count = 0;
	int64_t session;
	room_stop(room);
	if (!room_cards_of(room, class_name) || !room_vault(room))
		return false;
	for (size_t i = 0; i < study->code_count && count < countof(codes); i++) {
		const struct study_code *code = &study->codes[i];
		if (code->use == CODE_REHEARSAL || strcmp(code->class_name, class_name) == 0)
			codes[count++] =
				(struct vault_code){code->code.text, code->use == CODE_REHEARSAL};
	}
	const struct vault_opening opening = {
		.class_name = class_name,
		.wave = wave,
		.day = room->clocks.wall_day,
		.issue = room->pack.envelope.label.issue,
		.codes = codes,
		.code_count = count,
		.record_size = study->record_size,
		.resume_size = resume_size(study),
		.recipients = room->pack.recipients,
		.recipient_count = room->pack.recipient_count,
	};
	return vault_open_session(room->vault, &opening, &session, &room->problems);
}

bool room_card(struct room *room, size_t number)
{
	if (number == 0 || number > room->card_count)
		return false;
	room->card = number;
	return true;
}

/* ---- The app ---- */

bool room_switch_on(struct room *room)
{
	const struct app_options options = {
		.data_folder = room->data,
		.assets_folder = room->assets,
		.vault = room->vault,
		.outbox = room->outbox,
		.measure = paint_measure(room->paint),
	};
	room->vault = NULL;
	room->app = app_start(&options, room->clocks, &room->problems);
	if (room->app == NULL)
		return false;
	room_look(room);
	room->forgotten = app_forgotten(room->app);
	room->left = false;
	return real_start(&room->real);
}

bool room_start(struct room *room)
{
	return room->app != NULL || (room_vault(room) && room_switch_on(room));
}

void room_stop(struct room *room)
{
	real_stop(&room->real);
	app_stop(room->app);
	vault_close(room->vault);
	room->app = NULL;
	room->vault = NULL;
}

/* After every step: what has shown is said at once, before anything else happens. */
static void ack(struct room *room)
{
	struct app_ack now = {.code = ""};
	if (!app_ack(room->app, &now))
		return;
	if (room->acks && memcmp(&now, &room->said, sizeof now) != 0) {
		printf("ack %s %s %s\n", now.code, now.item, now.value);
		fflush(stdout);
	}
	room->said = now;
	secret_zero(&now, sizeof now);
}

bool room_input(struct room *room, const struct input *input)
{
	if (!real_input(&room->real, room->paint, app_page(room->app), input))
		return false;
	room->left = !app_step(room->app, input, room->clocks);
	if (app_forgotten(room->app) != room->forgotten) {
		room->forgotten = app_forgotten(room->app);
		paint_forget(room->paint);
		secret_zero(&room->said, sizeof room->said);
	}
	ack(room);
	if (room->left)
		real_left(&room->real);
	return !room->left;
}

static void clock_turn(struct room *room, int64_t boot_ms)
{
	room->clocks.wall_day += (int32_t)(boot_ms / DAY_MS - room->clocks.boot_ms / DAY_MS);
	room->clocks.boot_ms = boot_ms;
}

bool room_wait(struct room *room, int64_t ms)
{
	static const struct input tick = {.kind = INPUT_TICK};
	int64_t until = room->clocks.boot_ms + ms, deadline;
	while ((deadline = app_deadline_ms(room->app)) <= until) {
		if (deadline > room->clocks.boot_ms)
			clock_turn(room, deadline);
		if (!room_input(room, &tick))
			return false;
		if (app_deadline_ms(room->app) <= room->clocks.boot_ms) {
			problem_error_at(&room->problems, NULL, NULL,
					 "the app wants to be woken again at once");
			return false;
		}
	}
	clock_turn(room, until);
	return true;
}

/* splitmix64 */
uint32_t room_chance(struct room *room, uint32_t below)
{
	uint64_t mixed = room->chance += UINT64_C(0x9E3779B97F4A7C15);
	mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((mixed ^ (mixed >> 31)) % below);
}
