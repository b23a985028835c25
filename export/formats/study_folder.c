#include "export/formats/digest.h"
#include "export/formats/study_folder.h"

#define FOLDER_MEMORY_MOST (256u << 20)
#define FOLDER_FILES_MOST \
	256 /* the tables, and forms with their scales, also those that no wave names */

static const char *const tables[] = {"study.csv", "schools.csv", "plan.csv", "pages.csv",
				     "codes.csv"};

static bool read_file(const char *path, const char *name, struct study_folder *folder,
		      struct problems *problems)
{
	char full[PATH_SIZE], *bytes = NULL;
	size_t size = 0;
	struct study_file *file = &folder->files[folder->file_count];

	if (!path_join(full, path, name)) {
		problem_error_at(problems, name, "move the study to a folder with a shorter name",
				 "its path is too long");
		return false;
	}
	if (!file_read(full, TEXT_FILE_MOST, &bytes, &size, problems))
		return false;
	*file = (struct study_file){.source = {.name = arena_text(&folder->arena, slice_of(name)),
					       .text = {bytes, size},
					       .quiet = strcmp(name, "codes.csv") == 0}};
	sha256(file->source.text, file->digest);
	folder->read_count = ++folder->file_count;
	if (!file->source.name)
		problem_error_at(problems, name, NULL, "there is not enough memory for this study");
	return file->source.name != NULL;
}

static bool ends_in_csv(const char *name)
{
	size_t size = strlen(name);

	return size > 4 && strcmp(name + size - 4, ".csv") == 0;
}

static bool read_forms(const char *path, struct study_folder *folder, struct problems *problems)
{
	char forms[PATH_SIZE], name[PATH_SIZE];
	const char **names;
	size_t count;

	if (!path_join(forms, path, "forms") || !folder_exists(forms))
		return true; /* each form that plan.csv names is then missing, and said so */
	if (!folder_list(forms, &folder->arena, &names, &count, problems))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!ends_in_csv(names[i]) || names[i][0] == '.')
			continue;
		if (folder->file_count == FOLDER_FILES_MOST) {
			problem_error_at(problems, forms,
					 "keep only those that the study needs there",
					 "there are too many files in this folder");
			return false;
		}
		if (!path_join(name, "forms", names[i]) || !read_file(path, name, folder, problems))
			return false;
	}
	return true;
}

static bool read_all(const char *path, struct study_folder *folder, struct problems *problems)
{
	char full[PATH_SIZE];

	folder->files = arena_take(&folder->arena, FOLDER_FILES_MOST, sizeof *folder->files);
	if (!folder->files) {
		problem_error_at(problems, path, NULL, "there is not enough memory for this study");
		return false;
	}
	if (!path_join(full, path, "study.csv") || !file_exists(full)) {
		problem_error_at(problems, path,
				 "`sayso study new DIR` makes a study to start from",
				 "this is not the folder of a study: it has no study.csv");
		return false;
	}
	for (size_t i = 0; i < countof(tables); i++)
		if (path_join(full, path, tables[i]) && file_exists(full) &&
		    !read_file(path, tables[i], folder, problems))
			return false;
	return read_forms(path, folder, problems);
}

/* forms/ID.csv or forms/ID.scales.csv of a form that the plan names; the tables, always. */
static bool belongs(const struct study *study, struct slice name)
{
	static const char *const endings[] = {".csv", ".scales.csv"};
	char own[NAME_MOST + 32];

	if (!slice_starts(name, "forms/"))
		return true;
	for (size_t i = 0; i < study->form_count; i++)
		for (size_t j = 0; j < countof(endings); j++) {
			snprintf(own, sizeof own, "forms/%s%s", study->forms[i]->id, endings[j]);
			if (slice_is(name, own))
				return true;
		}
	return false;
}

/* Forms that no wave names: study_load has checked them too, and warned of them. */
static void leave_out_strangers(struct study_folder *folder)
{
	size_t kept = 0;

	for (size_t i = 0; i < folder->file_count; i++) {
		struct study_file file = folder->files[i];

		if (!belongs(folder->study, slice_of(file.source.name)))
			continue;
		folder->files[i] = folder->files[kept];
		folder->files[kept++] = file;
	}
	folder->file_count = kept;
}

bool study_folder_open(const char *path, struct study_folder *folder, struct problems *problems)
{
	*folder = (struct study_folder){0};
	arena_init(&folder->arena, FOLDER_MEMORY_MOST);
	if (!read_all(path, folder, problems))
		return false;
	folder->study =
		study_load(folder->files, folder->file_count, true, &folder->arena, problems);
	if (folder->study)
		leave_out_strangers(folder);
	return folder->study != NULL;
}

void study_folder_release(struct study_folder *folder)
{
	for (size_t i = 0; i < folder->read_count; i++)
		free((void *)(uintptr_t)folder->files[i].source.text.bytes);
	arena_release(&folder->arena);
	*folder = (struct study_folder){0};
}
