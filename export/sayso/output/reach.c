#include "export/sayso/output/reach.h"

struct widths {
	int school, class_name, wave;
	size_t rows;
};

struct reach {
	FILE *out;
	struct widths widths;
	struct status_session total;
	size_t missing; /* classes */
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
	char done[24];
	share_write(session->done, session->invited, done);
	fprintf(reach->out,
		"  %-*.*s  %-*.*s  %-*.*s %8lld %8lld %6lld %5s %9lld %8lld %8lld %9lld %8lld\n",
		reach->widths.school, (int)session->school.size, session->school.bytes,
		reach->widths.class_name, (int)session->class_name.size, session->class_name.bytes,
		reach->widths.wave, (int)session->wave.size, session->wave.bytes,
		(long long)session->invited, (long long)session->started, (long long)session->done,
		done, (long long)session->complete, (long long)session->stopped,
		(long long)session->partial, (long long)session->declined,
		(long long)session->deleted);
}

/* Done on a machine, but no record of it came: it was lost or put aside on the way. */
static void session_miss(void *context, const struct status_session *session)
{
	struct reach *reach = context;
	if (session->missing == 0)
		return;
	if (reach->missing++ == 0)
		fprintf(reach->out, "\nDone, but not here. The machines keep every record: fetch "
				    "a batch from them again.\n");
	fprintf(reach->out, "  %.*s %.*s %.*s: %lld\n", (int)session->school.size,
		session->school.bytes, (int)session->class_name.size, session->class_name.bytes,
		(int)session->wave.size, session->wave.bytes, (long long)session->missing);
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
	struct reach reach = {.out = out, .widths = {.school = 6, .class_name = 5, .wave = 4}};
	const struct status_visit measure = {.context = &reach.widths, .session = session_measure};
	const struct status_visit tell = {.context = &reach, .session = session_tell};
	const struct status_visit miss = {.context = &reach, .session = session_miss};
	if (!status_sessions(dataset, &measure, problems))
		return false;
	if (reach.widths.rows == 0)
		return true;
	fprintf(out, "\nClasses: codes, as their machines count them; then how the responses "
		     "that are here ended\n");
	fprintf(out, "  %-*s  %-*s  %-*s %8s %8s %6s %5s %9s %8s %8s %9s %8s\n",
		reach.widths.school, "school", reach.widths.class_name, "class", reach.widths.wave,
		"wave", "invited", "started", "done", "", "complete", "stopped", "partial",
		"declined", "deleted");
	if (!status_sessions(dataset, &tell, problems))
		return false;
	reach.total.school = slice_of("all");
	if (reach.widths.rows > 1)
		session_print(&reach, &reach.total);
	return status_sessions(dataset, &miss, problems);
}
