#ifndef KASSA_STOCK_H
#define KASSA_STOCK_H

#include <stddef.h>

/* One Lua file of the stock library, inside the binary so that a till runs from any folder. */
typedef struct {
  const char *path; /* below Scripts/lua/kassa */
  const unsigned char *bytes;
  size_t count;
} kassa_stock;

/* The file at `index`, counted from 0; NULL past the last one. */
const kassa_stock *kassa_stock_file(int index);

#endif
