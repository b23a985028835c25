#include <errno.h>
#include <unistd.h>

#include "export/formats/file.h"
#include "export/formats/folder.h"
#include "kiosk/vault/vault_aside.h"

#define MOVING "damaged.moving"
#define SAME_DAY_MOST 99

bool aside_begun(const char *folder)
{
	char path[PATH_SIZE];
	return path_join(path, folder, MOVING) && file_exists(path);
}

static bool moved(const char *folder, const char *aside, const char *name,
		  struct problems *problems)
{
	char from[PATH_SIZE], to[PATH_SIZE];
	if (!path_join(from, folder, name) || !path_join(to, aside, name))
		return false;
	return rename(from, to) == 0 || errno == ENOENT ||
	       file_fault(problems, from, "it could not be set aside");
}

/* The first name that is free: damaged-2026-11-25, damaged-2026-11-25-2 ... */
static bool name_free(const char *folder, int32_t day, char out[PATH_SIZE])
{
	char date[11], name[32];
	day_write(day, date);
	for (int i = 1; i <= SAME_DAY_MOST; i++) {
		if (i == 1)
			snprintf(name, sizeof name, "damaged-%s", date);
		else
			snprintf(name, sizeof name, "damaged-%s-%d", date, i);
		if (!path_join(out, folder, name))
			return false;
		if (!file_exists(out))
			return true;
	}
	return false;
}

/* The journal first: a database without its newer half could pass for a sound one. Whatever is cut
 * off here, the folder's name says that it is to be gone on with. */
bool aside_set(const char *folder, int32_t day, struct problems *problems)
{
	static const char *const names[] = {"vault.db-wal", "vault.db-shm", "vault.db-journal",
					    "vault.db", "keys"};
	char moving[PATH_SIZE], name[PATH_SIZE];
	if (!path_join(moving, folder, MOVING) || !folder_make(moving, FILE_PRIVATE, problems))
		return false;
	for (size_t i = 0; i < countof(names); i++)
		if (!moved(folder, moving, names[i], problems))
			return false;
	if (!folder_sync(moving, problems) || !folder_sync(folder, problems))
		return false;
	if (!name_free(folder, day, name)) {
		problem_error_at(problems, folder, "Move the folders named damaged away.",
				 "Too many damaged vaults were set aside.");
		return false;
	}
	if (rename(moving, name) != 0)
		return file_fault(problems, moving, "it could not be set aside");
	return folder_sync(folder, problems);
}
