#include "kiosk/flow/machine.h"

_Static_assert(DAYS_OPEN == VAULT_DAYS_OPEN, "one rule");

static bool sessions_open(struct machine *machine, struct vault_session *list, size_t *count,
			  struct problems *problems)
{
	size_t all;
	if (!vault_sessions(machine->vault, list, VAULT_SESSIONS_MOST, &all, problems))
		return false;
	for (*count = 0; *count < all && list[*count].open;)
		++*count;
	return true;
}

/* A clock that is behind cannot say how many days have passed. */
static bool days_counted(struct machine *machine, int32_t wall_day, struct problems *problems)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	if (!sessions_open(machine, list, &count, problems))
		return false;
	for (size_t i = 0; i < count; i++) {
		int32_t left = days_left_at_start(list[i].days_left, wall_day,
						  vault_last_day(machine->vault));
		if (left != list[i].days_left &&
		    !vault_count_day(machine->vault, list[i].id, left, problems))
			return false;
	}
	return true;
}

bool machine_init(struct machine *machine, const char *folder, struct vault *vault,
		  struct clocks clocks, struct problems *problems)
{
	*machine = (struct machine){.vault = vault};
	if (vault == NULL)
		machine->vault =
			vault_open(folder, clocks.wall_day, &machine->set_aside, problems);
	if (machine->vault == NULL)
		return false;
	packs_init(&machine->packs, machine->vault);
	machine_confirm(machine, days_start(clocks.wall_day, vault_last_day(machine->vault)),
			clocks.boot_ms);
	return days_counted(machine, clocks.wall_day, problems) &&
	       machine_expire(machine, clocks.wall_day, problems);
}

void machine_release(struct machine *machine)
{
	packs_release(&machine->packs);
	vault_close(machine->vault);
	*machine = (struct machine){.vault = NULL};
}

void machine_confirm(struct machine *machine, int32_t day, int64_t now_ms)
{
	machine->confirmed = day;
	machine->confirmed_at_ms = now_ms;
}

int32_t machine_day(const struct machine *machine, int64_t now_ms)
{
	return days_of_record(machine->confirmed, machine->confirmed_at_ms, now_ms);
}

bool machine_expire(struct machine *machine, int32_t today, struct problems *problems)
{
	struct vault_session list[VAULT_SESSIONS_MOST];
	size_t count;
	if (!sessions_open(machine, list, &count, problems))
		return false;
	for (size_t i = 0; i < count; i++)
		if (days_over(list[i].day, list[i].days_left, today) &&
		    !vault_end_session(machine->vault, list[i].id, problems))
			return false;
	return true;
}
