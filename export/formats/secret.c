#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "export/formats/secret.h"

#define SECRET_STEP 64 /* what the block's alignment needs, see sodium_malloc */

bool secret_begin(struct problems *problems)
{
	const struct rlimit none = {0, 0};
	if (sodium_init() < 0) {
		problem_error_at(problems, NULL, NULL, "libsodium cannot be used on this machine");
		return false;
	}
	if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
		problem_error_at(
			problems, NULL, NULL,
			"core dumps, which would hold keys and answers, cannot be turned off");
		return false;
	}
	return true;
}

/* sodium_malloc locks too, but does not tell whether it could. */
bool secret_take(struct secret *secret, size_t size, struct problems *problems)
{
	size_t rounded = 0;
	*secret = (struct secret){.bytes = NULL};
	if (sodium_init() >= 0 && size_add(size == 0 ? 1 : size, SECRET_STEP - 1, &rounded)) {
		rounded -= rounded % SECRET_STEP;
		secret->bytes = sodium_malloc(rounded);
	}
	if (secret->bytes == NULL) {
		problem_error_at(problems, NULL, NULL, "not enough guarded memory");
		return false;
	}
	secret->size = rounded;
	secret->locked = sodium_mlock(secret->bytes, rounded) == 0;
	secret_wipe(secret);
	return true;
}

void secret_wipe(struct secret *secret)
{
	if (secret->bytes != NULL)
		sodium_memzero(secret->bytes, secret->size);
}

/* sodium_free wipes before it unlocks. */
void secret_release(struct secret *secret)
{
	sodium_free(secret->bytes);
	*secret = (struct secret){.bytes = NULL};
}

void secret_zero(void *bytes, size_t size)
{
	sodium_memzero(bytes, size);
}

/* The start of a file of the kernel's, NUL-terminated; empty when it is not there. */
static void kernel_text(const char *path, char *out, size_t size)
{
	FILE *file = fopen(path, "re");
	size_t got = 0;
	if (file != NULL) {
		got = fread(out, 1, size - 1, file);
		fclose(file);
	}
	out[got] = '\0';
}

/* The first line of /proc/swaps is a heading. Without swap in use a machine hibernates only to the
 * device that it was told to resume from. */
bool secret_system_swaps(void)
{
	char text[512];
	kernel_text("/proc/swaps", text, sizeof text);
	const char *first = strchr(text, '\n');
	if (first != NULL && first[1] != '\0')
		return true;
	kernel_text("/sys/power/state", text, sizeof text);
	if (strstr(text, "disk") == NULL)
		return false;
	kernel_text("/sys/power/resume", text, sizeof text);
	return text[0] != '\0' && strncmp(text, "0:0", 3) != 0;
}
