/* The stock library, embedded by the compiler: it rebuilds when a file changes. A file added to
** Scripts/lua/kassa is added here; a test compares the two lists. */
#include "kassa_stock.h"

static const unsigned char charge[] = {
#embed "../../Scripts/lua/kassa/charge.lua"
};
static const unsigned char flow[] = {
#embed "../../Scripts/lua/kassa/flow.lua"
};
static const unsigned char manifest[] = {
#embed "../../Scripts/lua/kassa/manifest.lua"
};
static const unsigned char parked[] = {
#embed "../../Scripts/lua/kassa/parked.lua"
};
static const unsigned char payment[] = {
#embed "../../Scripts/lua/kassa/payment.lua"
};
static const unsigned char prelude[] = {
#embed "../../Scripts/lua/kassa/prelude.lua"
};
static const unsigned char printing[] = {
#embed "../../Scripts/lua/kassa/printing.lua"
};
static const unsigned char ready[] = {
#embed "../../Scripts/lua/kassa/ready.lua"
};
static const unsigned char sale[] = {
#embed "../../Scripts/lua/kassa/sale.lua"
};
static const unsigned char settings[] = {
#embed "../../Scripts/lua/kassa/settings.lua"
};
static const unsigned char shift[] = {
#embed "../../Scripts/lua/kassa/shift.lua"
};
static const unsigned char sign_in[] = {
#embed "../../Scripts/lua/kassa/sign_in.lua"
};
static const unsigned char standalone[] = {
#embed "../../Scripts/lua/kassa/standalone.lua"
};
static const unsigned char texts_en[] = {
#embed "../../Scripts/lua/kassa/texts/en.lua"
};
static const unsigned char texts_ru[] = {
#embed "../../Scripts/lua/kassa/texts/ru.lua"
};

static const kassa_stock files[] = {
  {"charge.lua", charge, sizeof charge},
  {"flow.lua", flow, sizeof flow},
  {"manifest.lua", manifest, sizeof manifest},
  {"parked.lua", parked, sizeof parked},
  {"payment.lua", payment, sizeof payment},
  {"prelude.lua", prelude, sizeof prelude},
  {"printing.lua", printing, sizeof printing},
  {"ready.lua", ready, sizeof ready},
  {"sale.lua", sale, sizeof sale},
  {"settings.lua", settings, sizeof settings},
  {"shift.lua", shift, sizeof shift},
  {"sign_in.lua", sign_in, sizeof sign_in},
  {"standalone.lua", standalone, sizeof standalone},
  {"texts/en.lua", texts_en, sizeof texts_en},
  {"texts/ru.lua", texts_ru, sizeof texts_ru},
};

const kassa_stock *kassa_stock_file(int index) {
  const int count = sizeof files / sizeof files[0];
  return index >= 0 && index < count ? &files[index] : NULL;
}
