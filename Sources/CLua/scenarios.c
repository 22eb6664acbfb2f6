/* What `kassa-run test` plays, embedded as the stock library is. A file added to Scripts/lua/day or
** Scripts/lua/scenarios is added here; a test compares the lists. */
#include "kassa_stock.h"

static const unsigned char bodies[] = {
#embed "../../Scripts/lua/day/bodies.lua"
};
static const unsigned char play[] = {
#embed "../../Scripts/lua/day/play.lua"
};
static const unsigned char prelude[] = {
#embed "../../Scripts/lua/day/prelude.lua"
};

static const kassa_stock day_files[] = {
  {"bodies.lua", bodies, sizeof bodies},
  {"play.lua", play, sizeof play},
  {"prelude.lua", prelude, sizeof prelude},
};

static const unsigned char cards[] = {
#embed "../../Scripts/lua/scenarios/cards.lua"
};
static const unsigned char cash[] = {
#embed "../../Scripts/lua/scenarios/cash.lua"
};
static const unsigned char parking[] = {
#embed "../../Scripts/lua/scenarios/parking.lua"
};

static const kassa_stock scenario_files[] = {
  {"cards.lua", cards, sizeof cards},
  {"cash.lua", cash, sizeof cash},
  {"parking.lua", parking, sizeof parking},
};

static const kassa_stock *at(const kassa_stock *files, size_t count, int index) {
  return index >= 0 && (size_t)index < count ? &files[index] : NULL;
}

const kassa_stock *kassa_day_file(int index) {
  return at(day_files, sizeof day_files / sizeof day_files[0], index);
}

const kassa_stock *kassa_scenario_file(int index) {
  return at(scenario_files, sizeof scenario_files / sizeof scenario_files[0], index);
}
