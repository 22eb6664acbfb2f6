#ifndef KASSA_UTF8_H
#define KASSA_UTF8_H
#include <stddef.h>

/* Whether the bytes are well-formed UTF-8. Never raises. */
int kassa_is_utf8(const char *bytes, size_t length);

#endif
