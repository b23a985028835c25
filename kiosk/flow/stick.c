#include <sys/stat.h>

#include "kiosk/flow/stick.h"

#define STUDY_ENDING ".study"
#define STUDY_MEMORY_MOST ((size_t)256 << 20) /* of one, read */
#define FILES_MOST 64			      /* looked at in one folder */
#define NAMES_MOST ((size_t)4 << 20)

bool stick_put_in(struct stick *stick, const char *path, bool shared)
{
	struct stat folder;
	*stick = (struct stick){.shared = shared};
	if (stat(path, &folder) != 0 || !S_ISDIR(folder.st_mode) ||
	    strlen(path) >= sizeof stick->path)
		return false;
	snprintf(stick->path, sizeof stick->path, "%s", path);
	stick->device = folder.st_dev;
	return true;
}

void stick_take_out(struct stick *stick)
{
	*stick = (struct stick){.shared = false};
}

bool stick_is_in(const struct stick *stick)
{
	return stick->path[0] != '\0';
}

/* ---- Reading ---- */

struct reading {
	const struct vault_machine *machine;
	struct stick_studies *studies;
	struct problems *problems;
};

static void study_release(struct stick_study *study)
{
	arena_release(&study->arena);
	free(study->bytes);
	*study = (struct stick_study){.bytes = NULL};
}

static bool same_study(const struct envelope_label *a, const struct envelope_label *b)
{
	return strcmp(a->study, b->study) == 0 && strcmp(a->school, b->school) == 0 &&
	       minisign_public_equal(&a->key, &b->key);
}

static bool is_wanted(const struct envelope_label *label, const struct vault_machine *machine)
{
	if (label->kind != ENVELOPE_PACK)
		return false;
	return machine == NULL ||
	       (strcmp(label->study, machine->study) == 0 &&
		strcmp(label->school, machine->school) == 0 &&
		minisign_public_equal(&label->key, &machine->signing) &&
		label->issue > machine->issue);
}

/* Only the label is looked at before it is known that the study is wanted. */
static bool study_read(const struct reading *reading, const char *path, struct stick_study *study)
{
	struct envelope envelope;
	*study = (struct stick_study){.bytes = NULL};
	arena_init(&study->arena, STUDY_MEMORY_MOST);
	if (!file_read(path, ENVELOPE_MOST, &study->bytes, &study->size, reading->problems))
		return false;
	const struct slice archive = {study->bytes, study->size};
	if (!envelope_open(archive, &study->arena, &envelope, reading->problems))
		return false;
	if (!is_wanted(&envelope.label, reading->machine))
		return true;
	if (pack_read(archive, false, &study->arena, &study->pack, reading->problems))
		return true;
	study->pack.study = NULL;
	return false;
}

/* Of one study the higher issue; others side by side while there is room. */
static void study_keep(struct stick_studies *studies, struct stick_study *study)
{
	for (size_t i = 0; i < studies->count; i++) {
		const struct envelope_label *label = &studies->list[i].pack.envelope.label;
		if (!same_study(label, &study->pack.envelope.label))
			continue;
		if (label->issue < study->pack.envelope.label.issue) {
			study_release(&studies->list[i]);
			studies->list[i] = *study;
		} else {
			study_release(study);
		}
		return;
	}
	if (studies->count == countof(studies->list))
		study_release(study);
	else
		studies->list[studies->count++] = *study;
}

static void file_look_at(const struct reading *reading, const char *path)
{
	struct stick_study study;
	bool fine = study_read(reading, path, &study);
	reading->studies->bad += !fine;
	if (study.pack.study != NULL)
		study_keep(reading->studies, &study);
	else
		study_release(&study);
}

static bool is_study_name(const char *name)
{
	struct slice text = slice_of(name);
	size_t ending = sizeof STUDY_ENDING - 1;
	return text.size > ending &&
	       slice_is_ignoring_case(slice_from(text, text.size - ending), STUDY_ENDING);
}

static void folder_look_at(const struct reading *reading, const char *folder)
{
	struct arena arena;
	const char **names;
	char path[PATH_SIZE];
	size_t count, looked = 0;
	arena_init(&arena, NAMES_MOST);
	if (!folder_list(folder, &arena, &names, &count, reading->problems))
		count = 0;
	for (size_t i = 0; i < count && looked < FILES_MOST; i++)
		if (is_study_name(names[i]) && path_join(path, folder, names[i])) {
			file_look_at(reading, path);
			looked++;
		}
	arena_release(&arena);
}

void stick_studies_read(const char *path, const struct vault_machine *machine,
			struct stick_studies *studies, struct problems *problems)
{
	const struct reading reading = {machine, studies, problems};
	char below[PATH_SIZE];
	struct stat status;
	*studies = (struct stick_studies){.count = 0};
	if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
		file_look_at(&reading, path);
		return;
	}
	folder_look_at(&reading, path);
	if (path_join(below, path, "sayso") && lstat(below, &status) == 0 &&
	    S_ISDIR(status.st_mode))
		folder_look_at(&reading, below);
}

void stick_studies_release(struct stick_studies *studies)
{
	for (size_t i = 0; i < studies->count; i++)
		study_release(&studies->list[i]);
	studies->count = 0;
}

uint32_t stick_take_newer(const struct stick *stick, struct vault *vault, struct problems *problems)
{
	struct stick_studies studies;
	uint32_t taken = 0;
	stick_studies_read(stick->path, vault_machine(vault), &studies, problems);
	if (studies.count > 0) { /* its own study: one at most */
		const struct stick_study *study = &studies.list[0];
		uint32_t issue = study->pack.envelope.label.issue;
		const struct slice archive = {study->bytes, study->size};
		if (vault_add_pack(vault, issue, archive, problems))
			taken = issue;
	}
	stick_studies_release(&studies);
	return taken;
}
