#include "machine/raise.h"
#include <stdarg.h>
#include "kassa_places.h"

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
