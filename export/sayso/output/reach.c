#include "export/sayso/output/reach.h"

struct widths {
	int school, class_name, wave;
	size_t rows;
};

struct reach {
	FILE *out;
	struct widths widths;
	struct status_session total;
};

/* As "93 %", rounded half up; "" of none; over 100 where a code started on two machines. */
static void share_write(int64_t part, int64_t invited, char out[24])
{
	if (invited <= 0)
		out[0] = '\0';
	else
		snprintf(out, 24, "%lld %%", (long long)((200 * part + invited) / (2 * invited)));
}

static void widen(int *width, struct slice text)
{
	if ((int)text.size > *width)
		*width = (int)text.size;
}

static void session_measure(void *context, const struct status_session *session)
{
	struct widths *widths = context;
	widen(&widths->school, session->school);
	widen(&widths->class_name, session->class_name);
	widen(&widths->wave, session->wave);
	widths->rows++;
}

static void session_print(const struct reach *reach, const struct status_session *session)
{
	char started[24], done[24];
	share_write(session->started, session->invited, started);
	share_write(session->done, session->invited, done);
	fprintf(reach->out,
		"  %-*.*s  %-*.*s  %-*.*s %8lld %8lld %6s %6lld %6s %9lld %8lld %8lld %9lld "
		"%8lld\n",
		reach->widths.school, (int)session->school.size, session->school.bytes,
		reach->widths.class_name, (int)session->class_name.size, session->class_name.bytes,
		reach->widths.wave, (int)session->wave.size, session->wave.bytes,
		(long long)session->invited, (long long)session->started, started,
		(long long)session->done, done, (long long)session->complete,
		(long long)session->stopped, (long long)session->partial,
		(long long)session->declined, (long long)session->deleted);
}

static void session_tell(void *context, const struct status_session *session)
{
	struct reach *reach = context;
	struct status_session *total = &reach->total;
	session_print(reach, session);
	total->invited += session->invited;
	total->started += session->started;
	total->done += session->done;
	total->complete += session->complete;
	total->stopped += session->stopped;
	total->partial += session->partial;
	total->declined += session->declined;
	total->deleted += session->deleted;
}

bool reach_print(struct dataset *dataset, FILE *out, struct problems *problems)
{
	struct reach reach = {.out = out, .widths = {6, 5, 4, 0}};
	const struct status_visit measure = {.context = &reach.widths, .session = session_measure};
	const struct status_visit tell = {.context = &reach, .session = session_tell};
	if (!status_sessions(dataset, &measure, problems))
		return false;
	if (reach.widths.rows == 0)
		return true;
	fprintf(out, "Sessions: codes by the machines' count, and how the responses that are here "
		     "ended\n");
	fprintf(out, "  %-*s  %-*s  %-*s %8s %8s %6s %6s %6s %9s %8s %8s %9s %8s\n",
		reach.widths.school, "school", reach.widths.class_name, "class", reach.widths.wave,
		"wave", "invited", "started", "", "done", "", "complete", "stopped", "partial",
		"declined", "deleted");
	if (!status_sessions(dataset, &tell, problems))
		return false;
	reach.total.school = slice_of("all");
	if (reach.widths.rows > 1)
		session_print(&reach, &reach.total);
	return true;
}
