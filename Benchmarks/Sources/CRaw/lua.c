#include "raw.h"
#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#include <stdlib.h>
#include <time.h>

uint64_t raw_now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int add(lua_State *L) {
  lua_Integer one = luaL_checkinteger(L, 1);
  lua_Integer other = luaL_checkinteger(L, 2);
  lua_pushinteger(L, (lua_Integer)((lua_Unsigned)one + (lua_Unsigned)other));
  return 1;
}

static int bytes(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_pushinteger(L, (lua_Integer)length);
  return 1;
}

/* Reads the ten fields of a good, each checked. */
static int good(lua_State *L) {
  static const char *const texts[] = {"name", "vat", "measure", "subject", "department", "barcode"};
  static const char *const numbers[] = {"price", "discount", "line", "quantity"};
  size_t sum = 0, length;
  luaL_checktype(L, 1, LUA_TTABLE);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lua_getfield(L, 1, texts[i]);
    luaL_checklstring(L, -1, &length);
    sum += length;
  }
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    lua_getfield(L, 1, numbers[i]);
    sum += (size_t)luaL_checkinteger(L, -1);
  }
  lua_pushinteger(L, (lua_Integer)sum);
  return 1;
}

static int ask(lua_State *L) {
  luaL_checkstring(L, 1);
  return lua_yield(L, 0);
}

static void no_hook(lua_State *L, lua_Debug *activation) { (void)L, (void)activation; }

/* A state with the chunk on the stack of a thread of its own, and its one argument. */
static lua_State *prepare(lua_State **thread, const char *script, int64_t count, int hook) {
  static const luaL_Reg functions[] = {
    {"add", add}, {"bytes", bytes}, {"good", good}, {"ask", ask}, {NULL, NULL}};
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  luaL_newlib(L, functions);
  lua_setglobal(L, "bench");
  *thread = lua_newthread(L);
  if (hook > 0) lua_sethook(*thread, no_hook, LUA_MASKCOUNT, hook);
  if (luaL_loadstring(*thread, script) != LUA_OK) abort();
  lua_call(*thread, 0, 1); /* as a module returns its function */
  lua_pushinteger(*thread, count);
  return L;
}

double raw_lua_loop_ns(const char *script, int64_t count, int hook) {
  lua_State *thread;
  int results;
  lua_State *L = prepare(&thread, script, count, hook);
  uint64_t start = raw_now_ns();
  if (lua_resume(thread, NULL, 1, &results) != LUA_OK) abort();
  double spent = (double)(raw_now_ns() - start) / (double)count;
  lua_close(L);
  return spent;
}

double raw_lua_round_trip_ns(const char *script, int64_t count, int hook) {
  lua_State *thread;
  int results;
  lua_State *L = prepare(&thread, script, count, hook);
  int status = lua_resume(thread, NULL, 1, &results);
  uint64_t start = raw_now_ns();
  while (status == LUA_YIELD) {
    lua_pop(thread, results);
    lua_pushlstring(thread, "approved", 8);
    status = lua_resume(thread, NULL, 1, &results);
  }
  double spent = (double)(raw_now_ns() - start) / (double)count;
  if (status != LUA_OK) abort();
  lua_close(L);
  return spent;
}
