--- What the cashier reads, in Russian. A store overrides any of it by id.
return {
  ["charge.window"] = {
    title = "Сначала карта, потом чек",
    body = "{terminal}: наберите {amount}, дождитесь ответа",
    buttons = {
      { "approved", "Одобрено" },
      { "declined", "Отказ" },
      { "other", "Другой терминал" },
      { "unknown", "Не знаю" },
      { "not_run", "Карту не проводили" },
    },
  },
  ["charge.amount"] = {
    title = "Сумма на слипе",
    body = "Введите со слипа, не с кассы",
    buttons = {
      { "no_slip", "Слипа нет" },
    },
  },
  ["charge.rrn"] = {
    title = "RRN на слипе",
    body = "12 цифр",
    buttons = {
      { "no_rrn", "RRN нет" },
    },
  },
  ["charge.under"] = {
    title = "Не хватает {difference}",
    body = "Слип {got}, нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "rest", "Доплатить" },
      { "void", "Отменить на терминале" },
    },
  },
  ["charge.over"] = {
    title = "Лишние {difference}",
    body = "Слип {got}, нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "void", "Отменить на терминале" },
      { "difference", "Вернуть разницу" },
    },
  },
  ["charge.difference"] = {
    title = "Верните разницу на терминале",
    body = "{terminal}: возврат {difference}",
    buttons = {
      { "approved", "Возвращено" },
      { "declined", "Не вышло" },
      { "unknown", "Не знаю" },
    },
  },
  ["charge.declined"] = {
    title = "Оплата не прошла",
    body = "Товары сохранены, чека нет",
    buttons = {
      { "again", "Ещё раз" },
      { "cash", "Наличными" },
      { "park", "Отложить" },
    },
  },
  ["charge.unknown"] = {
    title = "Проверьте терминал",
    body = "Есть операция {amount} в {time}?",
    buttons = {
      { "approved", "Одобрена" },
      { "declined", "Нет или отказ" },
      { "unknown", "Не выяснить" },
    },
  },
  ["charge.detached"] = {
    title = "Чек отложен",
    body = "Без старшего второй раз не платить",
    buttons = {
      { "next", "Следующий покупатель" },
      { "senior", "Старший" },
    },
  },
  ["charge.resumed"] = {
    title = "Касса перезапустилась",
    body = "Оплата {amount}, {terminal}, {age} назад: что на терминале?",
    buttons = {
      { "approved", "Одобрено" },
      { "declined", "Отказ" },
      { "unknown", "Не знаю" },
      { "not_run", "Карту не проводили" },
    },
  },
  ["charge.terminal"] = {
    title = "На каком терминале?",
  },
  ["charge.void"] = {
    title = "Отмените на терминале",
    body = "{terminal}: отмена {amount}",
    buttons = {
      { "approved", "Отменено" },
      { "declined", "Не вышло" },
      { "unknown", "Не знаю" },
    },
  },
  ["payment.tender"] = {
    title = "Чем платит покупатель?",
    body = "К оплате {due}",
    buttons = {
      { "card", "Безналичными" },
      { "cash", "Наличными" },
      { "split", "Часть картой, остаток наличными" },
      { "leave", "Карта уже списана: что делать" },
      { "park", "Отложить чек" },
      { "back", "К товарам" },
    },
  },
  ["payment.rest"] = {
    title = "Наличных не хватает",
    body = "Осталось {due}",
    buttons = {
      { "cash", "Ещё наличные" },
      { "return", "Вернуть наличные" },
    },
  },
  ["payment.cash"] = {
    title = "Наличные от покупателя",
    body = "К оплате {due}",
  },
  ["payment.split"] = {
    title = "Сколько картой?",
    body = "Всего {due}; остаток — наличными, после карты",
  },
  ["payment.return_cash"] = {
    title = "Верните наличные",
    body = "{amount} покупателю",
    buttons = {
      { "returned", "Возвращено" },
    },
  },
  ["payment.change"] = {
    title = "Сдача {change}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["payment.contact"] = {
    title = "Чек на телефон или почту",
    body = "+79991234567 или name@mail.ru; без него — отмена",
  },
  ["payment.leave"] = {
    title = "Карта уже списана",
    body = "{amount}: выберите, что делать",
    buttons = {
      { "print", "Напечатать чек" },
      { "refund", "Вернуть на карту" },
      { "senior", "Передать старшему" },
    },
  },
  ["tender.prepaid"] = {
    title = "Зачесть аванс?",
    body = "{amount}",
  },
  ["tender.credit"] = {
    title = "Отпустить в кредит?",
    body = "{amount}",
  },
  ["tender.other"] = {
    title = "Принять иную оплату?",
    body = "{amount}",
  },
  ["till.not_ready"] = {
    title = "Карту не принимайте",
    body = "{reason}",
    buttons = {
      { "check", "Проверить" },
      { "park", "Отложить" },
      { "back", "К товарам" },
    },
  },
  ["print.paper"] = {
    title = "Вставьте бумагу",
    body = "Чек оформлен, ФД {number}. Повторно не пробивать",
    buttons = {
      { "ok", "Допечатать" },
    },
  },
  ["print.unreachable"] = {
    title = "ККТ не отвечает",
    body = "Напечатан ли чек, неизвестно. Повторно не пробивать",
    buttons = {
      { "ok", "Проверить" },
    },
  },
  ["print.refused"] = {
    title = "Чек не напечатан",
    body = "{reason}. Оплата сохранена",
    buttons = {
      { "again", "Напечатать" },
      { "leave", "Другое" },
    },
  },
  ["sale"] = {
    title = "Чек",
    buttons = {
      { "pay.card", "Безналичными" },
      { "pay.cash", "Наличными" },
      { "pay.split", "Часть картой" },
      { "park", "Отложить" },
      { "parked", "Отложенные" },
      { "clear", "Очистить" },
      { "shift", "Закрыть смену" },
      { "sign_out", "Выйти" },
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
  },
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
  ["parked.none"] = {
    title = "Отложенных чеков нет",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["shift.close"] = {
    title = "Закрыть смену?",
    body = "Отложенные чеки и вопросы по деньгам останутся",
    buttons = {
      { "yes", "Закрыть" },
      { "no", "Нет" },
    },
  },
  ["shift.refused"] = {
    title = "Смена не закрыта",
    body = "{reason}",
    buttons = {
      { "again", "Ещё раз" },
      { "back", "К товарам" },
    },
  },
  ["sign_in.name"] = {
    title = "Кто за кассой?",
  },
  ["sign_in.pin"] = {
    title = "{cashier}: PIN",
  },
  ["sign_in.new_pin"] = {
    title = "{cashier}: придумайте PIN",
    body = "От 4 до 12 цифр; только для этой кассы",
  },
  ["sign_in.repeat_pin"] = {
    title = "{cashier}: PIN ещё раз",
  },
  ["sign_in.wrong"] = {
    title = "PIN не подошёл",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["button.approved"] = {
    title = "Одобрено",
  },
  ["button.declined"] = {
    title = "Отказ",
  },
  ["button.unknown"] = {
    title = "Не знаю",
  },
  ["button.yes"] = {
    title = "Да",
  },
  ["button.no"] = {
    title = "Нет",
  },
  ["button.ok"] = {
    title = "Понятно",
  },
  ["reason.unreachable"] = {
    title = "ККТ не отвечает",
  },
  ["reason.no_paper"] = {
    title = "В ККТ нет бумаги",
  },
  ["reason.cover_open"] = {
    title = "Крышка ККТ открыта",
  },
  ["reason.busy"] = {
    title = "ККТ занята",
  },
  ["reason.shift_closed"] = {
    title = "Смена закрыта",
  },
  ["reason.shift_open"] = {
    title = "Смена уже открыта",
  },
  ["reason.shift_expired"] = {
    title = "Смене больше 24 часов",
  },
  ["reason.shift_ending"] = {
    title = "Смена скоро кончится",
  },
  ["reason.foreign_seller"] = {
    title = "ККТ другого продавца",
  },
  ["reason.clock"] = {
    title = "Часы ККТ отстают",
  },
  ["reason.behind"] = {
    title = "Касса отстала от ККТ",
  },
  ["reason.memory_full"] = {
    title = "Память ККТ заполнена",
  },
  ["reason.document_invalid"] = {
    title = "ККТ не принимает чек",
  },
  ["reason.attempt_open"] = {
    title = "Сначала ответьте, что на терминале",
  },
  ["reason.tenders_taken"] = {
    title = "Сначала верните деньги",
  },
  ["reason.below_charges"] = {
    title = "Картой уже оплачено больше",
  },
  ["reason.discount_too_large"] = {
    title = "Скидка больше суммы",
  },
  ["reason.too_large"] = {
    title = "Сумма слишком большая",
  },
  ["reason.too_many_lines"] = {
    title = "В чеке слишком много позиций",
  },
  ["reason.bad_contact"] = {
    title = "Нужен телефон +7… или почта",
  },
  ["reason.name_length"] = {
    title = "Название от 1 до 128 знаков",
  },
  ["reason.card_number"] = {
    title = "Похоже на номер карты",
  },
  ["reason.print_unknown"] = {
    title = "Сначала узнайте, напечатан ли чек",
  },
  ["reason.already_printed"] = {
    title = "Чек уже напечатан",
  },
  ["reason.no_line"] = {
    title = "Такой позиции нет",
  },
}
