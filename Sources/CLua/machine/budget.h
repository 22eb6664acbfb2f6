#ifndef MACHINE_BUDGET_H
#define MACHINE_BUDGET_H
#include <stddef.h>
#include <lua5.4/lua.h>
#include "kassa_machine.h"

/* Charges `units` (about one VM instruction each) to the step; saturating. When the budget is spent
** marks the kill and does not return: it yields or raises (may longjmp; call from C only).
** A state without a machine (its extra space is NULL) is charged nothing. */
void kassa_charge(lua_State *L, size_t units);
/* The same for work whose units tell little of its time: looks at the clock, too. */
void kassa_charge_and_look(lua_State *L, size_t units);

/* What this thread has worked since the step began, in nanoseconds; without what it worked before the
** first look at a coarse clock that has moved: a thousand instructions or some milliseconds. Never raises. */
uint64_t kassa_worked(const kassa_machine *machine);
/* Gives the step that begins its budgets. Never raises. */
void kassa_begin_step(kassa_machine *machine);
/* What the hook does of a script that is alive: charges a period, looks at clock and memory, and
** marks the kill when one is spent. Never raises. */
void kassa_charge_period(kassa_machine *machine, lua_State *L);

#endif
