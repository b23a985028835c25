/* A fresh folder for one test, below $TMPDIR: tests/run.sh gives one, and is red where anything is
 * left in it. */
#ifndef SAYSO_TESTS_SCRATCH_H
#define SAYSO_TESTS_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SCRATCH_SIZE 128

static inline bool scratch_make(char path[SCRATCH_SIZE], const char *name)
{
	const char *base = getenv("TMPDIR");
	int size = snprintf(path, SCRATCH_SIZE, "%s/sayso-%s-XXXXXX", base != NULL ? base : "/tmp",
			    name);
	return size > 0 && size < SCRATCH_SIZE && mkdtemp(path) != NULL;
}

#endif
