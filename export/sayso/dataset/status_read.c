#include "export/sayso/dataset/status_read.h"

#define TOLD_MOST 512 /* of a text that is printed; longer ones are cut */

/* A column as it may be printed: the names of files are anybody's, and so may study.db be. */
static struct slice told(struct db_statement *row, int column, char out[TOLD_MOST])
{
	printable_write(db_bytes(row, column), out, TOLD_MOST);
	return slice_of(out);
}

#define COUNT_MOST INT64_C(1000000000000)

/* A count that sums and shares can be made of, whatever a foreign study.db says. */
static int64_t counted(struct db_statement *row, int column)
{
	int64_t count = db_int(row, column);
	return count < 0 ? 0 : count < COUNT_MOST ? count : COUNT_MOST;
}

bool status_totals(struct dataset *dataset, struct status_totals *totals, struct problems *problems)
{
	struct db_statement *row =
		db_statement(dataset_db(dataset),
			     "SELECT count(*) FILTER (WHERE is_primary AND NOT rehearsal), "
			     "count(*) FILTER (WHERE rehearsal),"
			     " count(*) FILTER (WHERE NOT is_primary AND NOT rehearsal), (SELECT "
			     "count(*) FROM aside) FROM records",
			     problems);
	if (row == NULL || db_step(row, problems) != DB_ROW)
		return false;
	*totals = (struct status_totals){counted(row, 0), counted(row, 1), counted(row, 2),
					 counted(row, 3)};
	db_reset(row);
	return true;
}

bool status_machines(struct dataset *dataset, const struct status_visit *visit,
		     struct problems *problems)
{
	enum db_step step;
	struct db_statement *row = db_statement(
		dataset_db(dataset),
		"SELECT school, machine, number,"
		" (SELECT coalesce(max(number), 0) FROM batches b WHERE b.machine = m.id),"
		" (SELECT count(*) FROM records r WHERE r.machine = m.id),"
		" (SELECT coalesce(answering, 0) FROM batches b WHERE b.machine = m.id ORDER BY "
		"number DESC LIMIT 1),"
		" (SELECT count(number) - count(DISTINCT number) FROM batches b WHERE b.machine = "
		"m.id)"
		" FROM machines m ORDER BY school, number, machine",
		problems);
	if (row == NULL)
		return false;
	while ((step = db_step(row, problems)) == DB_ROW) {
		char texts[2][TOLD_MOST];
		const struct status_machine machine = {
			.school = told(row, 0, texts[0]),
			.machine = told(row, 1, texts[1]),
			.number = counted(row, 2),
			.last_batch = counted(row, 3),
			.records = counted(row, 4),
			.answering = counted(row, 5),
			.copies = counted(row, 6),
		};
		visit->machine(visit->context, &machine);
	}
	return step == DB_DONE;
}

/* Every machine of a class is told of the whole class, so invited is the most that one says,
 * started and done are sums. What is missing of one machine is not made up for by another. A class
 * of which records came but no session (its manifest was lost) stands there too. */
static const char sessions[] =
	"WITH came AS (SELECT machine, class, wave, count(DISTINCT code) came FROM records"
	" WHERE NOT rehearsal GROUP BY 1, 2, 3),"
	" each AS (SELECT machine, class, wave, max(invited) invited, sum(started) started,"
	" sum(done) done FROM sessions GROUP BY 1, 2, 3),"
	" told AS (SELECT school, class, wave, max(invited) invited, sum(started) started,"
	" sum(done) done, sum(max(0, done - coalesce(came, 0))) missing"
	" FROM each JOIN machines m ON m.id = each.machine"
	" LEFT JOIN came USING (machine, class, wave) GROUP BY 1, 2, 3),"
	" had AS (SELECT school, class, wave,"
	" count(*) FILTER (WHERE state = 'complete') complete,"
	" count(*) FILTER (WHERE state = 'stopped') stopped,"
	" count(*) FILTER (WHERE state = 'partial') partial,"
	" count(*) FILTER (WHERE state = 'declined') declined,"
	" count(*) FILTER (WHERE state IN ('deleted', 'withdrawn')) deleted"
	" FROM records WHERE is_primary AND NOT rehearsal GROUP BY 1, 2, 3),"
	" both AS (SELECT school, class, wave FROM told UNION SELECT school, class, wave FROM had)"
	" SELECT b.school, b.class, b.wave, coalesce(invited, 0), coalesce(started, 0),"
	" coalesce(done, 0), coalesce(missing, 0), coalesce(complete, 0), coalesce(stopped, 0),"
	" coalesce(partial, 0), coalesce(declined, 0), coalesce(deleted, 0) FROM both b"
	" LEFT JOIN told USING (school, class, wave) LEFT JOIN had USING (school, class, wave)"
	" ORDER BY b.school, b.wave, b.class";

bool status_sessions(struct dataset *dataset, const struct status_visit *visit,
		     struct problems *problems)
{
	enum db_step step;
	struct db_statement *row = db_statement(dataset_db(dataset), sessions, problems);
	if (row == NULL)
		return false;
	while ((step = db_step(row, problems)) == DB_ROW) {
		char texts[3][TOLD_MOST];
		const struct status_session session = {
			.school = told(row, 0, texts[0]),
			.class_name = told(row, 1, texts[1]),
			.wave = told(row, 2, texts[2]),
			.invited = counted(row, 3),
			.started = counted(row, 4),
			.done = counted(row, 5),
			.missing = counted(row, 6),
			.complete = counted(row, 7),
			.stopped = counted(row, 8),
			.partial = counted(row, 9),
			.declined = counted(row, 10),
			.deleted = counted(row, 11),
		};
		visit->session(visit->context, &session);
	}
	return step == DB_DONE;
}

bool status_asides(struct dataset *dataset, const struct status_visit *visit,
		   struct problems *problems)
{
	enum db_step step;
	struct db_statement *row = db_statement(
		dataset_db(dataset),
		"SELECT kind, name, record, reason FROM aside ORDER BY kind, name, record",
		problems);
	if (row == NULL)
		return false;
	while ((step = db_step(row, problems)) == DB_ROW) {
		char texts[4][TOLD_MOST];
		const struct status_aside aside = {told(row, 0, texts[0]), told(row, 1, texts[1]),
						   told(row, 2, texts[2]), told(row, 3, texts[3])};
		visit->aside(visit->context, &aside);
	}
	return step == DB_DONE;
}

bool status_duplicates(struct dataset *dataset, const struct status_visit *visit,
		       struct problems *problems)
{
	enum db_step step;
	struct db_statement *row =
		db_statement(dataset_db(dataset),
			     "SELECT d.school, d.class, d.wave, d.record, d.state, p.record, "
			     "p.school, p.state FROM records d"
			     " JOIN records p ON p.code = d.code AND p.wave = d.wave AND "
			     "p.is_primary AND NOT p.rehearsal"
			     " WHERE NOT d.is_primary AND NOT d.rehearsal ORDER BY d.school, "
			     "d.wave, d.class, p.record, d.record",
			     problems);
	if (row == NULL)
		return false;
	while ((step = db_step(row, problems)) == DB_ROW) {
		char texts[8][TOLD_MOST];
		const struct status_duplicate duplicate = {
			told(row, 0, texts[0]), told(row, 1, texts[1]), told(row, 2, texts[2]),
			told(row, 3, texts[3]), told(row, 4, texts[4]), told(row, 5, texts[5]),
			told(row, 6, texts[6]), told(row, 7, texts[7]),
		};
		visit->duplicate(visit->context, &duplicate);
	}
	return step == DB_DONE;
}
