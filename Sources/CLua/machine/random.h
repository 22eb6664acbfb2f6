#ifndef MACHINE_RANDOM_H
#define MACHINE_RANDOM_H
#include <stdint.h>
#include <lua5.4/lua.h>
#include "kassa_machine.h"

/* Begins the machine's numbers anew. Never raises. */
void kassa_seed(kassa_machine *machine, uint64_t seed);
/* Where the machine is to draw a border (KASSA_SEED_OF_BORDERS): 0 or `most`; else nothing, and 0 is
** returned. Never raises. */
int kassa_draw_border(lua_State *L, uint64_t most, uint64_t *drawn);
/* The next 64 bits of the state's machine. Never raises. */
uint64_t kassa_random_word(lua_State *L);

#endif
