#ifndef RAW_H
#define RAW_H
#include <stddef.h>
#include <stdint.h>

/* What the runtime is measured against: Lua, SQLite and processes by their own C interfaces. */

uint64_t raw_now_ns(void);

/* lua.c: nanoseconds a turn of a script's loop, in a plain state with all libraries. `hook` sets
** an empty count hook of that period; 0 sets none. The script is a chunk that takes the count. */
double raw_lua_loop_ns(const char *script, int64_t count, int hook);
/* The same where the script yields in every turn and is resumed with a string. */
double raw_lua_round_trip_ns(const char *script, int64_t count, int hook);

/* sqlite.c: one table in one file, WAL and synchronous = FULL. */
typedef struct raw_store raw_store;
raw_store *raw_store_open(const char *path);
/* Commits a row of `length` bytes `count` times; 0 when SQLite refused one. */
int raw_store_commit(raw_store *store, int count, size_t length);
void raw_store_close(raw_store *store);

/* syncs.c: how often this process has called fsync and fdatasync; every library's calls go through
** the counting ones. */
int64_t raw_syncs(void);
/* How many bytes it has written at a place in a file; SQLite writes so, and so does all that is durable. */
int64_t raw_bytes(void);

/* memory.c: what malloc has handed out and not got back. */
int64_t raw_bytes_in_use(void);

/* process.c: nanoseconds from before the fork to the first output that holds `wanted`, or with
** `wanted` NULL to the exit; then the program is killed. -1 when that never came. `arguments` end
** with NULL. */
int64_t raw_process_ns(char *const *arguments, const char *wanted);

#endif
