/* pack-lua TYPE OUTPUT FOLDER PATH...
**
** Writes the files at PATH... below FOLDER as Swift, each a TYPE of its path and its text, or of the base64
** of what is no text; those of a page stripped: plugins run it whenever one of them has changed. In C because
** it is built in no time, and with any sanitizer.
**
** pack-lua strip PATH
**
** Writes the file at PATH as it would be packed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "strip.h"

static FILE *opened(const char *path, const char *mode) {
  FILE *file = fopen(path, mode);
  if (file != NULL) return file;
  perror(path);
  exit(EXIT_FAILURE);
}

/* One byte of a string literal. Those of UTF-8 stand as they are; the compiler refuses what is
** none. */
static void write_byte(FILE *output, int byte) {
  if (byte == '\n') fputs("\\n", output);
  else if (byte == '"' || byte == '\\') fprintf(output, "\\%c", byte);
  else if (byte < ' ' || byte == 127) fprintf(output, "\\u{%x}", (unsigned)byte);
  else putc(byte, output);
}

static int is_text(FILE *file) {
  int byte;
  do byte = getc(file);
  while (byte != EOF && byte != 0);
  rewind(file);
  return byte == EOF;
}

static void write_base64(FILE *output, FILE *file) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char group[3];
  for (size_t count; (count = fread(group, 1, 3, file)) > 0;) {
    if (count < 3) group[2] = 0;
    if (count < 2) group[1] = 0;
    unsigned bits = (unsigned)group[0] << 16 | (unsigned)group[1] << 8 | group[2];
    for (size_t i = 0; i < 4; i++) putc(i <= count ? digits[bits >> (18 - 6 * i) & 63] : '=', output);
  }
}

static void write_file(FILE *output, const char *type, const char *folder, const char *path) {
  char name[4096];
  if (snprintf(name, sizeof name, "%s/%s", folder, path) >= (int)sizeof name) abort();
  FILE *whole = opened(name, "rb"), *file = tmpfile();
  if (file == NULL) abort();
  strip(whole, file, path);
  fclose(whole);
  rewind(file);
  int text = is_text(file);
  fprintf(output, "      %s(\n        path: \"%s\",\n        %s: \"", type, path, text ? "text" : "base64");
  if (!text) write_base64(output, file);
  else for (int byte; (byte = getc(file)) != EOF;) write_byte(output, byte);
  fputs("\"),\n", output);
  fclose(file);
}

int main(int count, char **arguments) {
  if (count == 3 && strcmp(arguments[1], "strip") == 0) {
    strip(opened(arguments[2], "rb"), stdout, arguments[2]);
    return EXIT_SUCCESS;
  }
  if (count < 4) {
    fputs("pack-lua: TYPE OUTPUT FOLDER PATH... was expected\n", stderr);
    return EXIT_FAILURE;
  }
  const char *type = arguments[1];
  FILE *output = opened(arguments[2], "w");
  /* In the body of a function: a changed text is then no change of the module, which would compile
  ** all that imports it anew. */
  fprintf(output, "extension %s {\n  static func packed() -> [%s] {\n    [\n", type, type);
  for (int i = 4; i < count; i++) write_file(output, type, arguments[3], arguments[i]);
  fputs("    ]\n  }\n}\n", output);
  return fclose(output) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
