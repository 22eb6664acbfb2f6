#include "strip.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

typedef struct {
  FILE *input, *output;
  /* The byte that was written last; a newline before the first. */
  int last;
  /* Spaces or a newline that were read and not yet written; 0 for none. */
  int gap;
  /* Beside which of these no space parts anything; nothing before, nothing after. */
  const char *none_before, *none_after;
  /* What says nothing before one of `closers`, and whether it was read and is not yet written. */
  int idle, is_held;
  const char *closers;
} Stripper;

static int peeked(Stripper *s) { return ungetc(getc(s->input), s->input); }

/* Writes `byte`, and before it the gap where it parts two things. */
static void write_byte(Stripper *s, int byte) {
  if (s->gap && s->last != '\n' && !strchr(s->none_after, s->last) && !strchr(s->none_before, byte))
    putc(s->gap, s->output);
  s->gap = 0;
  s->last = byte;
  if (s->is_held && !strchr(s->closers, byte)) putc(s->idle, s->output);
  s->is_held = byte == s->idle;
  if (!s->is_held) putc(byte, s->output);
}

/* What stands between quotes or in a regular expression, as it is. */
static void copy_quoted(Stripper *s, int quote) {
  int in_class = 0;
  write_byte(s, quote);
  for (int byte; (byte = getc(s->input)) != EOF;) {
    putc(s->last = byte, s->output);
    if (byte == '\\') putc(getc(s->input), s->output);
    else if (quote == '/' && byte == '[') in_class = 1;
    else if (byte == ']') in_class = 0;
    else if (byte == quote && !in_class) return;
  }
}

/* A template's text up to its end or its next `${`; whether code follows. */
static int copy_template(Stripper *s) {
  for (int byte; (byte = getc(s->input)) != EOF;) {
    putc(s->last = byte, s->output);
    if (byte == '\\') putc(getc(s->input), s->output);
    else if (byte == '`') return 0;
    else if (byte == '$' && peeked(s) == '{') return putc(s->last = getc(s->input), s->output), 1;
  }
  return 0;
}

static void skip_comment(Stripper *s, int kind) {
  getc(s->input);
  for (int byte, before = 0; (byte = getc(s->input)) != EOF; before = byte) {
    if (kind == '/' && byte == '\n') return (void)(s->gap = '\n');
    if (kind == '*' && before == '*' && byte == '/') return (void)(s->gap = s->gap ? s->gap : ' ');
  }
}

/* Whether a slash begins a regular expression: where a value is expected. */
static int begins_regex(Stripper *s, const char *word) {
  return s->last == '\n' || strchr("(,=:[!&|?{};>", s->last) || strcmp(word, "return") == 0;
}

static void strip_code(Stripper *s, int is_script) {
  /* How many braces are open within each template's code. */
  int braces[DEPTH_MAX] = {0}, depth = 0;
  char word[8] = "";
  size_t length = 0;
  for (int byte; (byte = getc(s->input)) != EOF;) {
    if (isspace(byte)) {
      if (s->gap != '\n') s->gap = byte == '\n' ? '\n' : ' ';
      continue;
    }
    int next = peeked(s);
    if (byte == '/' && (next == '*' || (is_script && next == '/'))) {
      skip_comment(s, next);
      continue;
    }
    if (byte == '"' || byte == '\'') copy_quoted(s, byte);
    else if (is_script && byte == '/' && begins_regex(s, word)) copy_quoted(s, byte);
    else if (is_script && byte == '`') {
      write_byte(s, byte);
      if (copy_template(s) && depth + 1 < DEPTH_MAX) braces[++depth] = 0;
    } else if (is_script && byte == '}' && depth > 0 && braces[depth] == 0) {
      write_byte(s, byte);
      if (!copy_template(s)) depth--;
    } else {
      if (byte == '{') braces[depth]++;
      if (byte == '}') braces[depth]--;
      if (s->gap) length = 0;
      write_byte(s, byte);
      if (!isalnum(byte) && byte != '_' && byte != '$') length = 0;
      else if (length + 1 < sizeof word) word[length++] = (char)byte;
      word[length] = '\0';
      continue;
    }
    word[length = 0] = '\0';
  }
  if (s->is_held) putc(s->idle, s->output);
}

/* Text of a page: only what begins a line. */
static void strip_lines(Stripper *s) {
  int begins = 1;
  for (int byte; (byte = getc(s->input)) != EOF;) {
    if (begins && isspace(byte)) continue;
    begins = byte == '\n';
    putc(byte, s->output);
  }
}

void strip(FILE *input, FILE *output, const char *path) {
  const char *end = strrchr(path, '.');
  if (end == NULL) end = "";
  Stripper s = {.input = input, .output = output, .last = '\n'};
  if (strcmp(end, ".js") == 0) {
    s.none_before = s.none_after = "{}()[],;:?=<>&|!";
    /* Not before `]`: an array of nothing but a comma has one element. */
    s.idle = ',', s.closers = "})";
    strip_code(&s, 1);
  } else if (strcmp(end, ".css") == 0) {
    s.none_before = "{};,>)";
    s.none_after = "{};,>(:";
    s.idle = ';', s.closers = "}";
    strip_code(&s, 0);
  } else if (strcmp(end, ".html") == 0) strip_lines(&s);
  else for (int byte; (byte = getc(input)) != EOF;) putc(byte, output);
}
