#include "kassa_chunk.h"
#include <stdlib.h>
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"

/* Lua's parser compares each label with each goto, and each name with the locals of all functions
** around it: 128 KiB can take seconds. No hook runs in it, so the clock is looked at before each
** piece. */
enum { PIECE_BYTES = 512 };

typedef struct pieces {
  const char *text;
  size_t left;
  size_t size; /* of each */
  int is_text;
} pieces;

static const char *next_piece(lua_State *L, void *context, size_t *length) {
  pieces *rest = context;
  const char *piece = rest->text;
  *length = rest->left < rest->size ? rest->left : rest->size;
  if (*length == 0) return NULL;
  if (rest->is_text) kassa_charge_and_look(L, *length);
  rest->text += *length;
  rest->left -= *length;
  return piece;
}

int kassa_load(lua_State *L, const char *text, size_t length, const char *name, const char *mode) {
  /* A compiled chunk is the host's own, and read without the parser; the host charges for it. */
  int is_text = mode[0] != 'b';
  pieces all = {text, length, is_text ? PIECE_BYTES : length, is_text};
  return lua_load(L, next_piece, &all, name, mode);
}

typedef struct dump {
  char *bytes;
  size_t length;
} dump;

static int write_dump(lua_State *L, const void *piece, size_t length, void *context) {
  (void)L;
  dump *target = context;
  char *moved = realloc(target->bytes, target->length + length + 1);
  if (moved == NULL) return 1;
  memcpy(moved + target->length, piece, length);
  target->bytes = moved;
  target->length += length;
  return 0;
}

static char *dumped(lua_State *L, int strip, size_t *length) {
  dump target = {NULL, 0};
  if (lua_dump(L, write_dump, &target, strip) != 0) {
    free(target.bytes);
    return NULL;
  }
  *length = target.length;
  return target.bytes;
}

char *kassa_dump(lua_State *L, size_t *length) { return dumped(L, 0, length); }

char *kassa_compiled(const char *text, size_t length, const char *name, int strip,
                     size_t *dump_length) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return NULL;
  char *compiled = NULL;
  if (luaL_loadbufferx(L, text, length, name, "t") == LUA_OK)
    compiled = dumped(L, strip, dump_length);
  lua_close(L);
  return compiled;
}

void kassa_dump_free(char *bytes) { free(bytes); }
