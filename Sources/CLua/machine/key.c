#include "kassa_key.h"
#include <stdlib.h>
#include <string.h>
#include "machine/image.h"
#include "machine/live.h"
#include "machine/machine.h"
#include "machine/trampoline.h"

enum {
  DEPTH_MAX = 200,     /* tables in tables; a C frame each */
  FOUND_MIN = 1 << 12, /* a power of two */
  SORTED_BY_HAND_MAX = 24,
};

/* What is found is numbered: where an object comes again, its number stands for it. */
typedef struct finder {
  lua_State *L; /* on whose stack values are looked at */
  const char *base, *base_end; /* the objects in between have lived since the modules were loaded */
  kassa_lives **lives;         /* of their functions; NULL where there are none */
  const void **found;
  uint32_t *numbers;
  size_t capacity, count;
  uint64_t first, second;
  int depth;
  int failed;
  int has_metatables;
} finder;

static uint64_t mixed(uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93u;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93u;
  return x ^ (x >> 32);
}

static void add(finder *f, uint64_t x) {
  f->first = mixed(f->first ^ x);
  f->second = mixed(f->second + 0x9e3779b97f4a7c15u + (x << 1));
}

static uint64_t hash_of_bytes(const char *bytes, size_t length) {
  uint64_t hash = 0xcbf29ce484222325u ^ length;
  while (length >= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    hash = mixed(hash ^ word);
    bytes += 8;
    length -= 8;
  }
  uint64_t word = 0;
  memcpy(&word, bytes, length);
  return mixed(hash ^ word);
}

/* The number of an object, or 0 for one that is found for the first time and has its number now. */
static size_t number_of(finder *f, const void *object) {
  if (f->count * 2 >= f->capacity) {
    size_t capacity = f->capacity == 0 ? FOUND_MIN : f->capacity * 2;
    const void **found = calloc(capacity, sizeof *found);
    uint32_t *numbers = malloc(capacity * sizeof *numbers);
    if (found == NULL || numbers == NULL) {
      free(found);
      free(numbers);
      f->failed = 1;
      return 1;
    }
    for (size_t i = 0; i < f->capacity; i++) {
      if (f->found[i] == NULL) continue;
      size_t at = mixed((uintptr_t)f->found[i]) & (capacity - 1);
      while (found[at] != NULL) at = (at + 1) & (capacity - 1);
      found[at] = f->found[i];
      numbers[at] = f->numbers[i];
    }
    free(f->found);
    free(f->numbers);
    f->found = found;
    f->numbers = numbers;
    f->capacity = capacity;
  }
  size_t at = mixed((uintptr_t)object) & (f->capacity - 1);
  while (f->found[at] != NULL) {
    if (f->found[at] == object) return f->numbers[at];
    at = (at + 1) & (f->capacity - 1);
  }
  f->found[at] = object;
  f->numbers[at] = (uint32_t)++f->count;
  return 0;
}

/* A value that is no object, as a number of its own; 0 for an object. */
static uint64_t hash_of_plain(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNIL: return 0x11;
    case LUA_TBOOLEAN: return 0x21 + (uint64_t)lua_toboolean(L, index);
    case LUA_TNUMBER: {
      if (lua_isinteger(L, index)) return mixed(0x31 ^ (uint64_t)lua_tointeger(L, index)) | 1;
      lua_Number number = lua_tonumber(L, index);
      uint64_t bits;
      memcpy(&bits, &number, sizeof bits);
      return mixed(0x41 ^ bits) | 1;
    }
    case LUA_TSTRING: {
      size_t length;
      const char *text = lua_tolstring(L, index, &length);
      return hash_of_bytes(text, length) | 1;
    }
    case LUA_TLIGHTUSERDATA: return mixed(0x51 ^ (uintptr_t)lua_touserdata(L, index)) | 1;
    default: return 0;
  }
}

static void look(finder *f);
static void look_at_object(finder *f);

/* A table's fields with an object as value, by their keys. */
typedef struct field {
  uint64_t key;
  int index;
} field;

static int compare(const void *left, const void *right) {
  uint64_t a = ((const field *)left)->key, b = ((const field *)right)->key;
  return a < b ? -1 : a > b;
}

/* Of few fields, as most tables have, quicker than by qsort. */
static void sort(field *fields, size_t count) {
  if (count > SORTED_BY_HAND_MAX) {
    qsort(fields, count, sizeof *fields, compare);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    field moved = fields[i];
    size_t at = i;
    for (; at > 0 && fields[at - 1].key > moved.key; at--) fields[at] = fields[at - 1];
    fields[at] = moved;
  }
}

/* Looks at the values that stand from `bottom` up, and takes them away. */
static void look_at_fields(finder *f, field *fields, size_t count, int bottom) {
  lua_State *L = f->L;
  sort(fields, count);
  for (size_t i = 0; i < count && !f->failed; i++) {
    add(f, fields[i].key);
    lua_pushvalue(L, fields[i].index);
    look_at_object(f);
  }
  lua_settop(L, bottom);
}

/* Plain fields count whatever their order; those with objects in the order of their keys, because
** objects are numbered as they are found; those with objects as keys come last, as they lie. */
static void look_at_table(finder *f) {
  lua_State *L = f->L;
  int table = lua_gettop(L);
  uint64_t plain = 0;
  size_t count = 0, capacity = 0, by_object = 0;
  field *fields = NULL;
  lua_pushnil(L);
  while (lua_next(L, table)) {
    uint64_t key = hash_of_plain(L, -2), value = hash_of_plain(L, -1);
    if (key == 0) by_object++;
    if (key == 0 || value != 0) {
      if (key != 0) plain += mixed(mixed(key) + value);
      lua_pop(L, 1);
      continue;
    }
    if (count == capacity) {
      capacity = capacity == 0 ? 16 : capacity * 2;
      field *grown = realloc(fields, capacity * sizeof *fields);
      if (grown == NULL) f->failed = 1;
      else fields = grown;
    }
    if (f->failed || !lua_checkstack(L, 8)) {
      f->failed = 1;
      break;
    }
    lua_insert(L, -2); /* the value below the key, where it stays */
    fields[count++] = (field){key, lua_gettop(L) - 1};
  }
  if (f->failed) {
    free(fields);
    lua_settop(L, table);
    return;
  }
  add(f, plain);
  look_at_fields(f, fields, count, table);
  free(fields);
  if (by_object > 0 && !f->failed) {
    lua_pushnil(L);
    while (!f->failed && lua_next(L, table)) {
      if (hash_of_plain(L, -2) != 0) {
        lua_pop(L, 1);
        continue;
      }
      lua_pushvalue(L, -2);
      look(f);
      look(f);
    }
    lua_settop(L, table);
  }
  if (!f->failed && lua_getmetatable(L, table)) {
    add(f, 0x61);
    look(f);
  }
}

/* One that was made when its module was loaded lies where it lay then; any other is known by its text. */
static void look_at_function(finder *f) {
  lua_State *L = f->L;
  int function = lua_gettop(L);
  const char *address = lua_topointer(L, function);
  lua_CFunction native = lua_tocfunction(L, function);
  if (native != NULL) {
    add(f, mixed((uintptr_t)native));
  } else if (address >= f->base && address < f->base_end) {
    add(f, mixed((uintptr_t)(address - f->base)));
  } else {
    lua_Debug about;
    lua_pushvalue(L, function);
    lua_getinfo(L, ">Su", &about);
    add(f, hash_of_bytes(about.source, about.srclen));
    add(f, (uint64_t)about.linedefined << 32 ^ (uint64_t)about.lastlinedefined);
    add(f, (uint64_t)about.nups << 16 ^ (uint64_t)about.nparams);
  }
  for (int i = 1; !f->failed; i++) {
    if (native == NULL) {
      /* Two functions may share a variable: it is an object of its own. */
      const void *variable = lua_upvalueid(L, function, i);
      if (variable == NULL) return;
      size_t number = number_of(f, variable);
      add(f, number);
      if (number != 0) continue;
    }
    if (lua_getupvalue(L, function, i) == NULL) return;
    look(f);
  }
}

/* Which of its line's calls a function waits in: where its next instruction lies, by the head of Lua 5.4's
** CallInfo. Only one that was loaded with the modules counts. */
static void add_instruction(finder *f, const lua_Debug *call) {
  const char *next;
  memcpy(&next, (const char *)call->i_ci + 4 * sizeof(void *), sizeof next);
  if (next >= f->base && next < f->base_end) add(f, (uint64_t)(next - f->base));
}

/* The registers of the call whose function is on top of the stack that something still reads: none of a
** host function's that waits, for its answer is all that it goes on with. */
static kassa_live live_in(finder *f, lua_Debug *call, int level, kassa_halt halt) {
  lua_State *L = f->L;
  if (level == 0 && lua_tocfunction(L, -1) == kassa_call_host) return (kassa_live){{0}};
  if (lua_iscfunction(L, -1)) return (kassa_live){{~0ull, ~0ull, ~0ull, ~0ull}};
  const char *address = lua_topointer(L, -1);
  int is_loaded = address >= f->base && address < f->base_end;
  return kassa_live_after(L, call, call->currentline, halt, is_loaded ? f->lives : NULL);
}

/* The calls of a coroutine, the innermost first, with all that stands in their live registers. */
static void look_at_calls(finder *f, lua_State *thread, uint64_t *first, uint64_t *second) {
  lua_Debug call;
  kassa_halt halt = KASSA_IN_CALL;
  add(f, (uint64_t)lua_status(thread));
  for (int level = 0; !f->failed && lua_getstack(thread, level, &call); level++) {
    if (!lua_checkstack(thread, 8) || !lua_checkstack(f->L, 8)) {
      f->failed = 1;
      return;
    }
    lua_getinfo(thread, "Slnt", &call);
    uint64_t line = hash_of_bytes(call.source, call.srclen) + (uint64_t)call.currentline
                    + ((uint64_t)call.linedefined << 32);
    add(f, line);
    *first = mixed(*first ^ line);
    *second = mixed(*second + (line << 1) + 1);
    if (*call.what != 'C') add_instruction(f, &call);
    lua_getinfo(thread, "f", &call);
    if (thread != f->L) lua_xmove(thread, f->L, 1);
    kassa_live live = live_in(f, &call, level, halt);
    halt = strcmp(call.namewhat, "metamethod") == 0 ? KASSA_ANYWHERE
           : call.istailcall && f->has_metatables ? KASSA_IN_CALL_OR_METAMETHOD : KASSA_IN_CALL;
    look(f);
    for (int sign = 1; sign >= -1; sign -= 2) {
      for (int i = sign; !f->failed && lua_getlocal(thread, &call, i) != NULL; i += sign) {
        if (thread != f->L) lua_xmove(thread, f->L, 1);
        if (sign < 0 || kassa_is_live(&live, i - 1)) look(f);
        else lua_pop(f->L, 1);
      }
    }
  }
}

/* Looks at the value on top of the stack, and takes it away. */
static void look(finder *f) {
  lua_State *L = f->L;
  uint64_t plain = hash_of_plain(L, -1);
  if (plain != 0) {
    add(f, plain);
    lua_pop(L, 1);
    return;
  }
  look_at_object(f);
}

/* The same of one that is no plain value. */
static void look_at_object(finder *f) {
  lua_State *L = f->L;
  int top = lua_gettop(L), type = lua_type(L, -1), is_light = 0;
  const void *object = lua_topointer(L, -1);
  if (type == LUA_TFUNCTION && lua_iscfunction(L, -1)) {
    is_light = lua_getupvalue(L, -1, 1) == NULL;
    lua_settop(L, top);
  }
  size_t number = is_light ? 0 : number_of(f, object);
  add(f, (uint64_t)type << 56 ^ number);
  if (number == 0 && !f->failed) {
    if (++f->depth > DEPTH_MAX || !lua_checkstack(L, 16)) f->failed = 1;
    uint64_t ignored[2];
    lua_State *thread;
    if (!f->failed) switch (type) {
      case LUA_TTABLE: look_at_table(f); break;
      case LUA_TFUNCTION: look_at_function(f); break;
      case LUA_TTHREAD:
        thread = lua_tothread(L, -1);
        if (thread != L) look_at_calls(f, thread, &ignored[0], &ignored[1]);
        break;
      default: add(f, (uintptr_t)object); break; /* the host's, if any */
    }
    f->depth--;
  }
  lua_settop(L, top - 1);
}

int kassa_key_of(kassa_machine *machine, kassa_key *key) {
  memset(key, 0, sizeof *key);
  if (machine->killed != KASSA_ALIVE || !kassa_is_waiting(machine)) return 0;
  finder f = {.L = machine->state, .base = machine->arena.region, .base_end = machine->loaded_end,
              .lives = kassa_lives_of(machine->region), .has_metatables = machine->has_metatables};
  int top = lua_gettop(f.L);
  lua_State *waiting = machine->waiting, *main_thread = machine->main_thread;
  look_at_calls(&f, waiting, &key->place[0], &key->place[1]);
  if (main_thread != waiting)
    look_at_calls(&f, main_thread, &key->place[0], &key->place[1]);
  for (int i = 0; i < 4; i++) add(&f, machine->random[i]);
  add(&f, machine->border);
  /* The modules, which a call may require again, and the globals. */
  if (!f.failed) {
    lua_pushvalue(f.L, LUA_REGISTRYINDEX);
    look(&f);
  }
  lua_settop(f.L, top);
  key->values[0] = f.first;
  key->values[1] = f.second;
  key->objects = f.count;
  free(f.found);
  free(f.numbers);
  return !f.failed;
}
