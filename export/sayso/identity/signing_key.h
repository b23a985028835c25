/* The file signing.key: minisign's own format of a secret key (docs/formats.md), with a passphrase
 * or without. Stock minisign signs with it. */
#ifndef SAYSO_SIGNING_KEY_H
#define SAYSO_SIGNING_KEY_H

#include "export/formats/minisign.h"

#define SIGNING_KEY_MOST 4096 /* bytes of the file; two short lines */

/* out: guarded memory. passphrase empty: none. False for want of memory. */
MUST_USE bool signing_key_write(const struct minisign_secret *secret, struct slice passphrase,
				struct buffer *out);

enum signing_key_result {
	SIGNING_KEY_OPENED,
	SIGNING_KEY_WRONG, /* passphrase, or a damaged key: the format cannot tell */
	SIGNING_KEY_BAD,
	SIGNING_KEY_NO_MEMORY, /* its passphrase asks for more than half of this machine's memory */
};
bool signing_key_needs_passphrase(struct slice text);
/* secret: guarded memory, wiped unless SIGNING_KEY_OPENED. */
MUST_USE enum signing_key_result signing_key_read(struct slice text, struct slice passphrase,
						  struct minisign_secret *secret);

#endif
