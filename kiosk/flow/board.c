#include "kiosk/flow/board.h"

#include "kiosk/page/look.h"

void closings_begin(struct closings *closings, int64_t now_ms)
{
	*closings = (struct closings){.unknown_ms = now_ms};
}

void closings_add(struct closings *closings, int64_t row, int64_t now_ms)
{
	struct closing *oldest = &closings->list[closings->count % CLOSINGS_MOST];
	if (closings->count >= CLOSINGS_MOST && oldest->at_ms > closings->unknown_ms)
		closings->unknown_ms = oldest->at_ms; /* what is forgotten shows late, not early */
	*oldest = (struct closing){row, now_ms};
	closings->count++;
}

int64_t closings_show_ms(const struct closings *closings, int64_t row)
{
	int64_t closed_ms = closings->unknown_ms;
	for (size_t i = 0; i < closings->count && i < CLOSINGS_MOST; i++)
		if (closings->list[i].row == row && closings->list[i].at_ms > closed_ms)
			closed_ms = closings->list[i].at_ms;
	return closed_ms + DONE_SHOWS_MS;
}

bool closings_show(const struct closings *closings, const struct vault_due *due, int64_t now_ms)
{
	return !due->open || now_ms >= closings_show_ms(closings, due->row);
}

/* A code that was lost is used no more and its spare is: then both count. Without a pack that can
 * be read none is known for a spare: that must hold up no answer. */
static bool is_unused_spare(const struct pack *newest, const struct vault_row *row)
{
	struct respondent_code code;
	const struct study_code *known = NULL;
	if (newest != NULL && respondent_code_read(slice_of(row->code), &code))
		known = study_code(newest->study, &code);
	return row->state == VAULT_WAITING && known != NULL && known->use == CODE_SPARE;
}

static void tile_add(struct board *board, const struct vault_row *row, bool done)
{
	struct respondent_code code;
	struct board_tile *tile = &board->tiles[board->count++];
	*tile = (struct board_tile){.state = TILE_WAITING};
	if (respondent_code_read(slice_of(row->code), &code))
		respondent_code_show(&code, tile->code);
	if (row->state != VAULT_WAITING)
		tile->state = done ? TILE_DONE : TILE_ANSWERING;
	board->done += tile->state == TILE_DONE;
	board->answering += tile->state == TILE_ANSWERING;
	board->waiting += tile->state == TILE_WAITING;
}

static void row_add(struct board *board, const struct vault_row *row, int64_t show_ms,
		    int64_t now_ms)
{
	bool closed = row->state == VAULT_DONE, shows = closed && now_ms >= show_ms;
	if (row->rehearsal || board->count == countof(board->tiles))
		return;
	tile_add(board, row, shows);
	if (closed && !shows && show_ms < board->changes_ms)
		board->changes_ms = show_ms;
}

bool board_read(struct board *board, struct machine *machine, const struct vault_session *session,
		const struct closings *closings, int64_t now_ms, struct problems *problems)
{
	struct vault_row rows[VAULT_CODES_MOST];
	size_t count;
	const struct pack *newest = packs_take(&machine->packs, 0, problems);
	*board = (struct board){.changes_ms = INT64_MAX};
	if (!vault_rows(machine->vault, session->id, rows, countof(rows), &count, problems))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_unused_spare(newest, &rows[i]))
			row_add(board, &rows[i],
				session->open ? closings_show_ms(closings, rows[i].id) : now_ms,
				now_ms);
	return true;
}
