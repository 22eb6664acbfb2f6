#ifndef strip_h
#define strip_h

#include <stdio.h>

/* Writes the JavaScript, CSS or HTML of `input`, as the end of `path` tells, without what only its readers
** need: comments, indentation, spaces that part nothing. Other files stay as they are.
**
** The text has to be formatted (`deno fmt`): a statement ends with its semicolon. */
void strip(FILE *input, FILE *output, const char *path);

#endif
