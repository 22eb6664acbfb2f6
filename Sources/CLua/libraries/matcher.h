#ifndef LIBRARIES_MATCHER_H
#define LIBRARIES_MATCHER_H
#include <stddef.h>
#include <lua5.4/lua.h>
#include "libraries/pattern.h"

/* Matches a compiled pattern. What looks or pushes charges as it goes, so it may not return. */

/* A capture of a match. A position has no end. */
typedef struct {
  const char *from;
  const char *to;
} capture;

typedef struct {
  lua_State *L;
  const char *subject, *subject_end;
  size_t steps;  /* not yet charged */
  capture captures[PATTERN_CAPTURES_MAX];
} match;

/* Readies `m` for matches in `subject`. */
void match_begin(match *m, lua_State *L, const char *subject, size_t length);

/* The end of the match that begins exactly at `from`, or NULL. Charges as it goes, so it may not
** return. */
const char *pattern_match(match *m, const pattern *compiled, const char *from);

/* The first match at `*from` or after it, or NULL; sets `*from` to its start. */
const char *pattern_search(match *m, const pattern *compiled, const char **from);

/* Charges the steps not charged yet. */
void match_settle(match *m);

/* Pushes capture `index`; the whole match if the pattern has none and `index` is 0. */
void push_capture(match *m, const pattern *compiled, int index, const char *from, const char *to);

/* Pushes all captures, or the whole match if there are none and `from` is not NULL. Returns how
** many values it pushed. */
int push_captures(match *m, const pattern *compiled, const char *from, const char *to);

#endif
