#include <glob.h>

#include "kiosk/platform/edid.h"

bool edid_size(const uint8_t *bytes, size_t size, int *width_mm, int *height_mm)
{
	static const uint8_t head[8] = {0, 255, 255, 255, 255, 255, 255, 0};

	if (size < 128 || memcmp(bytes, head, sizeof head) != 0)
		return false;
	*width_mm = bytes[21] * 10, *height_mm = bytes[22] * 10; /* written in whole cm */
	return *width_mm > 0 && *height_mm > 0;
}

static float density_of(const char *path, int width_px)
{
	uint8_t bytes[128];
	int width_mm, height_mm;
	FILE *file = fopen(path, "rbe");
	size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;

	if (file)
		fclose(file);
	if (!edid_size(bytes, size, &width_mm, &height_mm))
		return 0;
	float density = (float)width_px / (float)width_mm;
	return density >= DENSITY_LEAST && density <= DENSITY_MOST ? density : 0;
}

float screen_density(int width_px)
{
	glob_t found;
	float density = 0;
	size_t screens = 0;

	if (glob("/sys/class/drm/*/edid", 0, NULL, &found) != 0)
		return 0;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		float one = density_of(found.gl_pathv[i], width_px);

		if (one > 0)
			density = one, screens++;
	}
	globfree(&found);
	return screens == 1 ? density : 0;
}
