/* pack-lua OUTPUT FOLDER PATH...
**
** Writes the files at PATH... below FOLDER as Swift: the plugin beside it runs it whenever one of
** them has changed. In C because it is built in no time, and with any sanitizer. */
#include <stdio.h>
#include <stdlib.h>

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

static void write_script(FILE *output, const char *folder, const char *path) {
  char name[4096];
  if (snprintf(name, sizeof name, "%s/%s", folder, path) >= (int)sizeof name) abort();
  FILE *file = opened(name, "rb");
  fprintf(output, "      StockScript(\n        path: \"%s\",\n        text: \"", path);
  for (int byte; (byte = getc(file)) != EOF;) write_byte(output, byte);
  fputs("\"),\n", output);
  fclose(file);
}

int main(int count, char **arguments) {
  if (count < 3) {
    fputs("pack-lua: OUTPUT FOLDER PATH... was expected\n", stderr);
    return EXIT_FAILURE;
  }
  FILE *output = opened(arguments[1], "w");
  /* In the body of a function: a changed text is then no change of the module, which would compile
  ** all that imports it anew. */
  fputs("extension StockScript {\n  static func packed() -> [StockScript] {\n    [\n", output);
  for (int i = 3; i < count; i++) write_script(output, arguments[2], arguments[i]);
  fputs("    ]\n  }\n}\n", output);
  return fclose(output) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
