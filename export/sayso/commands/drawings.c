#include "export/sayso/commands/drawings.h"
#include "export/formats/share.h"

#define DRAWING_MOST 65536

static bool load(const char *folder, const char *drawing, struct slice *svg,
		 struct problems *problems)
{
	char name[64], path[PATH_SIZE], *bytes;
	size_t size;

	snprintf(name, sizeof name, "%s.svg", drawing);
	if (!path_join(path, folder, name) ||
	    !file_read(path, DRAWING_MOST, &bytes, &size, problems))
		return false;
	*svg = (struct slice){bytes, size};
	return true;
}

bool drawings_load(struct drawings *drawings, struct problems *problems)
{
	char folder[PATH_SIZE];

	*drawings = (struct drawings){0};
	if (!share_find("assets/drawings", folder, problems))
		return false;
	for (size_t i = 0; i < DRAWINGS; i++)
		if (!load(folder, drawing_name(i), &drawings->svg[i], problems))
			return false;
	return true;
}

void drawings_release(struct drawings *drawings)
{
	for (size_t i = 0; i < DRAWINGS; i++)
		free((void *)(uintptr_t)drawings->svg[i].bytes);
	*drawings = (struct drawings){0};
}
