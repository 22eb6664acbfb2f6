#include "machine.h"

/* math.random by xoshiro256** (Blackman and Vigna), seeded by splitmix64 from the journal's seed,
** so that a replay draws the same numbers. There is no randomseed. */

static uint64_t rotated(uint64_t word, int bits) { return (word << bits) | (word >> (64 - bits)); }

static uint64_t next_word(kassa_machine *machine) {
  uint64_t *s = machine->random;
  uint64_t result = rotated(s[1] * 5, 7) * 9;
  uint64_t shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotated(s[3], 45);
  return result;
}

void kassa_seed(kassa_machine *machine, uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t word = seed;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    machine->random[i] = word ^ (word >> 31);
  }
}

/* A number of 0 ... `most`, each equally likely: words beyond the last whole multiple are drawn
** again. */
static uint64_t below_or_equal(kassa_machine *machine, uint64_t most) {
  if (most == UINT64_MAX) return next_word(machine);
  uint64_t span = most + 1;
  uint64_t refused = (0 - span) % span; /* 2^64 modulo span */
  uint64_t word = next_word(machine);
  while (word < refused) word = next_word(machine);
  return word % span;
}

static int math_random(lua_State *L) {
  kassa_machine *machine = kassa_machine_of(L);
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
    case 0:
      lua_pushnumber(L, (lua_Number)(next_word(machine) >> 11) * 0x1p-53);
      return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high != 0) break;
      lua_pushinteger(L, (lua_Integer)next_word(machine));
      return 1;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default: kassa_error(L, "math.random takes at most two arguments");
  }
  if (low > high) kassa_error(L, "math.random: the range is empty");
  uint64_t offset = below_or_equal(machine, (uint64_t)high - (uint64_t)low);
  lua_pushinteger(L, (lua_Integer)((uint64_t)low + offset));
  return 1;
}

const luaL_Reg kassa_random_functions[] = {{"random", math_random}, {NULL, NULL}};
