#include "kiosk/flow/pupil_parts.h"

bool pupil_is_open(const struct pupil_flow *flow)
{
	return flow->home.open && vault_state(flow->vault) == VAULT_UNLOCKED;
}

void pupil_show(struct pupil_flow *flow, enum screen_name page, int64_t now_ms)
{
	flow->page = page;
	flow->page_since_ms = now_ms;
	flow->helping = false;
	flow->covered = false;
	flow->still_there = false;
	flow->nudge = false;
	flow->nudged = false;
	flow->deleting = false;
	flow->welcome = false;
	secret_zero(&flow->number, sizeof flow->number);
}

void pupil_settle(struct pupil_flow *flow, int64_t now_ms)
{
	enum screen_name before = flow->screen;
	flow->screen = flow->covered ? SCREEN_COVER : flow->helping ? SCREEN_HELP : flow->page;
	if (before == flow->screen)
		return;
	int64_t seen = now_ms - flow->shown_ms;
	if (before == SCREEN_QUESTION && seen > 0 && seen < UINT32_MAX - flow->spent_ms)
		flow->spent_ms += (uint32_t)seen;
	flow->shown_ms = now_ms;
}

void pupil_wipe(struct pupil_flow *flow)
{
	secret_release(&flow->block);
	flow->sitting = NULL;
	flow->record = NULL;
	flow->resume = NULL;
}

void pupil_reset(struct pupil_flow *flow, int64_t now_ms)
{
	pupil_wipe(flow);
	secret_zero(&flow->card, sizeof flow->card);
	flow->card.chosen = -1;
	flow->study = flow->home.study;
	flow->school = flow->home.school;
	flow->look = flow->home.look;
	flow->wave = NULL;
	flow->skipped_asked = false;
	flow->spent_ms = 0;
	flow->ended = SITTING_PARTIAL;
	flow->text_size = 1;
	pupil_show(flow, SCREEN_START, now_ms);
}
