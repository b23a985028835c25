/* A record held against the batch it came in and the packs that were signed here. A machine says
 * what it likes: only a record whose forms are the researchers' own, and whose every answer is
 * possible in them, is stored. */
#ifndef SAYSO_RECORD_CHECK_H
#define SAYSO_RECORD_CHECK_H

#include "export/formats/envelope.h"
#include "export/sayso/dataset/dataset_read.h"
#include "export/sayso/dataset/record_read.h"

/* id: as the member of the batch is named. */
MUST_USE bool record_check_label(const struct record *record, const struct envelope_label *label,
				 const uint8_t id[16], struct problems *problems);

/* Which wave of which pack a record is of. */
struct record_match {
	const struct known_pack *pack;
	const struct wave *wave;
};
/* The newest pack whose wave has exactly these forms; then every item of the wave exactly once,
 * each with a value that it has. */
MUST_USE bool record_check_forms(const struct record *record, const struct known_packs *packs,
				 struct record_match *match, struct problems *problems);

/* The form and item of an answer's name among the wave's; false: none. */
bool wave_find_item(const struct wave *wave, struct slice name, size_t *form, size_t *item);

#endif
