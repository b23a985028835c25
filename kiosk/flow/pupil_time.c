#include "kiosk/flow/pupil_parts.h"

/* Which rule of time a page goes by. */
enum waiting {
	WAIT_NOT,
	WAIT_LEAVE, /* nothing was said yet: the start page */
	WAIT_PARK,  /* covered, then parked */
	WAIT_HELP,  /* after the end: the thank-you page */
	WAIT_THANKS,
	WAIT_QUIET,
};

static enum waiting waiting(const struct pupil_flow *flow)
{
	switch (flow->page) {
	case SCREEN_CODE:
	case SCREEN_DRAWING:
		return WAIT_LEAVE;
	case SCREEN_HELP:
		return WAIT_HELP;
	case SCREEN_THANKS:
		return WAIT_THANKS;
	case SCREEN_QUIET:
		return WAIT_QUIET;
	default:
		return flow->sitting != NULL ? WAIT_PARK : WAIT_NOT;
	}
}

/* What lies over the page stays. */
static void page_turn(struct pupil_flow *flow, enum screen_name page, int64_t now_ms)
{
	flow->page = page;
	flow->page_since_ms = now_ms;
}

static void untouched(struct pupil_flow *flow, int64_t idle_ms, int64_t now_ms)
{
	if (idle_ms >= PARK_MS) {
		pupil_reset(flow, now_ms);
	} else if (idle_ms >= IDLE_MS && !flow->covered) {
		flow->covered = true;
		flow->still_there = true;
	}
	if (idle_ms >= IDLE_MS + STILL_THERE_MS)
		flow->still_there = false;
}

void pupil_time(struct pupil_flow *flow, int64_t idle_ms, int64_t now_ms)
{
	int64_t here_ms = now_ms - flow->page_since_ms;
	switch (waiting(flow)) {
	case WAIT_NOT:
		return;
	case WAIT_LEAVE:
		if (idle_ms >= IDLE_MS)
			pupil_reset(flow, now_ms);
		break;
	case WAIT_PARK:
		untouched(flow, idle_ms, now_ms);
		break;
	case WAIT_HELP:
		if (idle_ms >= IDLE_MS)
			page_turn(flow, SCREEN_THANKS, now_ms);
		break;
	case WAIT_THANKS:
		if (here_ms >= THANKS_MS)
			page_turn(flow, SCREEN_QUIET, now_ms);
		break;
	case WAIT_QUIET:
		if (here_ms >= QUIET_MS)
			pupil_reset(flow, now_ms);
		break;
	}
	pupil_settle(flow, now_ms);
}

int64_t pupil_deadline_ms(const struct pupil_flow *flow, int64_t touched_ms)
{
	switch (waiting(flow)) {
	case WAIT_NOT:
		break;
	case WAIT_LEAVE:
	case WAIT_HELP:
		return touched_ms + IDLE_MS;
	case WAIT_PARK:
		if (!flow->covered)
			return touched_ms + IDLE_MS;
		return touched_ms + (flow->still_there ? IDLE_MS + STILL_THERE_MS : PARK_MS);
	case WAIT_THANKS:
		return flow->page_since_ms + THANKS_MS;
	case WAIT_QUIET:
		return flow->page_since_ms + QUIET_MS;
	}
	return INT64_MAX;
}
