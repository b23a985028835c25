/* How test_bad.c reads files that travel: each as its reader does, signature and hashes too. */
#ifndef SAYSO_TESTS_BAD_ENVELOPES_H
#define SAYSO_TESTS_BAD_ENVELOPES_H

#include "export/formats/pack.h"
#include "tests/unit/files.h"

static bool envelope_loads(struct slice archive, struct arena *arena, struct problems *problems)
{
	struct envelope envelope;
	return envelope_open(archive, arena, &envelope, problems) &&
	       envelope_check(&envelope, archive, problems) && envelope.lost == 0;
}

static bool load_envelope(const char *path, struct arena *arena, struct problems *problems)
{
	struct slice archive = file_load(path);
	assert_non_null(archive.bytes);
	bool fine = envelope_loads(archive, arena, problems);
	free((char *)archive.bytes);
	return fine;
}

static bool load_pack(const char *path, struct arena *arena, struct problems *problems)
{
	struct slice archive = file_load(path);
	struct pack pack;
	assert_non_null(archive.bytes);
	bool fine = pack_read(archive, true, arena, &pack, problems);
	free((char *)archive.bytes);
	return fine;
}

/* The signature of the list of tests/vectors/example/hill.study, in an envelope that is nothing
 * else. */
static bool load_minisign(const char *path, struct arena *arena, struct problems *problems)
{
	struct slice signature = file_load(path),
		     pack = file_load("tests/vectors/example/hill.study");
	struct tar_reader reader = {pack, 0};
	struct tar_member sums;
	struct buffer archive = buffer_growing(1 << 20);
	assert_non_null(signature.bytes);
	assert_true(pack.bytes != NULL && tar_here(&reader, &sums));
	tar_add(&archive, sums.name, sums.bytes);
	tar_add(&archive, slice_of(ENVELOPE_SIGNATURE), signature);
	bool fine = envelope_loads(buffer_slice(&archive), arena, problems);
	buffer_release(&archive);
	free((char *)signature.bytes);
	free((char *)pack.bytes);
	return fine;
}

#endif
