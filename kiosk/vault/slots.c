#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "export/formats/digest.h"
#include "export/formats/folder.h"
#include "export/formats/secret.h"
#include "kiosk/vault/filler.h"
#include "kiosk/vault/slots.h"

#define CARRYING 512 /* bytes at the front of a slot: one sector */
#define HEAD 40      /* checksum, generation, size */
#define COUNT_MOST 65536
#define CHUNK_SLOTS 64 /* written at once where many are */
#define FILL_SLOTS 8

static const char label[] = "sayso slot 1";

static void put32(uint8_t out[4], uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> (8 * i));
}

static uint32_t get32(const uint8_t in[4])
{
	return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 |
	       (uint32_t)in[3] << 24;
}

/* Bound to the slot's number, so that a slot copied to another place is empty there. */
static void checksum(const uint8_t carrying[CARRYING], uint32_t slot, uint8_t out[SHA256_SIZE])
{
	uint8_t text[sizeof label - 1 + 4 + CARRYING - SHA256_SIZE];
	memcpy(text, label, sizeof label - 1);
	put32(text + sizeof label - 1, slot);
	memcpy(text + sizeof label - 1 + 4, carrying + SHA256_SIZE, CARRYING - SHA256_SIZE);
	sha256((struct slice){(const char *)text, sizeof text}, out);
	secret_zero(text, sizeof text);
}

/* Always false; and nothing is written from now on: what the kernel did not write it has forgotten.
 */
static bool failed(struct slots *slots, struct problems *problems)
{
	slots->broken = true;
	return file_fault(problems, "keys", "the keys could not be written");
}

static bool usable(const struct slots *slots, uint32_t slot, struct problems *problems)
{
	if (!slots->broken && slot < slots->count)
		return true;
	problem_error_at(problems, "keys", "Start the program again.",
			 slots->broken ? "The keys are not changed any more, because the disk "
					 "failed before."
				       : "There is no such place for a key.");
	return false;
}

static bool write_at(struct slots *slots, const uint8_t *bytes, size_t size, uint64_t offset,
		     struct problems *problems)
{
	for (size_t done = 0; done < size;) {
		ssize_t wrote =
			pwrite(slots->file, bytes + done, size - done, (off_t)(offset + done));
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return failed(slots, problems);
		done += (size_t)wrote;
	}
	return true;
}

static bool sync_all(struct slots *slots, struct problems *problems)
{
	return fdatasync(slots->file) == 0 || failed(slots, problems);
}

/* From the first slot that is not whole to the end that a new file has. Its size must last too, so
 * not fdatasync. */
static bool fill_up(struct slots *slots, const char *path, struct problems *problems)
{
	char folder[PATH_SIZE];
	uint8_t bytes[SLOT_SIZE * FILL_SLOTS];
	while (slots->count < SLOTS_MADE) {
		uint32_t run = SLOTS_MADE - slots->count < FILL_SLOTS ? SLOTS_MADE - slots->count
								      : FILL_SLOTS;
		filler(bytes, sizeof bytes);
		if (!write_at(slots, bytes, (size_t)run * SLOT_SIZE,
			      (uint64_t)slots->count * SLOT_SIZE, problems))
			return false;
		slots->count += run;
	}
	if (fsync(slots->file) != 0)
		return failed(slots, problems);
	return folder_of(path, folder) ? folder_sync(folder, problems)
				       : file_fault(problems, path, "the keys could not be made");
}

/* What a failed sync left in the cache must not be read as if it lay on the disk. */
static bool look(struct slots *slots, const char *path, bool make, struct problems *problems)
{
	struct stat about;
	if (slots->file < 0 || fstat(slots->file, &about) != 0)
		return file_fault(problems, path, "the keys could not be opened");
	uint64_t whole = (uint64_t)about.st_size / SLOT_SIZE;
	if (!S_ISREG(about.st_mode) || whole > COUNT_MOST || (!make && whole < SLOTS_MADE)) {
		problem_error_at(problems, path, NULL, "This is not a file of keys.");
		return false;
	}
	slots->count = (uint32_t)whole;
	posix_fadvise(slots->file, 0, 0, POSIX_FADV_DONTNEED);
	return slots->count >= SLOTS_MADE || fill_up(slots, path, problems);
}

bool slots_open(struct slots *slots, const char *path, bool make, struct problems *problems)
{
	int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (make ? O_CREAT : 0);
	*slots = (struct slots){.file = open(path, flags, 0600)};
	bool fine = look(slots, path, make, problems);
	if (!fine)
		slots_close(slots);
	return fine;
}

void slots_close(struct slots *slots)
{
	if (slots->file >= 0)
		close(slots->file);
	*slots = (struct slots){.file = -1};
}

bool slot_write(struct slots *slots, uint32_t slot, uint32_t generation, struct slice payload,
		struct problems *problems)
{
	uint8_t bytes[SLOT_SIZE];
	if (!usable(slots, slot, problems) || payload.size > SLOT_PAYLOAD_MOST)
		return false;
	filler(bytes, sizeof bytes);
	put32(bytes + SHA256_SIZE, generation);
	put32(bytes + SHA256_SIZE + 4, (uint32_t)payload.size);
	memcpy(bytes + HEAD, payload.bytes, payload.size);
	checksum(bytes, slot, bytes);
	bool fine = write_at(slots, bytes, sizeof bytes, (uint64_t)slot * SLOT_SIZE, problems) &&
		    sync_all(slots, problems);
	secret_zero(bytes, sizeof bytes);
	return fine;
}

enum slot_state slot_read(struct slots *slots, uint32_t slot, uint32_t *generation,
			  uint8_t *payload, size_t size, struct problems *problems)
{
	uint8_t bytes[CARRYING], sum[SHA256_SIZE];
	if (!usable(slots, slot, problems))
		return SLOT_FAILED;
	ssize_t got = pread(slots->file, bytes, sizeof bytes, (off_t)slot * SLOT_SIZE);
	if (got != (ssize_t)sizeof bytes) {
		file_fault(problems, "keys", "the keys could not be read");
		return SLOT_FAILED;
	}
	checksum(bytes, slot, sum);
	bool valid = memcmp(sum, bytes, sizeof sum) == 0 && size <= SLOT_PAYLOAD_MOST &&
		     get32(bytes + SHA256_SIZE + 4) == size;
	if (valid) {
		*generation = get32(bytes + SHA256_SIZE);
		memcpy(payload, bytes + HEAD, size);
	}
	secret_zero(bytes, sizeof bytes);
	return valid ? SLOT_VALID : SLOT_EMPTY;
}

bool slot_overwrite(struct slots *slots, uint32_t slot, struct problems *problems)
{
	uint8_t bytes[SLOT_SIZE];
	if (!usable(slots, slot, problems))
		return false;
	filler(bytes, sizeof bytes);
	return write_at(slots, bytes, sizeof bytes, (uint64_t)slot * SLOT_SIZE, problems) &&
	       sync_all(slots, problems);
}

bool slots_clear(struct slots *slots, const bool *keep, struct problems *problems)
{
	bool fine = usable(slots, 0, problems);
	uint8_t *bytes = malloc(SLOT_SIZE * CHUNK_SLOTS);
	if (bytes == NULL)
		return file_fault(problems, "keys", "the keys could not be written");
	for (uint32_t slot = 0; fine && slot < slots->count;) {
		uint32_t run = 0;
		while (run < CHUNK_SLOTS && slot + run < slots->count && !keep[slot + run])
			run++;
		filler(bytes, (size_t)run * SLOT_SIZE);
		fine = write_at(slots, bytes, (size_t)run * SLOT_SIZE, (uint64_t)slot * SLOT_SIZE,
				problems);
		slot += run > 0 ? run : 1;
	}
	free(bytes);
	return fine && sync_all(slots, problems);
}
