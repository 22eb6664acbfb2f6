#include <stdio.h>
#include <string.h>
#include "kassa_machine.h"
#include "machine/machine.h"

/* Files have an "@" before their name, and only the host loads files. */
static int is_of(const char *source, const char *folder) {
  return source[0] == '@' && strncmp(source + 1, folder, strlen(folder)) == 0;
}

/* Notes the places of the calls of `L` that are outside; how many there are. */
static int look(lua_State *L, const char *folder, char *place, char *origin, size_t size) {
  lua_Debug activation;
  int found = 0;
  for (int level = 0; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    if (activation.what[0] == 'C' || is_of(activation.source, folder)) continue;
    if (place[0] == '\0' && activation.currentline > 0)
      snprintf(place, size, "%s:%d", activation.short_src, activation.currentline);
    snprintf(origin, size, "%s:%d", activation.short_src, activation.linedefined);
    found++;
  }
  return found;
}

int kassa_outside(const kassa_machine *machine, const char *folder, char *place, char *origin,
                  size_t size) {
  place[0] = origin[0] = '\0';
  if (machine->main_thread == NULL) return 0;
  int is_coroutine = machine->waiting != NULL && machine->waiting != machine->main_thread;
  if (is_coroutine) look(machine->waiting, folder, place, origin, size);
  return look(machine->main_thread, folder, place, origin, size) + is_coroutine;
}
