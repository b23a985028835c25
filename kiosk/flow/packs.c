#include "kiosk/flow/packs.h"

#define PACK_MEMORY_MOST (256u << 20)

void packs_init(struct packs *packs, struct vault *vault)
{
	*packs = (struct packs){.vault = vault};
}

void packs_release(struct packs *packs)
{
	for (size_t i = 0; i < packs->count; i++)
		arena_release(&packs->list[i].arena);
	packs->count = 0;
}

static bool read_pack(struct packs *packs, struct packs_issue *taken, struct problems *problems)
{
	struct slice archive;
	arena_init(&taken->arena, PACK_MEMORY_MOST);
	if (vault_pack(packs->vault, taken->issue, &taken->arena, &archive, problems) &&
	    pack_read(archive, false, &taken->arena, &taken->pack, problems))
		return true;
	arena_release(&taken->arena);
	return false;
}

const struct pack *packs_take(struct packs *packs, uint32_t issue, struct problems *problems)
{
	if (issue == 0)
		issue = vault_machine(packs->vault)->issue;
	for (size_t i = 0; i < packs->count; i++)
		if (packs->list[i].issue == issue)
			return &packs->list[i].pack;
	if (packs->count == PACKS_MOST) {
		problem_error_at(problems, NULL, "end the sessions that are over",
				 "there are too many study packs in use at once");
		return NULL;
	}
	struct packs_issue *taken = &packs->list[packs->count];
	taken->issue = issue;
	if (!read_pack(packs, taken, problems))
		return NULL;
	packs->count++;
	return &taken->pack;
}
