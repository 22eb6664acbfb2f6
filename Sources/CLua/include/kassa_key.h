#ifndef KASSA_KEY_H
#define KASSA_KEY_H
#include <stdint.h>
#include "kassa_machine.h"

/* What a machine that waits would do next, as far as that can be seen: its calls, their values, and all
** that is reached from them, by Lua's debug interface. Objects count by the order in which they are
** found and never by their addresses, so that two ways to the same place have the same key.
**
** - Two machines of one program with equal keys go on alike, whatever they are given.
** - What a register holds that nothing reads any more is passed over (live.h), where Lua's code tells.
** - Two with other keys may go on alike all the same. */
typedef struct kassa_key {
  uint64_t values[2]; /* all of it */
  uint64_t place[2];  /* the calls alone: their functions and lines */
  uint64_t objects;   /* so many were looked at */
} kassa_key;

/* Returns 0 where it can't be told: the machine does not wait, values lie too deep, or there is no
** memory. It may move the stacks of the machine, and changes nothing else. */
int kassa_key_of(kassa_machine *machine, kassa_key *key);

#endif
