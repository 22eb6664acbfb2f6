#include "machine/library.h"
#include "libraries/base_library.h"
#include "libraries/math_library.h"
#include "libraries/string_library.h"
#include "libraries/table_library.h"
#include "libraries/utf8_library.h"

const kassa_library kassa_libraries[] = {
  {"", kassa_add_base},
  {"string", kassa_add_string},
  {"table", kassa_add_table},
  {"math", kassa_add_math},
  {"utf8", kassa_add_utf8},
  {NULL, NULL},
};
