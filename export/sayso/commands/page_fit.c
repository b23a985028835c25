#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/formats/share.h"
#include "export/sayso/commands/page_fit.h"

#define KIOSK "sayso-kiosk"

/* ---- Where it is ---- */

static bool is_program(const char *path)
{
	return access(path, X_OK) == 0 && !folder_exists(path);
}

/* Folders with a full path only: what lies in the folder at hand is not started by its name. */
static bool on_path(char out[PATH_SIZE])
{
	const char *folders = getenv("PATH");
	struct slice rest = slice_of(folders ? folders : "");

	while (rest.size > 0) {
		const char *end = memchr(rest.bytes, ':', rest.size);
		struct slice folder = {rest.bytes, end ? (size_t)(end - rest.bytes) : rest.size};
		int size = snprintf(out, PATH_SIZE, "%.*s/" KIOSK, (int)folder.size, folder.bytes);

		if (slice_starts(folder, "/") && size > 0 && size < PATH_SIZE && is_program(out))
			return true;
		rest = slice_from(rest, folder.size + 1);
	}
	return false;
}

static bool find_kiosk(char out[PATH_SIZE])
{
	char folder[PATH_SIZE];

	return (share_own_folder(folder) && path_join(out, folder, KIOSK) && is_program(out)) ||
	       on_path(out);
}

/* ---- Asking it ---- */

/* Its standard error comes through the pipe. */
static bool start(const char *kiosk, const char *path, const int pipe_ends[2], pid_t *child)
{
	char check[] = "--check", name[] = KIOSK, study[PATH_SIZE];
	char *const arguments[] = {name, check, study, NULL};
	posix_spawn_file_actions_t actions;
	int size = snprintf(study, sizeof study, "%s", path);
	bool started;

	if (size < 0 || (size_t)size >= sizeof study ||
	    posix_spawn_file_actions_init(&actions) != 0)
		return false;
	started = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY,
						   0) == 0 &&
		  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDERR_FILENO) == 0 &&
		  posix_spawn(child, kiosk, &actions, NULL, arguments, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	return started;
}

/* How much it said. */
static size_t listen_to(int fd, FILE *error)
{
	char bytes[4096];
	size_t all = 0;
	ssize_t size;

	while ((size = read(fd, bytes, sizeof bytes)) > 0 || (size < 0 && errno == EINTR)) {
		if (size < 0)
			continue;
		fwrite(bytes, 1, (size_t)size, error);
		all += (size_t)size;
	}
	return all;
}

static enum page_fit verdict(pid_t child, size_t said)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return PAGE_FIT_NOT_CHECKED;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return said > 0 ? PAGE_FIT_SMALLER : PAGE_FIT_FINE;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1)
		return PAGE_FIT_TOO_LONG;
	return PAGE_FIT_NOT_CHECKED;
}

enum page_fit page_fit_check(const char *path, FILE *error)
{
	char kiosk[PATH_SIZE];
	int ends[2];
	pid_t child;

	if (!find_kiosk(kiosk) || pipe2(ends, O_CLOEXEC) != 0)
		return PAGE_FIT_NOT_CHECKED;
	bool started = start(kiosk, path, ends, &child);
	close(ends[1]);
	size_t said = started ? listen_to(ends[0], error) : 0;
	close(ends[0]);
	return started ? verdict(child, said) : PAGE_FIT_NOT_CHECKED;
}
