#include "export/sayso/dataset/dataset_schema.h"

/* Digests and ids are lower-case hex, so that any tool shows them as sha256sum does. Answers stand
 * in the order of record and item, as they are read: a million records are 35 million of them. A
 * machine is one of a school: another's may say what it likes, and changes nothing of it. */
static const char first[] =
	"CREATE TABLE study (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), id TEXT NOT NULL);"
	"CREATE TABLE files (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE packs (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, school TEXT NOT "
	"NULL,"
	" issue INTEGER NOT NULL, sums BLOB NOT NULL, signature BLOB NOT NULL);"
	"CREATE TABLE machines (id INTEGER PRIMARY KEY, machine TEXT NOT NULL,"
	" school TEXT NOT NULL, number INTEGER NOT NULL, UNIQUE (machine, school));"
	"CREATE TABLE batches (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL,"
	" machine INTEGER NOT NULL REFERENCES machines, name TEXT NOT NULL, number INTEGER, issue "
	"INTEGER,"
	" answering INTEGER, records INTEGER NOT NULL, UNIQUE (machine, sha256));"
	"CREATE INDEX batches_machine ON batches (machine, number);"
	"CREATE TABLE sessions (machine INTEGER NOT NULL REFERENCES machines, class TEXT NOT NULL, "
	"wave TEXT NOT NULL,"
	" day TEXT NOT NULL, batch INTEGER NOT NULL, invited INTEGER NOT NULL, started INTEGER NOT "
	"NULL,"
	" done INTEGER NOT NULL, PRIMARY KEY (machine, class, wave, day)) WITHOUT ROWID;"
	"CREATE TABLE records (id INTEGER PRIMARY KEY, machine INTEGER NOT NULL REFERENCES "
	"machines,"
	" record TEXT NOT NULL, sha256 TEXT NOT NULL, batch INTEGER NOT NULL REFERENCES batches,"
	" pack INTEGER NOT NULL REFERENCES packs, school TEXT NOT NULL, class TEXT NOT NULL, wave "
	"TEXT NOT NULL,"
	" code TEXT NOT NULL, state TEXT NOT NULL, day TEXT NOT NULL, language TEXT NOT NULL,"
	" text_size INTEGER NOT NULL, input TEXT NOT NULL, seed INTEGER NOT NULL, rehearsal "
	"INTEGER NOT NULL,"
	" answered INTEGER NOT NULL, is_primary INTEGER NOT NULL, UNIQUE (machine, record, "
	"sha256));"
	"CREATE INDEX records_code ON records (code, wave);"
	"CREATE INDEX records_record ON records (record);"
	"CREATE TABLE originals (record INTEGER PRIMARY KEY REFERENCES records, sealed BLOB NOT "
	"NULL);"
	"CREATE TABLE items (id INTEGER PRIMARY KEY, form_sha256 TEXT NOT NULL, form TEXT NOT NULL,"
	" item TEXT NOT NULL, place INTEGER NOT NULL, UNIQUE (form_sha256, item));"
	"CREATE TABLE answers (record INTEGER NOT NULL REFERENCES records, item INTEGER NOT NULL "
	"REFERENCES items,"
	" missing TEXT, value TEXT, ms INTEGER NOT NULL, visits INTEGER NOT NULL,"
	" PRIMARY KEY (record, item)) WITHOUT ROWID;"
	"CREATE TABLE aside (id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('batch', "
	"'record', 'lost')),"
	" name TEXT NOT NULL, machine TEXT NOT NULL, record TEXT NOT NULL, sha256 TEXT NOT NULL, "
	"reason TEXT NOT NULL,"
	" sealed BLOB, UNIQUE (kind, machine, record, sha256));";

static const struct db_migration migrations[] = {{first}};

const struct db_migration *dataset_migrations(size_t *count)
{
	*count = countof(migrations);
	return migrations;
}
