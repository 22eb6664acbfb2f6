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
  size_t used = 0;
  text[0] = '\0';
  for (int index = 0; index < KASSA_CALLS_MAX && used + KASSA_PLACE_SIZE < size; index++) {
    if (index > 0) text[used++] = '\n';
    if (!kassa_call_at(L, index, text + used, KASSA_PLACE_SIZE)) {
      text[index > 0 ? used - 1 : 0] = '\0';
      return;
    }
    used += strlen(text + used);
  }
}

void kassa_origin(lua_State *L, int index, char *place, size_t size) {
  lua_Debug function;
  place[0] = '\0';
  if (!lua_isfunction(L, index) || lua_iscfunction(L, index)) return;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &function);
  snprintf(place, size, "%s:%d", function.short_src, function.linedefined);
}
