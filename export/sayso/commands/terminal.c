#include <bsd/readpassphrase.h>

#include "export/sayso/commands/terminal.h"

static bool terminal_ask(void *context, const char *question, char *out, size_t size)
{
	(void)context;
	return readpassphrase(question, out, size, RPP_REQUIRE_TTY) != NULL;
}

const struct passphrase_asker *terminal_asker(void)
{
	static const struct passphrase_asker asker = {.ask = terminal_ask};

	return &asker;
}
