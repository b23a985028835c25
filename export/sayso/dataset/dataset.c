#include "export/sayso/dataset/dataset.h"
#include "export/sayso/dataset/dataset_schema.h"

struct dataset {
	struct db *db;
};

struct dataset *dataset_open(const char *path, bool read_only, struct problems *problems)
{
	size_t count;
	const struct db_migration *migrations = dataset_migrations(&count);
	struct dataset *dataset = calloc(1, sizeof *dataset);
	if (dataset == NULL) {
		problem_error_at(problems, path, NULL, "there is not enough memory");
		return NULL;
	}
	dataset->db = db_open(path, read_only ? DB_READ : DB_DATASET, migrations, count, problems);
	if (dataset->db != NULL && (!read_only || db_begin(dataset->db, problems)))
		return dataset;
	dataset_close(dataset);
	return NULL;
}

void dataset_close(struct dataset *dataset)
{
	if (dataset == NULL)
		return;
	db_close(dataset->db);
	free(dataset);
}

struct db *dataset_db(struct dataset *dataset)
{
	return dataset->db;
}
