#include "kassa_places.h"
#include <stdio.h>
#include <string.h>

void kassa_where(lua_State *L, int level, char *place, size_t size) {
  lua_Debug activation;
  place[0] = '\0';
  for (; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    if (activation.currentline <= 0) continue; /* C, or a tail call's lost frame */
    snprintf(place, size, "%s:%d", activation.short_src, activation.currentline);
    return;
  }
}

int kassa_call_at(lua_State *L, int index, char *text, size_t size) {
  lua_Debug activation;
  for (int level = 0; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sln", &activation);
    if (activation.currentline <= 0 || index-- > 0) continue;
    const char *source = activation.short_src;
    int line = activation.currentline;
    if (activation.name != NULL)
      snprintf(text, size, "%s:%d in function '%s'", source, line, activation.name);
    else if (activation.what[0] == 'm')
      snprintf(text, size, "%s:%d", source, line);
    else
      snprintf(text, size, "%s:%d in a function", source, line);
    return 1;
  }
  return 0;
}

void kassa_calls(lua_State *L, char *text, size_t size) {
  enum { CALLS_MAX = 16, CALL_SIZE = 240 };
  char call[CALL_SIZE];
  size_t used = 0;
  text[0] = '\0';
  for (int index = 0; index < CALLS_MAX && kassa_call_at(L, index, call, sizeof call); index++) {
    size_t length = strlen(call);
    if (used + length + 2 > size) return;
    if (used > 0) text[used++] = '\n';
    memcpy(text + used, call, length + 1);
    used += length;
  }
}

void kassa_function_at(lua_State *L, int index, char *place, size_t size) {
  lua_Debug function;
  place[0] = '\0';
  if (!lua_isfunction(L, index) || !lua_checkstack(L, 1)) return;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &function);
  if (function.what[0] != 'C')
    snprintf(place, size, "%s:%d", function.short_src, function.linedefined);
}
