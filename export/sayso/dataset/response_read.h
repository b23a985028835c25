/* Responses out of study.db, one after another, each with its answers: what every output is made
 * from. A response is the primary record of a code and wave. They come in the order of their random
 * ids, so that the order says nothing of machine or day. */
#ifndef SAYSO_RESPONSE_READ_H
#define SAYSO_RESPONSE_READ_H

#include "export/sayso/dataset/dataset_read.h"

/* The study as the dataset knows it, loaded once for all outputs. */
struct known_study {
	struct arena arena;
	const char *id; /* "": nothing was collected yet */
	struct known_packs packs;
	struct known_item *items; /* by the row of `items`; form NULL: its pack does not load */
	size_t item_rows;
};
struct known_item {
	const struct form *form;
	size_t index;
};
MUST_USE bool known_study_load(struct dataset *dataset, struct known_study *study,
			       struct problems *problems);
void known_study_release(struct known_study *study);

/* Text stays until the next one is read. */
struct response {
	int64_t row;
	struct slice id; /* the record's, hex; with -2, -3 ... behind it where several have one */
	struct slice school, class_name, wave, code, state, language;
	int64_t answered;        /* items */
	struct slice day, input; /* these and the next: with a seating plan they name a child */
	int64_t text_size, seed, machine;
	const struct known_pack *pack; /* by whose forms and scales it was answered */
};
#define RESPONSE_ID_MOST 48
struct responses {
	struct dataset *dataset;
	const struct known_study *study;
	struct db_statement *rows, *answers;
	bool rehearsal;
	char record[RESPONSE_ID_MOST], id[RESPONSE_ID_MOST]; /* of the last one */
	unsigned same;                                       /* how many had this record id */
};
/* rehearsal: those of the rehearsal codes alone; else all others. One reading at a time. */
MUST_USE bool responses_open(struct responses *responses, struct dataset *dataset,
			     const struct known_study *study, bool rehearsal,
			     struct problems *problems);
enum response_step { RESPONSE_READ, RESPONSES_DONE, RESPONSES_FAILED };
MUST_USE enum response_step responses_next(struct responses *responses, struct response *response,
					   struct problems *problems);
void responses_close(struct responses *responses); /* when it was not read to the end */

struct response_answer {
	const struct form *form;
	const struct item *item;
	struct slice status; /* "answered", "refused" ... */
	struct slice value;  /* empty unless answered */
	int64_t milliseconds, visits;
};
/* begin: of this response, from the first; then _next until it is done. */
MUST_USE bool response_answers_begin(struct responses *responses, const struct response *response,
				     struct problems *problems);
MUST_USE enum response_step response_answers_next(struct responses *responses,
						  struct response_answer *answer,
						  struct problems *problems);

#endif
