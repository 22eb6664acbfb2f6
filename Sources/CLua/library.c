/* The stock library, embedded by the compiler: it rebuilds when a file changes. A file added to
** Scripts/lua/kassa is added here; a test compares the two lists. */
#include "kassa_stock.h"

static const unsigned char allow[] = {
#embed "../../Scripts/lua/kassa/allow.lua"
};
static const unsigned char charge[] = {
#embed "../../Scripts/lua/kassa/charge.lua"
};
static const unsigned char connected[] = {
#embed "../../Scripts/lua/kassa/connected.lua"
};
static const unsigned char default_terminal[] = {
#embed "../../Scripts/lua/kassa/default_terminal.lua"
};
static const unsigned char explain[] = {
#embed "../../Scripts/lua/kassa/explain.lua"
};
static const unsigned char flow[] = {
#embed "../../Scripts/lua/kassa/flow.lua"
};
static const unsigned char hooks[] = {
#embed "../../Scripts/lua/kassa/hooks.lua"
};
static const unsigned char manifest[] = {
#embed "../../Scripts/lua/kassa/manifest.lua"
};
static const unsigned char modules[] = {
#embed "../../Scripts/lua/kassa/modules.lua"
};
static const unsigned char one_of[] = {
#embed "../../Scripts/lua/kassa/one_of.lua"
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
static const unsigned char providers[] = {
#embed "../../Scripts/lua/kassa/providers.lua"
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
static const unsigned char terminals[] = {
#embed "../../Scripts/lua/kassa/terminals.lua"
};
static const unsigned char texts_en_charge[] = {
#embed "../../Scripts/lua/kassa/texts/en/charge.lua"
};
static const unsigned char texts_en_payment[] = {
#embed "../../Scripts/lua/kassa/texts/en/payment.lua"
};
static const unsigned char texts_en_people[] = {
#embed "../../Scripts/lua/kassa/texts/en/people.lua"
};
static const unsigned char texts_en_reasons[] = {
#embed "../../Scripts/lua/kassa/texts/en/reasons.lua"
};
static const unsigned char texts_en_sale[] = {
#embed "../../Scripts/lua/kassa/texts/en/sale.lua"
};
static const unsigned char texts_en_terminals[] = {
#embed "../../Scripts/lua/kassa/texts/en/terminals.lua"
};
static const unsigned char texts_ru_charge[] = {
#embed "../../Scripts/lua/kassa/texts/ru/charge.lua"
};
static const unsigned char texts_ru_payment[] = {
#embed "../../Scripts/lua/kassa/texts/ru/payment.lua"
};
static const unsigned char texts_ru_people[] = {
#embed "../../Scripts/lua/kassa/texts/ru/people.lua"
};
static const unsigned char texts_ru_reasons[] = {
#embed "../../Scripts/lua/kassa/texts/ru/reasons.lua"
};
static const unsigned char texts_ru_sale[] = {
#embed "../../Scripts/lua/kassa/texts/ru/sale.lua"
};
static const unsigned char texts_ru_terminals[] = {
#embed "../../Scripts/lua/kassa/texts/ru/terminals.lua"
};
static const unsigned char transfer[] = {
#embed "../../Scripts/lua/kassa/transfer.lua"
};
static const unsigned char why[] = {
#embed "../../Scripts/lua/kassa/why.lua"
};

static const kassa_stock files[] = {
  {"allow.lua", allow, sizeof allow},
  {"charge.lua", charge, sizeof charge},
  {"connected.lua", connected, sizeof connected},
  {"default_terminal.lua", default_terminal, sizeof default_terminal},
  {"explain.lua", explain, sizeof explain},
  {"flow.lua", flow, sizeof flow},
  {"hooks.lua", hooks, sizeof hooks},
  {"manifest.lua", manifest, sizeof manifest},
  {"modules.lua", modules, sizeof modules},
  {"one_of.lua", one_of, sizeof one_of},
  {"parked.lua", parked, sizeof parked},
  {"payment.lua", payment, sizeof payment},
  {"prelude.lua", prelude, sizeof prelude},
  {"printing.lua", printing, sizeof printing},
  {"providers.lua", providers, sizeof providers},
  {"ready.lua", ready, sizeof ready},
  {"sale.lua", sale, sizeof sale},
  {"settings.lua", settings, sizeof settings},
  {"shift.lua", shift, sizeof shift},
  {"sign_in.lua", sign_in, sizeof sign_in},
  {"standalone.lua", standalone, sizeof standalone},
  {"terminals.lua", terminals, sizeof terminals},
  {"texts/en/charge.lua", texts_en_charge, sizeof texts_en_charge},
  {"texts/en/payment.lua", texts_en_payment, sizeof texts_en_payment},
  {"texts/en/people.lua", texts_en_people, sizeof texts_en_people},
  {"texts/en/reasons.lua", texts_en_reasons, sizeof texts_en_reasons},
  {"texts/en/sale.lua", texts_en_sale, sizeof texts_en_sale},
  {"texts/en/terminals.lua", texts_en_terminals, sizeof texts_en_terminals},
  {"texts/ru/charge.lua", texts_ru_charge, sizeof texts_ru_charge},
  {"texts/ru/payment.lua", texts_ru_payment, sizeof texts_ru_payment},
  {"texts/ru/people.lua", texts_ru_people, sizeof texts_ru_people},
  {"texts/ru/reasons.lua", texts_ru_reasons, sizeof texts_ru_reasons},
  {"texts/ru/sale.lua", texts_ru_sale, sizeof texts_ru_sale},
  {"texts/ru/terminals.lua", texts_ru_terminals, sizeof texts_ru_terminals},
  {"transfer.lua", transfer, sizeof transfer},
  {"why.lua", why, sizeof why},
};

const kassa_stock *kassa_stock_file(int index) {
  const int count = sizeof files / sizeof files[0];
  return index >= 0 && index < count ? &files[index] : NULL;
}
