#include "export/formats/digest.h"
#include "export/sayso/dataset/collect_packs.h"

bool pack_member_name(struct slice member, uint32_t *issue, struct slice *name)
{
	int64_t number;
	if (!slice_starts(member, "packs/"))
		return false;
	struct slice rest = slice_from(member, strlen("packs/"));
	const char *slash = rest.size == 0 ? NULL : memchr(rest.bytes, '/', rest.size);
	if (slash == NULL)
		return false;
	struct slice digits = {rest.bytes, (size_t)(slash - rest.bytes)};
	if (number_read(digits, 1, ENVELOPE_ISSUE_MOST, &number) != NUMBER_FINE)
		return false;
	*issue = (uint32_t)number;
	*name = slice_from(rest, digits.size + 1);
	return true;
}

static const struct envelope_member *pack_member(const struct envelope *envelope, uint32_t issue,
						 struct slice name)
{
	char text[160];
	int size = snprintf(text, sizeof text, "packs/%u/%.*s", issue, (int)name.size, name.bytes);
	return size < 0 || (size_t)size >= sizeof text ? NULL
						       : envelope_find(envelope, slice_of(text));
}

static bool is_ours(const struct envelope *envelope, const struct minisign_public *signing,
		    uint32_t issue, struct slice sums, struct slice signature)
{
	struct envelope_label label;
	struct slice text;
	struct problems *faults = calloc(1, sizeof *faults);
	bool ours = faults != NULL && minisign_check(signing, sums, signature) &&
		    minisign_label(signature, &text) && envelope_label_read(text, &label, faults) &&
		    label.kind == ENVELOPE_PACK && label.issue == issue &&
		    strcmp(label.study, envelope->label.study) == 0 &&
		    strcmp(label.school, envelope->label.school) == 0;
	free(faults);
	return ours;
}

static bool files_store(struct dataset *dataset, const struct envelope *envelope, uint32_t issue,
			struct slice sums, struct problems *problems)
{
	uint8_t digest[SHA256_SIZE];
	struct slice name;
	while (sums_next(&sums, digest, &name)) {
		const struct envelope_member *member =
			pack_file_is_kept(name) ? pack_member(envelope, issue, name) : NULL;
		if (member == NULL || memcmp(member->digest, digest, sizeof digest) != 0)
			continue;
		if (!dataset_store_file(dataset, digest, member->bytes, problems))
			return false;
	}
	return true;
}

bool collect_packs(struct dataset *dataset, const struct envelope *envelope,
		   const struct minisign_public *signing, size_t *believed,
		   struct problems *problems)
{
	*believed = 0;
	for (size_t i = 0; i < envelope->member_count; i++) {
		const struct envelope_member *sums = &envelope->members[i];
		uint32_t issue;
		struct slice name;
		if (!sums->found || !pack_member_name(sums->name, &issue, &name) ||
		    !slice_is(name, ENVELOPE_SUMS))
			continue;
		const struct envelope_member *signature =
			pack_member(envelope, issue, slice_of(ENVELOPE_SIGNATURE));
		if (signature == NULL ||
		    !is_ours(envelope, signing, issue, sums->bytes, signature->bytes)) {
			problem_warning(
				problems, place_none(), "Was it made with another folder of keys?",
				"issue %u of the study pack in it is not signed with these keys",
				issue);
			continue;
		}
		if (!dataset_store_pack(dataset, envelope->label.school, issue, sums->bytes,
					signature->bytes, problems) ||
		    !files_store(dataset, envelope, issue, sums->bytes, problems))
			return false;
		++*believed;
	}
	return true;
}
