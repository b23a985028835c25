#include "kiosk/page/action.h"

struct action either(struct action a, struct action b)
{
	return a.kind != ACTION_NONE ? a : b;
}

struct action act_if(bool pressed, enum action_kind kind)
{
	return (struct action){pressed ? kind : ACTION_NONE, 0};
}
