#include "raw.h"
#include <sqlite3.h>
#include <stdlib.h>

struct raw_store {
  sqlite3 *database;
  sqlite3_stmt *insert;
};

raw_store *raw_store_open(const char *path) {
  raw_store *store = calloc(1, sizeof *store);
  if (store == NULL) abort();
  const char *setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                      "CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, body BLOB)";
  const char *insert = "INSERT INTO entry (body) VALUES (zeroblob(?))";
  if (sqlite3_open(path, &store->database) == SQLITE_OK &&
      sqlite3_exec(store->database, setup, NULL, NULL, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(store->database, insert, -1, &store->insert, NULL) == SQLITE_OK)
    return store;
  raw_store_close(store);
  return NULL;
}

int raw_store_commit(raw_store *store, int count, size_t length) {
  for (int i = 0; i < count; i++) {
    sqlite3_bind_int64(store->insert, 1, (sqlite3_int64)length);
    if (sqlite3_step(store->insert) != SQLITE_DONE) return 0;
    sqlite3_reset(store->insert);
  }
  return 1;
}

void raw_store_close(raw_store *store) {
  sqlite3_finalize(store->insert);
  sqlite3_close(store->database);
  free(store);
}
