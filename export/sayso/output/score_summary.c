#include <math.h>

#include "export/sayso/output/score_summary.h"
#include "surveys/base/bounds.h"

/* Welford's running mean and sum of squares: no score is kept. */
struct line {
	char form[NAME_MOST + 1], scale[NAME_MOST + 1];
	uint64_t scored, missing;
	double mean, squares, least, most;
};

struct summary {
	struct line lines[SUMMARY_SCALES_MOST];
	size_t count;
	bool full;
};

/* Of a row of scores. */
enum { FORM = 1, SCALE = 2, SCORE = 3 };

static struct line *line_of(struct summary *summary, const struct cell *cells)
{
	for (size_t i = 0; i < summary->count; i++)
		if (slice_is(cells[FORM].text, summary->lines[i].form) &&
		    slice_is(cells[SCALE].text, summary->lines[i].scale))
			return &summary->lines[i];
	if (summary->count == SUMMARY_SCALES_MOST) {
		summary->full = true;
		return NULL;
	}
	struct line *line = &summary->lines[summary->count++];
	snprintf(line->form, sizeof line->form, "%.*s", (int)cells[FORM].text.size,
		 cells[FORM].text.bytes);
	snprintf(line->scale, sizeof line->scale, "%.*s", (int)cells[SCALE].text.size,
		 cells[SCALE].text.bytes);
	return line;
}

static void line_add(struct line *line, const struct cell *score)
{
	if (score->kind != CELL_REAL) {
		line->missing++;
		return;
	}
	const double distance = score->real - line->mean;
	line->least = line->scored == 0 || score->real < line->least ? score->real : line->least;
	line->most = line->scored == 0 || score->real > line->most ? score->real : line->most;
	line->scored++;
	line->mean += distance / (double)line->scored;
	line->squares += distance * (score->real - line->mean);
}

static void line_print(const struct line *line, FILE *out)
{
	fprintf(out, "  %-16s %-20s %7llu %7llu", line->form, line->scale,
		(unsigned long long)line->scored, (unsigned long long)line->missing);
	if (line->scored > 0)
		fprintf(out, " %7.2f", line->mean);
	if (line->scored > 1)
		fprintf(out, " %7.2f", sqrt(line->squares / (double)(line->scored - 1)));
	else if (line->scored > 0)
		fprintf(out, " %7s", "");
	if (line->scored > 0)
		fprintf(out, " %7.2f %7.2f", line->least, line->most);
	fprintf(out, "\n");
}

static void summary_print(const struct summary *summary, FILE *out)
{
	if (summary->count == 0)
		return;
	fprintf(out, "Scale scores\n  %-16s %-20s %7s %7s %7s %7s %7s %7s\n", "questionnaire",
		"scale", "scored", "missing", "mean", "SD", "least", "most");
	for (size_t i = 0; i < summary->count; i++)
		line_print(&summary->lines[i], out);
	if (summary->full)
		fprintf(out, "  and further scales: see scores.csv\n");
}

bool score_summary_print(struct dataset *dataset, const struct known_study *study,
			 const struct table_options *options, FILE *out, struct problems *problems)
{
	struct cell cells[TABLE_COLUMNS_MOST];
	enum table_step step = TABLE_FAILED;
	struct summary *summary = calloc(1, sizeof *summary);
	struct table *table = NULL;
	if (summary != NULL)
		table = table_open(TABLE_SCORES, dataset, study, options, problems);
	else
		problem_error_at(problems, NULL, NULL, "there is not enough memory");
	while (table != NULL && (step = table_next(table, cells, problems)) == TABLE_ROW) {
		struct line *line = line_of(summary, cells);
		if (line != NULL)
			line_add(line, &cells[SCORE]);
	}
	table_close(table);
	if (step == TABLE_DONE)
		summary_print(summary, out);
	free(summary);
	return step == TABLE_DONE;
}
