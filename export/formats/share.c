#include <unistd.h>

#include "export/formats/share.h"

/* Below the program's folder: installed, then build/, build/san/, build/tests/, build/san/tests/.
 * The library is in surveys/ of the source tree. */
static const char *const roots[] = {
	"../share/sayso", "..",	      "../surveys",	  "../..",
	"../../surveys",  "../../..", "../../../surveys",
};

static bool join(const char *a, const char *b, const char *c, char out[PATH_SIZE])
{
	int size = snprintf(out, PATH_SIZE, "%s/%s/%s", a, b, c);

	return size > 0 && size < PATH_SIZE;
}

bool share_find_from(const char *bin, const char *name, char out[PATH_SIZE])
{
	for (size_t i = 0; i < countof(roots); i++)
		if (join(bin, roots[i], name, out) && access(out, R_OK) == 0)
			return true;
	return false;
}

bool share_own_folder(char out[PATH_SIZE])
{
	char program[PATH_SIZE];
	ssize_t size = readlink("/proc/self/exe", program, sizeof program - 1);

	if (size <= 0 || (size_t)size >= sizeof program - 1)
		return false;
	program[size] = '\0';
	return folder_of(program, out);
}

bool share_find(const char *name, char out[PATH_SIZE], struct problems *problems)
{
	char bin[PATH_SIZE];

	if (share_own_folder(bin) && share_find_from(bin, name, out))
		return true;
	problem_error_at(problems, name, "install it again, with make install",
			 "this part of Sayso is not where it was installed");
	return false;
}
