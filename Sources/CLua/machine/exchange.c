#include "kassa_exchange.h"
#include <stdlib.h>

static void *grown(void *block, size_t bytes) {
  void *moved = realloc(block, bytes);
  if (moved == NULL) abort();
  return moved;
}

void kassa_exchange_more_cells(kassa_exchange *exchange) {
  exchange->cells_capacity = exchange->cells_capacity == 0 ? 16 : exchange->cells_capacity * 2;
  exchange->cells = grown(exchange->cells, exchange->cells_capacity * sizeof(kassa_cell));
}

void kassa_exchange_more_text(kassa_exchange *exchange, size_t length) {
  size_t capacity = exchange->text_capacity == 0 ? 256 : exchange->text_capacity;
  while (capacity - exchange->text_length < length) capacity *= 2;
  exchange->text = grown(exchange->text, capacity);
  exchange->text_capacity = capacity;
}
