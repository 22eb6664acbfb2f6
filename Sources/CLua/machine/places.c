#include "kassa_places.h"
#include <stdio.h>

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
