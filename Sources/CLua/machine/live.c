#include "machine/live.h"
#include <stdlib.h>
#include <string.h>
#include "machine/code.h"

/* Lua 5.4's instructions, in their order (lopcodes.h). */
enum {
  MOVE, LOADI, LOADF, LOADK, LOADKX, LOADFALSE, LFALSESKIP, LOADTRUE, LOADNIL, GETUPVAL, SETUPVAL,
  GETTABUP, GETTABLE, GETI, GETFIELD, SETTABUP, SETTABLE, SETI, SETFIELD, NEWTABLE, SELF, ADDI, ADDK,
  SUBK, MULK, MODK, POWK, DIVK, IDIVK, BANDK, BORK, BXORK, SHRI, SHLI, ADD, SUB, MUL, MOD, POW, DIV,
  IDIV, BAND, BOR, BXOR, SHL, SHR, MMBIN, MMBINI, MMBINK, UNM, BNOT, NOT, LEN, CONCAT, CLOSE, TBC, JMP,
  EQ, LT, LE, EQK, EQI, LTI, LEI, GTI, GEI, TEST, TESTSET, CALL, TAILCALL, RETURN, RETURN0, RETURN1,
  FORLOOP, FORPREP, TFORPREP, TFORCALL, TFORLOOP, SETLIST, CLOSURE, VARARG, VARARGPREP, EXTRAARG
};

enum { INSTRUCTIONS_MAX = 1 << 13, REGISTERS = 256, NOWHERE = -1 };

static const kassa_live everything = {{~0ull, ~0ull, ~0ull, ~0ull}};

/* What one instruction reads and writes, and where it may go. */
typedef struct effect {
  int reads[2][2];  /* from, how many */
  int single[3];    /* read as well; NOWHERE for none */
  int writes[2];    /* from, how many */
  long next[2];     /* NOWHERE for none */
} effect;

static int op(uint32_t i) { return (int)(i & 0x7f); }
static int a(uint32_t i) { return (int)(i >> 7 & 0xff); }
static int b(uint32_t i) { return (int)(i >> 16 & 0xff); }
static int c(uint32_t i) { return (int)(i >> 24); }
static int is_constant(uint32_t i) { return (int)(i >> 15 & 1); }
static long bx(uint32_t i) { return (long)(i >> 15); }
static long jump(uint32_t i) { return (long)(i >> 7) - 0xffffff; }

static void reads(effect *e, int place, int from, int count) {
  e->reads[place][0] = from;
  e->reads[place][1] = count;
}

static void writes(effect *e, int from, int count) {
  e->writes[0] = from;
  e->writes[1] = count;
}

/* Returns 0 where a variable is to be closed, which reads it later. */
static int look(uint32_t i, long pc, effect *e) {
  memset(e, 0, sizeof *e);
  for (int place = 0; place < 3; place++) e->single[place] = NOWHERE;
  e->next[0] = pc + 1;
  e->next[1] = NOWHERE;
  int A = a(i);
  switch (op(i)) {
    case MOVE: case GETI: case GETFIELD: case UNM: case BNOT: case NOT: case LEN:
      e->single[0] = b(i);
      writes(e, A, 1);
      return 1;
    case LOADI: case LOADF: case LOADK: case LOADKX: case LOADFALSE: case LOADTRUE: case GETUPVAL:
    case GETTABUP: case NEWTABLE:
      writes(e, A, 1);
      return 1;
    case LFALSESKIP:
      writes(e, A, 1);
      e->next[0] = pc + 2;
      return 1;
    case LOADNIL: writes(e, A, b(i) + 1); return 1;
    case SETUPVAL: case RETURN1:
      e->single[0] = A;
      if (op(i) == RETURN1) e->next[0] = NOWHERE;
      return 1;
    case GETTABLE:
      e->single[0] = b(i);
      e->single[1] = c(i);
      writes(e, A, 1);
      return 1;
    case SETTABUP:
      if (!is_constant(i)) e->single[0] = c(i);
      return 1;
    case SETTABLE: case SETI: case SETFIELD:
      e->single[0] = A;
      if (op(i) == SETTABLE) e->single[1] = b(i);
      if (!is_constant(i)) e->single[2] = c(i);
      return 1;
    case SELF:
      e->single[0] = b(i);
      if (!is_constant(i)) e->single[1] = c(i);
      writes(e, A, 2);
      return 1;
    case ADDI: case ADDK: case SUBK: case MULK: case MODK: case POWK: case DIVK: case IDIVK: case BANDK:
    case BORK: case BXORK: case SHRI: case SHLI:
      /* Written where the next instruction, a metamethod's, is passed over. */
      e->single[0] = b(i);
      e->next[1] = pc + 2;
      return 1;
    case ADD: case SUB: case MUL: case MOD: case POW: case DIV: case IDIV: case BAND: case BOR: case BXOR:
    case SHL: case SHR:
      e->single[0] = b(i);
      e->single[1] = c(i);
      e->next[1] = pc + 2;
      return 1;
    case MMBIN: case EQ: case LT: case LE:
      e->single[0] = A;
      e->single[1] = b(i);
      if (op(i) != MMBIN) e->next[1] = pc + 2;
      return 1;
    case MMBINI: case MMBINK: e->single[0] = A; return 1;
    case EQK: case EQI: case LTI: case LEI: case GTI: case GEI: case TEST:
      e->single[0] = A;
      e->next[1] = pc + 2;
      return 1;
    case TESTSET:
      e->single[0] = b(i);
      e->next[1] = pc + 2;
      return 1;
    case CONCAT:
      reads(e, 0, A, b(i));
      writes(e, A, 1);
      return 1;
    case JMP: e->next[0] = pc + 1 + jump(i); return 1;
    case CALL: case TAILCALL:
      reads(e, 0, A, b(i) > 0 ? b(i) : REGISTERS);
      writes(e, A, REGISTERS);
      return 1;
    case RETURN:
      reads(e, 0, A, b(i) > 0 ? b(i) - 1 : REGISTERS);
      e->next[0] = NOWHERE;
      return 1;
    case RETURN0: e->next[0] = NOWHERE; return 1;
    case FORLOOP:
      reads(e, 0, A, 4);
      e->next[1] = pc + 1 - bx(i);
      return 1;
    case FORPREP:
      reads(e, 0, A, 3);
      writes(e, A + 3, 1);
      e->next[1] = pc + 2 + bx(i);
      return 1;
    case TFORPREP:
      reads(e, 0, A, 4);
      e->next[0] = pc + 1 + bx(i);
      return 1;
    case TFORCALL:
      reads(e, 0, A, 4);
      writes(e, A + 4, REGISTERS);
      return 1;
    case TFORLOOP:
      reads(e, 0, A, 5);
      e->next[1] = pc + 1 - bx(i);
      return 1;
    case SETLIST: reads(e, 0, A, b(i) > 0 ? b(i) + 1 : REGISTERS); return 1;
    case CLOSURE: reads(e, 0, 0, A); writes(e, A, 1); return 1; /* any of them may be caught */
    case VARARG: writes(e, A, c(i) > 0 ? c(i) - 1 : REGISTERS); return 1;
    case CLOSE: case VARARGPREP: case EXTRAARG: return 1;
    default: return 0; /* TBC, and what is unknown */
  }
}

static void set(kassa_live *live, int from, int count, int is_live) {
  int end = from + count > REGISTERS ? REGISTERS : from + count;
  for (int number = from; number < end; number++) {
    uint64_t bit = 1ull << (number & 63);
    if (is_live) live->words[number >> 6] |= bit;
    else live->words[number >> 6] &= ~bit;
  }
}

static void join(kassa_live *live, const kassa_live *other) {
  for (int word = 0; word < KASSA_LIVE_WORDS; word++) live->words[word] |= other->words[word];
}

/* What is live after an instruction. */
static kassa_live after(const effect *e, const kassa_live *before, long count) {
  kassa_live live = {{0}};
  for (int way = 0; way < 2; way++)
    if (e->next[way] >= 0 && e->next[way] < count) join(&live, &before[e->next[way]]);
  return live;
}

/* What is live before each instruction, from the last one back until nothing changes. */
static int find(const kassa_code *code, effect *effects, kassa_live *before) {
  long count = (long)code->count;
  for (long pc = 0; pc < count; pc++)
    if (!look(code->instructions[pc], pc, &effects[pc])) return 0;
  int has_changed = 1;
  while (has_changed) {
    has_changed = 0;
    for (long pc = count - 1; pc >= 0; pc--) {
      effect *e = &effects[pc];
      kassa_live live = after(e, before, count);
      set(&live, e->writes[0], e->writes[1], 0);
      set(&live, e->reads[0][0], e->reads[0][1], 1);
      for (int place = 0; place < 3; place++)
        if (e->single[place] != NOWHERE) set(&live, e->single[place], 1, 1);
      if (memcmp(&live, &before[pc], sizeof live) == 0) continue;
      before[pc] = live;
      has_changed = 1;
    }
  }
  return 1;
}

/* Whether an instruction may call a metamethod; what it has read is on the stack meanwhile. */
static int may_be_overloaded(int kind) {
  switch (kind) {
    case GETTABUP: case GETTABLE: case GETI: case GETFIELD: case SETTABUP: case SETTABLE: case SETI:
    case SETFIELD: case SELF: case MMBIN: case MMBINI: case MMBINK: case UNM: case BNOT: case LEN:
    case CONCAT: case EQ: case LT: case LE: case EQI: case LTI: case LEI: case GTI: case GEI: return 1;
    default: return 0;
  }
}

/* What is live after the calls of one line. */
static kassa_live of_line(
    const kassa_code *code, const effect *effects, const kassa_live *before, int line, kassa_halt halt) {
  kassa_live live = {{0}};
  int calls = 0;
  for (long pc = 0; pc < (long)code->count; pc++) {
    if (code->lines[pc] != line) continue;
    int kind = op(code->instructions[pc]);
    int is_call = kind == CALL || kind == TFORCALL;
    if (!is_call && (halt == KASSA_IN_CALL || !may_be_overloaded(kind))) continue;
    kassa_live left = after(&effects[pc], before, (long)code->count);
    if (is_call) set(&left, effects[pc].writes[0], effects[pc].writes[1], 0);
    if (kind == CONCAT) set(&left, effects[pc].reads[0][0], REGISTERS, 1);
    join(&live, &left);
    calls += is_call;
  }
  return calls > 0 ? live : everything;
}

static kassa_live found(lua_State *L, int line, kassa_halt halt) {
  kassa_code code;
  kassa_live live = everything;
  if (!kassa_read_code(L, &code)) return live;
  effect *effects = NULL;
  kassa_live *before = NULL;
  if (code.count <= INSTRUCTIONS_MAX) {
    effects = malloc(code.count * sizeof *effects);
    before = calloc(code.count, sizeof *before);
  }
  if (effects != NULL && before != NULL && find(&code, effects, before))
    live = of_line(&code, effects, before, line, halt);
  free(effects);
  free(before);
  kassa_free_code(&code);
  return live;
}

/* --- What was found before --- */

typedef struct line_found {
  struct line_found *next;
  const void *function;
  const char *source;
  int first, last, line;
  kassa_halt halt;
  kassa_live live;
} line_found;

enum { BUCKETS = 256 };

struct kassa_lives {
  line_found *buckets[BUCKETS];
};

void kassa_forget_lives(kassa_lives **lives) {
  if (*lives == NULL) return;
  for (int i = 0; i < BUCKETS; i++)
    for (line_found *at = (*lives)->buckets[i], *next; at != NULL; at = next) {
      next = at->next;
      free(at);
    }
  free(*lives);
  *lives = NULL;
}

static int is_of(const line_found *at, const void *function, const lua_Debug *about, int line,
                 kassa_halt halt) {
  return at->function == function && at->source == about->source && at->line == line && at->halt == halt
         && at->first == about->linedefined && at->last == about->lastlinedefined;
}

kassa_live kassa_live_after(lua_State *L, const lua_Debug *about, int line, kassa_halt halt,
                            kassa_lives **lives) {
  if (halt == KASSA_ANYWHERE) return everything;
  if (lives != NULL && *lives == NULL) *lives = calloc(1, sizeof **lives);
  if (lives == NULL || *lives == NULL) return found(L, line, halt);
  const void *function = lua_topointer(L, -1);
  line_found **bucket = &(*lives)->buckets[((uintptr_t)function >> 4 ^ (uintptr_t)line * 31) % BUCKETS];
  for (line_found *at = *bucket; at != NULL; at = at->next)
    if (is_of(at, function, about, line, halt)) return at->live;
  kassa_live live = found(L, line, halt);
  line_found *made = malloc(sizeof *made);
  if (made == NULL) return live;
  *made = (line_found){*bucket, function, about->source, about->linedefined, about->lastlinedefined,
                       line, halt, live};
  *bucket = made;
  return live;
}
