#include "machine/nodes.h"
#include "kassa_places.h"
#include "machine/machine.h"

/* Lua keeps the keys of a table that are not its list in nodes, a power of two of them. Whole
** numbers can be chosen so that all fall on one node of 2^18; the one instruction that makes room
** for the next key then puts each of them behind all others, which takes 15 seconds, and no hook
** runs in it. With 2^14 nodes it takes a twentieth of a second. */
enum { NODE_BYTES = 24, NODES_MAX = 1 << 14 };

/* A script's table that grows asks the allocator for its nodes before anything has changed, from
** where Lua itself raises when memory is short: so does this. */
void kassa_check_nodes(kassa_machine *machine, size_t size) {
  size_t nodes = size / NODE_BYTES;
  if (nodes <= NODES_MAX || size % NODE_BYTES != 0 || (nodes & (nodes - 1)) != 0) return;
  if (machine->running == NULL) return;
  char place[KASSA_PLACE_SIZE];
  kassa_where(machine->running, 0, place, sizeof place);
  lua_pushfstring(machine->running, "%s%sa table has more than %d keys beside its list; "
                  "fill a list from 1 on, or share the keys among several tables",
                  place, place[0] != '\0' ? ": " : "", (int)NODES_MAX);
  lua_error(machine->running);
}
