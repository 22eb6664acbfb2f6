#include "libraries/matcher.h"
#include <string.h>
#include <lua5.4/lauxlib.h>
#include "machine/budget.h"

/* Steps that may pass before they are charged: some microseconds. */
#define STEPS_BETWEEN_CHARGES 4096

void match_begin(match *m, lua_State *L, const char *subject, size_t length) {
  m->L = L;
  m->subject = subject;
  m->subject_end = subject + length;
  m->steps = 0;
}

void match_settle(match *m) {
  size_t steps = m->steps;
  m->steps = 0;
  kassa_charge(m->L, steps);
}

static inline void spend(match *m, size_t steps) {
  m->steps += steps;
  if (m->steps >= STEPS_BETWEEN_CHARGES) match_settle(m);
}

/* Whether the byte at `at`, which is before the end, is one that `single` stands for. */
static inline bool is_one(const node *single, const char *at) {
  unsigned char byte = (unsigned char)*at;
  if (single->kind == NODE_BYTE) return byte == single->first;
  return single->kind == NODE_ANY || set_has(single->set, byte);
}

/* How far `single` reaches from `from` when repeated at most `most` times. */
static const char *reach(match *m, const node *single, const char *from, size_t most) {
  size_t left = (size_t)(m->subject_end - from);
  const char *limit = from + (left < most ? left : most);
  const char *at = from;
  if (single->kind == NODE_ANY) at = limit;
  while (at < limit && is_one(single, at)) at++;
  spend(m, 1 + (size_t)(at - from));
  return at;
}

/* The end of the text that a `first` at `from` opens and its `second` closes, or NULL. */
static const char *balanced(match *m, const node *pair, const char *from) {
  if (from == m->subject_end || (unsigned char)*from != pair->first) return NULL;
  size_t depth = 1;
  const char *at = from + 1;
  for (; at < m->subject_end; at++) {
    if ((unsigned char)*at == pair->second) {
      if (--depth == 0) break;
    } else if ((unsigned char)*at == pair->first) {
      depth++;
    }
  }
  spend(m, 1 + (size_t)(at - from));
  return at < m->subject_end ? at + 1 : NULL;
}

/* Outside the subject, on both sides, lies a zero byte. */
static bool at_frontier(const match *m, const node *frontier, const char *at) {
  unsigned char before = at == m->subject ? 0 : (unsigned char)at[-1];
  unsigned char after = at == m->subject_end ? 0 : (unsigned char)*at;
  return !set_has(frontier->set, before) && set_has(frontier->set, after);
}

static const char *again(match *m, const capture *part, const char *at) {
  size_t length = (size_t)(part->to - part->from);
  if ((size_t)(m->subject_end - at) < length) return NULL;
  spend(m, 1 + length / 16);
  return memcmp(part->from, at, length) == 0 ? at + length : NULL;
}

/* Passes a node that has only one way to match; NULL if it doesn't. */
static const char *pass(match *m, const node *one, const char *at) {
  switch ((node_kind)one->kind) {
    case NODE_BYTE: case NODE_ANY: case NODE_SET:
      return at < m->subject_end && is_one(one, at) ? at + 1 : NULL;
    case NODE_OPEN: m->captures[one->first].from = at; return at;
    case NODE_CLOSE: m->captures[one->first].to = at; return at;
    case NODE_POSITION: m->captures[one->first] = (capture){at, NULL}; return at;
    case NODE_AGAIN: return again(m, &m->captures[one->first], at);
    case NODE_BALANCE: return balanced(m, one, at);
    case NODE_FRONTIER: return at_frontier(m, one, at) ? at : NULL;
    case NODE_AT_END: return at == m->subject_end ? at : NULL;
    case NODE_NEVER: return NULL;
    case NODE_MATCHED: return at;
  }
  return NULL;
}

/* Begins a repeated node: its first length, and a choice that knows the others. NULL if none. */
static const char *begin(match *m, const node *repeated, const char *at, choice *made) {
  bool optional = repeated->repeat == REPEAT_OPTIONAL;
  bool lazy = repeated->repeat == REPEAT_LAZY;
  const char *first = lazy ? at : reach(m, repeated, at, optional ? 1 : SIZE_MAX);
  const char *least = repeated->repeat == REPEAT_PLUS ? at + 1 : at;
  *made = (choice){.at = repeated, .here = first, .least = least};
  return first < least ? NULL : first;
}

/* The next length of a repeated node: one byte less, or one more for a lazy one. NULL if none. */
static const char *another(match *m, choice *made) {
  spend(m, 1);
  if (made->at->repeat != REPEAT_LAZY) return made->here > made->least ? --made->here : NULL;
  if (made->here == m->subject_end || !is_one(made->at, made->here)) return NULL;
  return ++made->here;
}

const char *pattern_match(match *m, const pattern *compiled, const char *from) {
  const node *current = compiled->nodes;
  choice *top = compiled->choices;  /* one past the latest choice */
  const char *at = from;
  while (current->kind != NODE_MATCHED) {
    spend(m, 1);
    if (current->repeat == REPEAT_ONCE) {
      at = pass(m, current, at);
    } else {
      at = begin(m, current, at, top);
      if (at != NULL) top++;
    }
    while (at == NULL) {
      if (top == compiled->choices) return NULL;
      at = another(m, top - 1);
      if (at == NULL) top--;
      else current = top[-1].at;
    }
    current++;
  }
  return at;
}

const char *pattern_search(match *m, const pattern *compiled, const char **from) {
  const node *first = compiled->nodes;
  bool literal = first->kind == NODE_BYTE && first->repeat == REPEAT_ONCE && !compiled->anchored;
  const char *at = *from;
  for (;; at++) {
    if (literal) {
      const char *found = memchr(at, first->first, (size_t)(m->subject_end - at));
      spend(m, 1 + (size_t)((found != NULL ? found : m->subject_end) - at) / 16);
      if (found == NULL) return NULL;
      at = found;
    }
    const char *end = pattern_match(m, compiled, at);
    if (end != NULL) {
      *from = at;
      return end;
    }
    if (compiled->anchored || at == m->subject_end) return NULL;
  }
}

void push_capture(match *m, const pattern *compiled, int index, const char *from, const char *to) {
  capture part = {from, to};
  if (index < compiled->captures) part = m->captures[index];
  else if (index > 0) luaL_error(m->L, "the pattern has no capture %%%d", index + 1);
  if (part.to == NULL) {
    lua_pushinteger(m->L, part.from - m->subject + 1);
    return;
  }
  spend(m, 1 + (size_t)(part.to - part.from) / 16);
  lua_pushlstring(m->L, part.from, (size_t)(part.to - part.from));
}

int push_captures(match *m, const pattern *compiled, const char *from, const char *to) {
  int count = compiled->captures == 0 && from != NULL ? 1 : compiled->captures;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) push_capture(m, compiled, i, from, to);
  return count;
}
