#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/vault/vault_aside.h"
#include "kiosk/vault/vault_keys.h"

enum vault_state vault_state(const struct vault *vault)
{
	return vault->state;
}

bool vault_guarded(const struct vault *vault)
{
	return vault->guard.locked;
}

const struct vault_machine *vault_machine(const struct vault *vault)
{
	return &vault->machine.about;
}

int32_t vault_last_day(const struct vault *vault)
{
	return vault->machine.last_day;
}

static bool in_use(struct problems *problems)
{
	return vault_refuse(problems, "Close the other one first.",
			    "Another Sayso is using this machine's data.");
}

bool vault_is_free(const char *folder, struct problems *problems)
{
	int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool taken = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	if (lock >= 0)
		close(lock);
	return !taken || in_use(problems);
}

/* To everybody else: one that was made by hand may be open, and who writes there can take the
 * answers away. */
static bool folder_closed(int folder, const char *path, struct problems *problems)
{
	struct stat about;
	return (fstat(folder, &about) == 0 &&
		((about.st_mode & 07777) == 0700 || fchmod(folder, 0700) == 0)) ||
	       file_fault(problems, path, "the folder could not be closed to others");
}

/* Before anything in it is touched; kept until the vault is closed. */
static bool folder_taken(struct vault *vault, const char *folder, struct problems *problems)
{
	size_t size = strlen(folder);
	if (size >= sizeof vault->folder)
		return vault_refuse(problems, NULL, "The name of the data folder is too long.");
	memcpy(vault->folder, folder, size + 1);
	if (!folder_make(folder, FILE_PRIVATE, problems))
		return false;
	vault->lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (vault->lock < 0)
		return file_fault(problems, folder, "the folder could not be opened");
	if (flock(vault->lock, LOCK_EX | LOCK_NB) == 0)
		return folder_closed(vault->lock, folder, problems);
	return errno == EWOULDBLOCK
		       ? in_use(problems)
		       : file_fault(problems, folder, "the folder could not be locked");
}

static bool database_open(struct vault *vault, bool *damaged, struct problems *problems)
{
	char path[PATH_SIZE];
	size_t count;
	const struct db_migration *migrations = rows_migrations(&count);
	*damaged = false;
	if (!path_join(path, vault->folder, "vault.db"))
		return vault_refuse(problems, NULL, "The name of the data folder is too long.");
	vault->db = db_open_checked(path, DB_VAULT, migrations, count, damaged, problems);
	return vault->db != NULL;
}

/* The database that is there, or a fresh one in the place of a damaged one. */
static bool database_taken(struct vault *vault, int32_t day, bool *set_aside,
			   struct problems *problems)
{
	struct problems found = {.count = 0};
	bool damaged;
	*set_aside = aside_begun(vault->folder);
	if (*set_aside && !aside_set(vault->folder, day, problems))
		return false;
	if (database_open(vault, &damaged, &found))
		return true;
	if (!damaged) {
		*problems = found;
		return false;
	}
	*set_aside = true;
	return aside_set(vault->folder, day, problems) && database_open(vault, &damaged, problems);
}

static bool opened(struct vault *vault, const char *folder, int32_t day, bool *set_aside,
		   struct problems *problems)
{
	char keys[PATH_SIZE];
	bool found, keep[2];
	if (!secret_take(&vault->guard, sizeof *vault->keys, problems))
		return false;
	vault->keys = vault->guard.bytes;
	if (!folder_taken(vault, folder, problems) ||
	    !database_taken(vault, day, set_aside, problems) || !path_join(keys, folder, "keys") ||
	    !slots_open(&vault->slots, keys, true, problems) ||
	    !db_checkpoint(vault->db, problems) ||
	    !vault_machine_read(vault->db, &vault->machine, &found, problems))
		return false;
	vault->state = found ? VAULT_LOCKED : VAULT_NEW;
	return !found || vault_keys_find(vault, keep, problems);
}

struct vault *vault_open(const char *folder, int32_t day, bool *set_aside,
			 struct problems *problems)
{
	struct vault *vault = calloc(1, sizeof *vault);
	*set_aside = false;
	if (vault == NULL) {
		vault_refuse(problems, NULL, "Not enough memory.");
		return NULL;
	}
	vault->lock = vault->slots.file = -1;
	if (opened(vault, folder, day, set_aside, problems))
		return vault;
	vault_close(vault);
	return NULL;
}

/* What a cut left undone: a slot that nothing open names, an older machine key. Of a machine that
 * is not set up no key is worth anything: one that lies there would pass for its own. */
bool vault_settle(struct vault *vault, struct problems *problems)
{
	bool *keep = calloc(vault->slots.count, sizeof *keep);
	bool fine = keep != NULL &&
		    (vault->state == VAULT_NEW || vault_keys_find(vault, keep, problems)) &&
		    rows_slots(vault->db, ROWS_SLOTS_IN_USE, keep, vault->slots.count, problems) &&
		    slots_clear(&vault->slots, keep, problems);
	free(keep);
	return fine;
}

void vault_close(struct vault *vault)
{
	if (vault == NULL)
		return;
	db_close(vault->db);
	slots_close(&vault->slots);
	if (vault->lock >= 0)
		close(vault->lock);
	secret_release(&vault->guard);
	free(vault->sealed);
	free(vault->resume);
	free(vault);
}
