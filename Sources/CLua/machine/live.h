#ifndef MACHINE_LIVE_H
#define MACHINE_LIVE_H
#include <stdint.h>
#include <lua5.4/lua.h>

/* Which registers of a function somebody still reads, once a call that it waits in has returned: by the
** function's own code, as lua_dump gives it. What a script has left in a variable that it only ever
** writes again says nothing of how it goes on. */

enum { KASSA_LIVE_WORDS = 4 }; /* a bit for each of 256 registers */

typedef struct kassa_live {
  uint64_t words[KASSA_LIVE_WORDS];
} kassa_live;

/* Where a function waits for what it has called. What was called in the place of another, by a tail call,
** does not say whether that was called as a metamethod. */
typedef enum kassa_halt { KASSA_IN_CALL, KASSA_IN_CALL_OR_METAMETHOD, KASSA_ANYWHERE } kassa_halt;

/* What was found out of the functions of one region's modules. */
typedef struct kassa_lives kassa_lives;

/* The registers that are live after the calls of a line, by the function on top of the stack, whose
** lua_getinfo is `about` ("S"). All of them where that can't be told.
**
** lives: remembers what is found of functions that were loaded; NULL remembers nothing. */
kassa_live kassa_live_after(lua_State *L, const lua_Debug *about, int line, kassa_halt halt,
                            kassa_lives **lives);

void kassa_forget_lives(kassa_lives **lives);

static inline int kassa_is_live(const kassa_live *live, int number) {
  return number > 255 || (live->words[number >> 6] >> (number & 63) & 1) != 0;
}

#endif
