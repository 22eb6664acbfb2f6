--- What the cashier reads while a receipt is built, in Russian. A store overrides any of it by id.
return {
  ["sale"] = {
    title = "Чек",
    buttons = {
      { "pay.card", "Безналичными" },
      { "pay.cash", "Наличными" },
      { "pay.split", "Часть картой" },
      { "park", "Отложить" },
      { "parked", "Отложенные" },
      { "clear", "Очистить" },
      { "terminals", "Настройки" },
      { "shift", "Закрыть смену" },
      { "sign_out", "Выйти" },
      { "pay.other", "Другой терминал" },
      { "unknown", "Нет в товарах" },
      { "returns", "Возврат" },
      { "drawer", "Деньги в ящике" },
      { "documents", "Чеки" },
    },
  },
  ["sale.empty"] = {
    title = "Чек пуст",
    body = "Сначала добавьте товар",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["sale.no_goods"] = {
    title = "Нет такого товара",
    body = "Штрихкод {barcode}. Найдите по названию или введите цену",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["sale.nothing_found"] = {
    title = "Ничего не найдено",
    body = "«{text}»",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["sale.found"] = {
    title = "Что добавить?",
    body = "«{text}»: {first}–{last} из {count}",
  },
  ["sale.near"] = "Такого нет. Похоже на:",
  ["sale.more"] = "Следующие",
  ["sale.free"] = "Свободная цена",
  ["sale.refused"] = {
    title = "Так нельзя",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["sale.clear"] = {
    title = "Убрать все товары?",
    buttons = {
      { "yes", "Убрать" },
      { "no", "Оставить" },
    },
  },
  ["parked.list"] = {
    title = "Отложенные чеки",
    body = "⚠ — деньги под вопросом",
  },
  ["parked.more"] = "Ещё",
  ["parked.none"] = {
    title = "Отложенных чеков нет",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["matter.paper_lost"] = "бумага кончилась: копия",
  ["parked.paper"] = {
    title = "Чек № {number} не допечатан",
    body = "Он оформлен: повторно не пробивать",
    buttons = {
      { "copy", "Копия" },
      { "given", "Не нужен: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["parked.paper_given"] = {
    title = "{cashier}: PIN старшего",
    body = "Чек № {number}: бумага не нужна",
  },
  ["matter.print_unknown"] = "печать не выяснена: спросить ККТ",
  ["matter.unknown"] = "не выяснено: посмотреть терминал",
  ["matter.detached"] = "не выяснено: посмотреть терминал",
  ["matter.transfer_awaited"] = "ждёт перевода: пришёл ли",
  ["matter.approved_without_receipt"] = "карта без чека: чек или возврат",
  ["matter.cash_without_receipt"] = "наличные без чека: чек или вернуть",
  ["matter.back_without_document"] = "вернули без чека: допечатать",
  ["matter.back_in_part"] = "возвращена часть: вернуть остаток",
  ["matter.cash_not_acknowledged"] = "выданы ли наличные?",
  ["matter.second_document_owed"] = "второй чек исправления: допечатать",
  ["button.approved"] = "Одобрено",
  ["button.declined"] = "Отказ",
  ["button.unknown"] = "Не знаю",
  ["button.yes"] = "Да",
  ["button.no"] = "Нет",
  ["button.ok"] = "Понятно",
}
