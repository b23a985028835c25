#include "export/formats/digest.h"
#include "export/formats/envelope.h"
#include "surveys/base/bounds.h"

#define DIGEST_TEXT 64
#define LIST_LINE (DIGEST_TEXT + 2) /* before the name */

static bool fail(struct problems *problems, const char *hint, const char *text)
{
	problem_error(problems, place_none(), hint, "%s", text);
	return false;
}

/* The list. */
static size_t lines_count(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++)
		count += text.bytes[i] == '\n';
	return count;
}

static bool list_line_read(struct slice line, struct envelope_member *member)
{
	struct slice name = slice_from(line, LIST_LINE), digest = {line.bytes, DIGEST_TEXT};
	if (line.size <= LIST_LINE || !hex_read(digest, member->digest, sizeof member->digest) ||
	    line.bytes[DIGEST_TEXT] != ' ' || line.bytes[DIGEST_TEXT + 1] != ' ')
		return false;
	member->name = name;
	return tar_name_valid(name) && !slice_is(name, ENVELOPE_SUMS) &&
	       !slice_is(name, ENVELOPE_SIGNATURE);
}

static int by_name_compare(const void *a, const void *b)
{
	const struct envelope_member *const *first = a, *const *second = b;
	return slice_compare((*first)->name, (*second)->name);
}

static bool names_sort(struct envelope *envelope, struct problems *problems)
{
	struct envelope_member **sorted = envelope->by_name;
	for (size_t i = 0; i < envelope->member_count; i++)
		sorted[i] = &envelope->members[i];
	qsort(sorted, envelope->member_count, sizeof sorted[0], by_name_compare);
	for (size_t i = 1; i < envelope->member_count; i++) {
		if (!slice_equal(sorted[i]->name, sorted[i - 1]->name))
			continue;
		problem_error(problems, place_none(), NULL, "SHA256SUMS lists %.*s twice",
			      (int)sorted[i]->name.size, sorted[i]->name.bytes);
		return false;
	}
	return true;
}

static bool list_read(struct envelope *envelope, struct arena *arena, struct problems *problems)
{
	const struct source source = {ENVELOPE_SUMS, envelope->sums, false};
	size_t count = lines_count(envelope->sums), at = 0;
	if (count > TAR_MEMBERS_MOST)
		return fail(problems, NULL, "SHA256SUMS lists more than 20000 files");
	envelope->members = arena_take(arena, count, sizeof envelope->members[0]);
	envelope->by_name = arena_take(arena, count, sizeof(struct envelope_member *));
	if (envelope->members == NULL || envelope->by_name == NULL)
		return fail(problems, NULL, "the list of the file needs more memory than there is");
	for (size_t i = 0; i < count; i++) {
		struct slice line = slice_from(envelope->sums, at);
		line.size =
			(size_t)((const char *)memchr(line.bytes, '\n', line.size) - line.bytes);
		if (!list_line_read(line, &envelope->members[i])) {
			problem_error(problems, place_at(&source, at), NULL,
				      "this line is not a digest, two spaces and a name");
			return false;
		}
		at += line.size + 1;
	}
	if (count == 0 || at != envelope->sums.size)
		return fail(problems, NULL, "SHA256SUMS is empty or its last line has no end");
	envelope->member_count = count;
	return names_sort(envelope, problems);
}

/* A member that must stand exactly here. */
static bool first_take(struct tar_reader *reader, const char *name, struct slice *bytes)
{
	struct tar_member member;
	if (!tar_here(reader, &member) || !slice_is(member.name, name))
		return false;
	*bytes = member.bytes;
	return true;
}

bool envelope_open(struct slice archive, struct arena *arena, struct envelope *envelope,
		   struct problems *problems)
{
	struct tar_reader reader = {archive, 0};
	struct slice label;
	*envelope = (struct envelope){0};
	if (archive.size > ENVELOPE_MOST)
		return fail(problems, NULL, "the file is larger than 256 MiB");
	if (!first_take(&reader, ENVELOPE_SUMS, &envelope->sums))
		return fail(problems, "it is another kind of file, or its beginning was damaged",
			    "the file does not begin with a SHA256SUMS of Sayso");
	if (!first_take(&reader, ENVELOPE_SIGNATURE, &envelope->signature))
		return fail(problems, "copy the file again: it was cut or damaged",
			    "SHA256SUMS.minisig does not stand behind SHA256SUMS");
	if (!minisign_label(envelope->signature, &label))
		return fail(problems, "copy the file again: it was cut or damaged",
			    "SHA256SUMS.minisig is not a prehashed minisign signature");
	sha256(envelope->sums, envelope->sums_digest);
	return envelope_label_read(label, &envelope->label, problems) &&
	       list_read(envelope, arena, problems);
}

static struct envelope_member *listed(const struct envelope *envelope, struct slice name)
{
	struct envelope_member sought = {.name = name}, *key = &sought, **found;
	if (envelope->member_count == 0)
		return NULL;
	found = bsearch(&key, envelope->by_name, envelope->member_count, sizeof key,
			by_name_compare);
	return found == NULL ? NULL : *found;
}

const struct envelope_member *envelope_find(const struct envelope *envelope, struct slice name)
{
	const struct envelope_member *member = listed(envelope, name);
	return member != NULL && member->found ? member : NULL;
}

static bool is_wanted(const void *context, struct slice name)
{
	const struct envelope_member *member = listed(context, name);
	return member != NULL && !member->found;
}

static void members_find(struct envelope *envelope, struct slice archive)
{
	struct tar_reader reader = {archive, 0};
	struct tar_member there;
	uint8_t digest[SHA256_SIZE];
	size_t wasted = 0; /* bytes hashed that did not fit */
	while (tar_next(&reader, is_wanted, envelope, &there)) {
		struct envelope_member *member = listed(envelope, there.name);
		sha256(there.bytes, digest);
		member->found = memcmp(digest, member->digest, sizeof digest) == 0;
		member->changed = !member->found;
		if (member->found) {
			member->bytes = there.bytes;
			continue;
		}
		wasted += there.bytes.size;
		if (wasted <= 2 * archive.size)
			reader.at = there.offset + TAR_BLOCK;
	}
}

static bool all_zero(struct slice bytes)
{
	for (size_t i = 0; i < bytes.size; i++)
		if (bytes.bytes[i] != '\0')
			return false;
	return true;
}

/* Is the archive byte for byte what the list makes? Only asked when every member was found. */
static bool is_whole(const struct envelope *envelope, struct slice archive)
{
	struct tar_reader reader = {archive, 0};
	struct tar_member there;
	for (size_t i = 0; i < envelope->member_count + 2; i++) {
		if (!tar_here(&reader, &there))
			return false;
		size_t end = there.offset + TAR_BLOCK + there.bytes.size;
		if (!all_zero((struct slice){archive.bytes + end, reader.at - end}) ||
		    (i >= 2 && !slice_equal(there.name, envelope->members[i - 2].name)))
			return false;
	}
	struct slice rest = slice_from(archive, reader.at);
	return rest.size == (size_t)2 * TAR_BLOCK && all_zero(rest);
}

static void lost_report(const struct envelope *envelope, struct problems *problems)
{
	for (size_t i = 0; i < envelope->member_count; i++) {
		const struct envelope_member *member = &envelope->members[i];
		if (member->found)
			continue;
		problem_warning(problems, place_none(), NULL,
				member->changed ? "%.*s was changed" : "%.*s is missing",
				(int)member->name.size, member->name.bytes);
	}
}

/* What an earlier check found says nothing of this one. */
static void members_forget(struct envelope *envelope)
{
	envelope->lost = 0;
	for (size_t i = 0; i < envelope->member_count; i++) {
		struct envelope_member *member = &envelope->members[i];
		member->bytes = (struct slice){NULL, 0};
		member->found = member->changed = false;
	}
}

bool envelope_check(struct envelope *envelope, struct slice archive, struct problems *problems)
{
	members_forget(envelope);
	if (!minisign_check(&envelope->label.key, envelope->sums, envelope->signature))
		return fail(problems, "copy it again; if that does not help, somebody changed it",
			    "the signature of the file does not hold");
	members_find(envelope, archive);
	for (size_t i = 0; i < envelope->member_count; i++)
		envelope->lost += !envelope->members[i].found;
	lost_report(envelope, problems);
	if (envelope->lost == 0 && !is_whole(envelope, archive))
		problem_warning(problems, place_none(), "what is listed in it is right",
				"the file was changed where no member lies");
	return true;
}

/* Writing. */
static bool items_check(const struct envelope_item *items, size_t count, struct problems *problems)
{
	for (size_t i = 0; i < count; i++) {
		if (!tar_name_valid(items[i].name)) {
			problem_error(problems, place_none(),
				      "use letters without accents, digits, '.', '_' and '-'",
				      "this cannot be the name of a file in a pack or batch: %.*s",
				      (int)items[i].name.size, items[i].name.bytes);
			return false;
		}
		if (items[i].bytes.size > TAR_MEMBER_MOST) {
			problem_error(problems, place_none(), NULL, "%.*s is larger than 4 MiB",
				      (int)items[i].name.size, items[i].name.bytes);
			return false;
		}
	}
	return true;
}

static void list_write(const struct envelope_item *items, size_t count, struct buffer *out)
{
	for (size_t i = 0; i < count; i++) {
		uint8_t digest[SHA256_SIZE];
		char hex[DIGEST_TEXT + 1];
		sha256(items[i].bytes, digest);
		hex_write(digest, sizeof digest, hex);
		buffer_add_format(out, "%s  %.*s\n", hex, (int)items[i].name.size,
				  items[i].name.bytes);
	}
}

static bool read_back(const struct buffer *out, struct problems *problems)
{
	struct envelope envelope;
	struct arena arena;
	size_t warnings = problems->warnings;
	arena_init(&arena, TAR_MEMBER_MOST + ENVELOPE_MOST / 16);
	bool right = envelope_open(buffer_slice(out), &arena, &envelope, problems) &&
		     envelope_check(&envelope, buffer_slice(out), problems) &&
		     problems->warnings == warnings;
	arena_release(&arena);
	return right;
}

bool envelope_write(const struct envelope_label *label, const struct minisign_secret *secret,
		    const struct envelope_item *items, size_t count, struct buffer *out,
		    struct problems *problems)
{
	struct buffer sums = buffer_growing(TAR_MEMBER_MOST);
	struct buffer signature = buffer_growing(MINISIGN_SIGNATURE_MOST);
	char text[MINISIGN_LABEL_MOST];
	bool written = false;
	if (!items_check(items, count, problems))
		goto done;
	envelope_label_write(label, text);
	list_write(items, count, &sums);
	if (!buffer_fits(&sums) || !minisign_sign(secret, buffer_slice(&sums), text, &signature)) {
		fail(problems, NULL, "the list of files is too long for a pack or batch");
		goto done;
	}
	tar_add(out, slice_of(ENVELOPE_SUMS), buffer_slice(&sums));
	tar_add(out, slice_of(ENVELOPE_SIGNATURE), buffer_slice(&signature));
	for (size_t i = 0; i < count; i++)
		tar_add(out, items[i].name, items[i].bytes);
	tar_end(out);
	if (!buffer_fits(out))
		fail(problems, NULL, "the file becomes larger than there is memory for");
	else
		written = read_back(out, problems);
done:
	buffer_release(&sums);
	buffer_release(&signature);
	return written;
}
