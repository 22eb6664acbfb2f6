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

/* The same for what a scenario's machine loads, below Scripts/lua/day. */
const kassa_stock *kassa_day_file(int index);

/* The same for the scenarios that every store must pass, below Scripts/lua/scenarios. */
const kassa_stock *kassa_scenario_file(int index);

#endif
