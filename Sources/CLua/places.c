#include "machine.h"
#include <stdarg.h>
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

void kassa_position(kassa_machine *machine, char *place, size_t size) {
  place[0] = '\0';
  lua_State *L = machine->waiting != NULL ? machine->waiting : machine->running;
  if (L != NULL) kassa_where(L, 0, place, size);
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

_Noreturn void kassa_error(lua_State *L, const char *format, ...) {
  char place[KASSA_PLACE_SIZE];
  kassa_where(L, 1, place, sizeof place);
  lua_pushstring(L, place);
  if (place[0] != '\0') lua_pushliteral(L, ": ");
  va_list arguments;
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  lua_concat(L, place[0] != '\0' ? 3 : 2);
  lua_error(L);
  __builtin_unreachable();
}
