#ifndef LIBRARIES_ELEMENTS_H
#define LIBRARIES_ELEMENTS_H
#include <lua5.4/lua.h>

/* Elements of tables, or of what behaves as one. All here may raise. */

/* Raises unless the value at `index` is a table or has all the metamethods that `needs` names. */
enum { TABLE_READ = 1, TABLE_WRITE = 2, TABLE_LENGTH = 4 };
void check_table(lua_State *L, int index, int needs);

/* The length of the table at `index`, asked once. */
lua_Integer table_length(lua_State *L, int index, int needs);

/* Raises if a call would visit more elements than allowed, and charges for them. */
void charge_elements(lua_State *L, lua_Unsigned count);
/* Looks at the clock every few elements. */
void look_between_elements(lua_State *L, lua_Integer element);

#endif
