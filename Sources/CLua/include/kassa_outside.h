#ifndef KASSA_OUTSIDE_H
#define KASSA_OUTSIDE_H
#include <stddef.h>
#include "kassa_machine.h"

/* Whether code is at work that is not of the files under `folder` ("kassa/"): a coroutine, a text that
** was loaded, another file. `place` becomes where its innermost call stands, `origin` where its
** outermost function begins: both "file:line", or "". Never raises. */
int kassa_outside(const kassa_machine *machine, const char *folder, char *place, char *origin,
                  size_t size);

#endif
