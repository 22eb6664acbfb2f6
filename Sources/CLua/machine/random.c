#include "machine/random.h"
#include "machine/machine.h"

/* xoshiro256** (Blackman and Vigna), seeded by splitmix64 from the journal's seed,
** so that a replay draws the same numbers. There is no randomseed. */

static uint64_t rotated(uint64_t word, int bits) { return (word << bits) | (word >> (64 - bits)); }

uint64_t kassa_random_word(lua_State *L) {
  uint64_t *s = kassa_machine_of(L)->random;
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

int kassa_draw_border(lua_State *L, uint64_t most, uint64_t *drawn) {
  static const struct {
    kassa_border next;
    int is_most;
  } table[] = {
    [KASSA_LEAST_TWICE] = {KASSA_LEAST, 0}, [KASSA_MOST_TWICE] = {KASSA_MOST, 1},
    [KASSA_LEAST_FIRST] = {KASSA_MOST, 0},  [KASSA_MOST_FIRST] = {KASSA_LEAST, 1},
    [KASSA_LEAST] = {KASSA_NO_BORDER, 0},   [KASSA_MOST] = {KASSA_NO_BORDER, 1},
  };
  kassa_machine *machine = kassa_machine_of(L);
  kassa_border border = machine->border;
  if (border == KASSA_NO_BORDER) return 0;
  machine->border = table[border].next;
  *drawn = table[border].is_most ? most : 0;
  return 1;
}

void kassa_seed(kassa_machine *machine, uint64_t seed) {
  uint64_t border = seed - KASSA_SEED_OF_BORDERS;
  machine->border = border < 4 ? (kassa_border)(KASSA_LEAST_TWICE + border) : KASSA_NO_BORDER;
  for (int i = 0; i < 4; i++) {
    seed += 0x9E3779B97F4A7C15u;
    uint64_t word = seed;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    machine->random[i] = word ^ (word >> 31);
  }
}
