/* What study.db says of the fieldwork: machines, sessions, what was put aside, and codes that came
 * twice. Each list is told by a visit a row; text stays until the visit returns, and may be printed
 * as it is: control characters are replaced. */
#ifndef SAYSO_STATUS_READ_H
#define SAYSO_STATUS_READ_H

#include "export/sayso/dataset/dataset.h"

struct status_machine {
	struct slice school, machine; /* its id, hex */
	int64_t number, last_batch, records, answering;
	int64_t copies; /* batch numbers that came with two contents */
};
/* A class and wave of a school, over all its machines. */
struct status_session {
	struct slice school, class_name, wave;
	int64_t invited, started, done; /* codes, as the machines count */
	int64_t missing;		/* done on a machine, and no record of it came from there */
	int64_t complete, stopped, partial, declined,
		deleted; /* responses here; deleted: withdrawn ones too */
};
/* By kind: all batches, then lost records, then records. */
struct status_aside {
	struct slice kind, name, record, reason;
};
/* A record beside the primary one of the same code and wave. */
struct status_duplicate {
	struct slice school, class_name, wave, record, state, primary, primary_school,
		primary_state;
};
struct status_totals {
	int64_t responses, rehearsals, duplicates, asides;
};

struct status_visit {
	void *context;
	void (*machine)(void *context, const struct status_machine *machine);
	void (*session)(void *context, const struct status_session *session);
	void (*aside)(void *context, const struct status_aside *aside);
	void (*duplicate)(void *context, const struct status_duplicate *duplicate);
};

MUST_USE bool status_totals(struct dataset *dataset, struct status_totals *totals,
			    struct problems *problems);
MUST_USE bool status_machines(struct dataset *dataset, const struct status_visit *visit,
			      struct problems *problems);
MUST_USE bool status_sessions(struct dataset *dataset, const struct status_visit *visit,
			      struct problems *problems);
MUST_USE bool status_asides(struct dataset *dataset, const struct status_visit *visit,
			    struct problems *problems);
MUST_USE bool status_duplicates(struct dataset *dataset, const struct status_visit *visit,
				struct problems *problems);

#endif
