#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/platform/typeface.h"

static const char *const face_files[2] = {
	"/usr/share/fonts/truetype/andika/Andika-Regular.ttf",
	"/usr/share/fonts/truetype/andika/Andika-Bold.ttf",
};

static struct face face_open(const char *path)
{
	struct face face = {NULL, 0};
	struct stat status;
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		return face;
	if (fstat(file, &status) == 0 && status.st_size > 0 && status.st_size < INT32_MAX) {
		face.size = (size_t)status.st_size;
		face.bytes = mmap(NULL, face.size, PROT_READ, MAP_PRIVATE, file, 0);
		if (face.bytes == MAP_FAILED)
			face.bytes = NULL;
	}
	close(file);
	return face;
}

/* Nine points at so many dots an inch are an eighth of that in pixels. */
static TTF_Font *sized_open(const struct face *face, int dpi)
{
	SDL_RWops *file = face->bytes ? SDL_RWFromConstMem(face->bytes, (int)face->size) : NULL;
	TTF_Font *font = file ? TTF_OpenFontDPIRW(file, 1, 9, (unsigned)dpi, (unsigned)dpi) : NULL;

	if (font)
		TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
	return font;
}

TTF_Font *typeface_at(struct typeface *typeface, int eighths, bool bold)
{
	struct sized *oldest = &typeface->sized[0];

	for (size_t i = 0; i < FONTS_OPEN; i++) {
		struct sized *sized = &typeface->sized[i];

		if (sized->font && sized->eighths == eighths && sized->bold == bold) {
			sized->used = ++typeface->clock;
			return sized->font;
		}
		if (sized->used < oldest->used)
			oldest = sized;
	}
	if (oldest->font)
		TTF_CloseFont(oldest->font);
	*oldest = (struct sized){sized_open(&typeface->faces[bold], eighths), eighths, bold,
				 ++typeface->clock};
	if (oldest->font)
		return oldest->font;
	*oldest = (struct sized){0};
	return NULL;
}

bool typeface_open(struct typeface *typeface, struct problems *problems)
{
	*typeface = (struct typeface){0};
	if (TTF_Init() != 0) {
		problem_error_at(problems, NULL, NULL, "There is no memory for the letters.");
		return false;
	}
	for (size_t i = 0; i < countof(face_files); i++)
		typeface->faces[i] = face_open(face_files[i]);
	if (typeface_at(typeface, 64, false) && typeface_at(typeface, 64, true)) {
		typeface_close_sizes(typeface);
		return true;
	}
	problem_error_at(problems, NULL, "Install the package fonts-sil-andika.",
			 "The font Andika is not on this machine.");
	typeface_close(typeface);
	return false;
}

void typeface_close_sizes(struct typeface *typeface)
{
	for (size_t i = 0; i < FONTS_OPEN; i++)
		if (typeface->sized[i].font)
			TTF_CloseFont(typeface->sized[i].font);
	memset(typeface->sized, 0, sizeof typeface->sized);
}

void typeface_close(struct typeface *typeface)
{
	typeface_close_sizes(typeface);
	for (size_t i = 0; i < countof(typeface->faces); i++)
		if (typeface->faces[i].bytes)
			munmap(typeface->faces[i].bytes, typeface->faces[i].size);
	TTF_Quit();
	*typeface = (struct typeface){0};
}
