#include "libraries/pattern.h"
#include <lua5.4/lauxlib.h>
#include "machine/allocator.h"
#include "machine/budget.h"

/* Compiles patterns. The language is that of the Lua 5.4 manual, section 6.4.1; a mistake is
** reported even where matching would not have reached it. */

/* The classes of ASCII in the "C" locale: the same on every machine, whatever the host's locale. */
static const struct { char letter; byte_set members; } classes[] = {
  {'a', {{0, 0x07FFFFFE07FFFFFE, 0, 0}}},
  {'c', {{0x00000000FFFFFFFF, 0x8000000000000000, 0, 0}}},
  {'d', {{0x03FF000000000000, 0, 0, 0}}},
  {'g', {{0xFFFFFFFE00000000, 0x7FFFFFFFFFFFFFFF, 0, 0}}},
  {'l', {{0, 0x07FFFFFE00000000, 0, 0}}},
  {'p', {{0xFC00FFFE00000000, 0x78000001F8000001, 0, 0}}},
  {'s', {{0x0000000100003E00, 0, 0, 0}}},
  {'u', {{0, 0x0000000007FFFFFE, 0, 0}}},
  {'w', {{0x03FF000000000000, 0x07FFFFFE07FFFFFE, 0, 0}}},
  {'x', {{0x03FF000000000000, 0x0000007E0000007E, 0, 0}}},
  {'z', {{1, 0, 0, 0}}},
};

typedef struct {
  lua_State *L;
  const char *at, *end;
  pattern *made;
  node *next_node;
  byte_set *next_set;
  int open[PATTERN_CAPTURES_MAX];  /* captures begun and not ended, innermost last */
  int open_count;
  bool is_position[PATTERN_CAPTURES_MAX];
} compiler;

static void set_add(byte_set *set, unsigned char byte) {
  set->words[byte >> 6] |= (uint64_t)1 << (byte & 63);
}

static void set_complement(byte_set *set) {
  for (int i = 0; i < 4; i++) set->words[i] = ~set->words[i];
}

/* Adds what %`letter` stands for: a class, the complement of one, or the byte itself. */
static void set_add_class(byte_set *set, unsigned char letter) {
  bool upper = letter >= 'A' && letter <= 'Z';
  char lower = (char)(upper ? letter + ('a' - 'A') : letter);
  for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    if (classes[i].letter != lower) continue;
    byte_set members = classes[i].members;
    if (upper) set_complement(&members);
    for (int w = 0; w < 4; w++) set->words[w] |= members.words[w];
    return;
  }
  set_add(set, letter);
}

static byte_set *new_set(compiler *c) {
  byte_set *set = c->next_set++;
  *set = (byte_set){0};
  return set;
}

static node *new_node(compiler *c, node_kind kind) {
  node *made = c->next_node++;
  *made = (node){.kind = (uint8_t)kind, .repeat = REPEAT_ONCE};
  return made;
}

/* Where the ] of a set is whose first member is at `at`. A ] in the first place is a member, and so
** is one after %. */
static const char *find_set_end(compiler *c, const char *at) {
  bool first = true;
  for (; at < c->end; at++, first = false) {
    if (*at == ']' && !first) return at;
    if (*at == '%') at++;
  }
  luaL_error(c->L, "malformed pattern (missing ']')");
  return NULL;
}

/* Reads a set; `at` is after its [, and after its ] then. */
static const byte_set *compile_set(compiler *c) {
  byte_set *set = new_set(c);
  bool complement = c->at < c->end && *c->at == '^';
  if (complement) c->at++;
  const char *end = find_set_end(c, c->at);
  const char *at = c->at;
  while (at < end) {
    if (*at == '%') {
      set_add_class(set, (unsigned char)at[1]);
      at += 2;
    } else if (end - at > 2 && at[1] == '-') {
      for (int b = (unsigned char)at[0]; b <= (unsigned char)at[2]; b++)
        set_add(set, (unsigned char)b);
      at += 3;
    } else {
      set_add(set, (unsigned char)*at++);
    }
  }
  if (complement) set_complement(set);
  c->at = end + 1;
  return set;
}

static void compile_open(compiler *c) {
  if (c->made->captures == PATTERN_CAPTURES_MAX)
    luaL_error(c->L, "too many captures (at most %d)", PATTERN_CAPTURES_MAX);
  int index = c->made->captures++;
  bool position = c->at < c->end && *c->at == ')';
  if (position) c->at++;
  else c->open[c->open_count++] = index;
  c->is_position[index] = position;
  new_node(c, position ? NODE_POSITION : NODE_OPEN)->first = (unsigned char)index;
}

static void compile_close(compiler *c) {
  if (c->open_count == 0) luaL_error(c->L, "malformed pattern (')' without '(')");
  new_node(c, NODE_CLOSE)->first = (unsigned char)c->open[--c->open_count];
}

/* %1 to %9. A capture that is a position has no bytes, so nothing equals them. */
static void compile_again(compiler *c, char digit) {
  int index = digit - '1';
  bool usable = index >= 0 && index < c->made->captures;
  for (int i = 0; usable && i < c->open_count; i++) usable = c->open[i] != index;
  if (!usable) luaL_error(c->L, "malformed pattern (no capture %%%c before it)", digit);
  new_node(c, c->is_position[index] ? NODE_NEVER : NODE_AGAIN)->first = (unsigned char)index;
}

static void compile_balance(compiler *c) {
  if (c->end - c->at < 2) luaL_error(c->L, "malformed pattern (%%b needs two characters)");
  node *made = new_node(c, NODE_BALANCE);
  made->first = (unsigned char)c->at[0];
  made->second = (unsigned char)c->at[1];
  c->at += 2;
}

static void compile_frontier(compiler *c) {
  if (c->at == c->end || *c->at != '[')
    luaL_error(c->L, "malformed pattern (%%f needs a set: %%f[...])");
  c->at++;
  node *made = new_node(c, NODE_FRONTIER);
  made->set = compile_set(c);
}

/* Compiles what stands for one byte, and how often it may come. */
static void compile_single(compiler *c, char byte) {
  node *made = new_node(c, NODE_BYTE);
  made->first = (unsigned char)byte;
  if (byte == '.') {
    made->kind = NODE_ANY;
  } else if (byte == '[') {
    made->kind = NODE_SET;
    made->set = compile_set(c);
  } else if (byte == '%') {
    byte_set *set = new_set(c);
    set_add_class(set, (unsigned char)*c->at++);
    made->kind = NODE_SET;
    made->set = set;
  }
  if (c->at == c->end) return;
  switch (*c->at) {
    case '?': made->repeat = REPEAT_OPTIONAL; break;
    case '*': made->repeat = REPEAT_STAR; break;
    case '+': made->repeat = REPEAT_PLUS; break;
    case '-': made->repeat = REPEAT_LAZY; break;
    default: return;
  }
  c->at++;
}

static void compile_escape(compiler *c) {
  if (c->at == c->end) luaL_error(c->L, "malformed pattern (ends with '%%')");
  char letter = *c->at;
  if (letter == 'b' || letter == 'f' || (letter >= '0' && letter <= '9')) c->at++;
  if (letter == 'b') compile_balance(c);
  else if (letter == 'f') compile_frontier(c);
  else if (letter >= '0' && letter <= '9') compile_again(c, letter);
  else compile_single(c, '%');
}

static void compile_nodes(compiler *c) {
  while (c->at < c->end) {
    char byte = *c->at++;
    if (byte == '(') compile_open(c);
    else if (byte == ')') compile_close(c);
    else if (byte == '%') compile_escape(c);
    else if (byte == '$' && c->at == c->end) new_node(c, NODE_AT_END);
    else compile_single(c, byte);
  }
  if (c->open_count > 0) luaL_error(c->L, "malformed pattern ('(' without ')')");
  new_node(c, NODE_MATCHED);
}

/* Gives `made` its arrays, as large as `text` can need. */
static void make_room(lua_State *L, pattern *made, const char *text, size_t length,
                      pattern_room *room) {
  size_t nodes = length + 1, sets = 0, choices = 0;
  for (size_t i = 0; i < length; i++) {
    sets += text[i] == '[' || text[i] == '%';
    choices += text[i] == '?' || text[i] == '*' || text[i] == '+' || text[i] == '-';
  }
  size_t bytes = nodes * sizeof(node) + choices * sizeof(choice) + sets * sizeof(byte_set);
  unsigned char *at = room != NULL && bytes <= sizeof room->bytes
                          ? room->bytes : kassa_new_block(L, bytes);
  made->nodes = (node *)at;
  made->choices = (choice *)(at + nodes * sizeof(node));
  made->sets = (byte_set *)(at + nodes * sizeof(node) + choices * sizeof(choice));
}

void pattern_compile(lua_State *L, pattern *compiled, const char *text, size_t length,
                     bool anchors, pattern_room *room) {
  if (length > PATTERN_BYTES_MAX)
    luaL_error(L, "the pattern is longer than %d bytes; find plain text with "
               "find(s, text, 1, true)", PATTERN_BYTES_MAX);
  kassa_charge(L, 1 + length);
  *compiled = (pattern){.anchored = anchors && length > 0 && text[0] == '^'};
  make_room(L, compiled, text, length, room);
  compiler c = {
    .L = L, .at = text + compiled->anchored, .end = text + length, .made = compiled,
    .next_node = compiled->nodes, .next_set = compiled->sets,
  };
  compile_nodes(&c);
}
