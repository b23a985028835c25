/* What every room may rely on: attributes, checked sums, and names that do not compile.
 * System headers come before this one: it poisons names that they use. */
#ifndef SAYSO_BASE_H
#define SAYSO_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((__format__(__printf__, text, first)))
#define countof(array) (sizeof(array) / sizeof((array)[0]))

/* False, and *sum untouched, when the result does not fit. */
static inline MUST_USE bool size_add(size_t a, size_t b, size_t *sum)
{
	if (a > SIZE_MAX - b)
		return false;
	*sum = a + b;
	return true;
}

static inline MUST_USE bool size_multiply(size_t a, size_t b, size_t *product)
{
	if (b != 0 && a > SIZE_MAX / b)
		return false;
	*product = a * b;
	return true;
}

/* With clang, glibc checks these two in macros. */
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strtok gets localtime gmtime atoi strncpy

#endif
