/* Asking for a passphrase on the terminal, unseen. Without a terminal the asking fails at once. */
#ifndef SAYSO_TERMINAL_H
#define SAYSO_TERMINAL_H

#include "export/sayso/identity/identity.h"

const struct passphrase_asker *terminal_asker(void);

#endif
