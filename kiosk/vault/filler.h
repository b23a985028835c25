/* Random bytes that fill a place, not a key: megabytes of them are cheap. */
#ifndef SAYSO_FILLER_H
#define SAYSO_FILLER_H

#include "surveys/base/base.h"

void filler(void *bytes, size_t size);

#endif
