#ifndef CLUA_H
#define CLUA_H

/* What Swift sees of the C side: Lua's own interface, and one header for each file that it calls.
** */
#include <lua5.4/lua.h>
#include <lua5.4/lauxlib.h>
#include <lua5.4/lualib.h>
#include "kassa_chunk.h"
#include "kassa_exchange.h"
#include "kassa_image.h"
#include "kassa_key.h"
#include "kassa_libraries.h"
#include "kassa_machine.h"
#include "kassa_metatables.h"
#include "kassa_module.h"
#include "kassa_outside.h"
#include "kassa_places.h"
#include "kassa_utf8.h"

#endif
