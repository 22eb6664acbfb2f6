--- What the cashier reads about a charge, in Russian. A store overrides any of it by id.
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
  ["charge.no_slip"] = {
    title = "{cashier}: PIN старшего",
    body = "{terminal}: {amount}. Слипа нет, операция на терминале есть",
  },
  ["charge.rrn"] = {
    title = "RRN на слипе",
    body = "12 цифр",
    buttons = {
      { "none", "RRN нет" },
    },
  },
  ["charge.auth_code"] = {
    title = "Код авторизации на слипе",
    body = "6 букв или цифр",
    buttons = {
      { "none", "Кода нет" },
    },
  },
  ["charge.number"] = {
    title = "Номер слипа",
    body = "Номер чека терминала, до 12 цифр",
    buttons = {
      { "none", "Номера нет" },
    },
  },
  ["charge.date"] = {
    title = "Дата на слипе",
    body = "4 цифры: 26 ноября — 2611",
    buttons = {
      { "none", "Даты нет" },
    },
  },
  ["charge.last_four"] = {
    title = "Последние 4 цифры карты",
    body = "Введите со слипа, не с карты",
    buttons = {
      { "none", "Цифр нет" },
    },
  },
  ["charge.unproven"] = {
    title = "Слип не подтвердил оплату",
    body = "Без этих данных чек не печатается",
    buttons = {
      { "again", "Ввести заново" },
      { "void", "Отменить на терминале" },
      { "unknown", "Не знаю" },
    },
  },
  ["charge.duplicate"] = {
    title = "Слип уже принят",
    body = "Чек {number}, {time}",
    buttons = {
      { "again", "Ввести заново" },
      { "date", "Слип другого дня" },
      { "unknown", "Не знаю" },
    },
  },
  ["charge.duplicate_unprinted"] = {
    title = "Слип уже принят",
    body = "Чек ещё не напечатан, {time}",
    buttons = {
      { "again", "Ввести заново" },
      { "date", "Слип другого дня" },
      { "unknown", "Не знаю" },
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
      { "tip", "Чаевые" },
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
  ["charge.difference_unknown"] = {
    title = "Проверьте возврат на терминале",
    body = "{terminal}: есть возврат {difference} после {time}?",
    buttons = {
      { "approved", "Возвращено" },
      { "declined", "Возврата нет" },
      { "unknown", "Не выяснить" },
    },
  },
  ["charge.running"] = {
    title = "Терминал ещё ждёт карту",
    body = "{terminal}: {amount}. Дождитесь ответа или прервите на нём",
    buttons = {
      { "approved", "Одобрено" },
      { "declined", "Отказ" },
      { "unknown", "Не знаю" },
    },
  },
  ["charge.late"] = {
    title = "Оплата {amount} уже прошла",
    body = "{terminal} её подтвердил. Она в «Отложенных»",
    buttons = {
      { "stop", "Не брать больше" },
      { "go_on", "Взять оплату ещё раз" },
    },
  },
  ["unconfirmed.owed"] = {
    title = "Верните {amount}",
    body = "{terminal}, {time}: деньги взяты, чека на них нет",
    buttons = {
      { "ask", "Спросить терминал" },
      { "strike", "Возвращено: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.denied"] = {
    title = "Терминал не подтвердил {amount}",
    body = "{terminal}, {time}: кассир принял оплату, на терминале её нет",
    buttons = {
      { "ask", "Спросить терминал" },
      { "find", "Открыть чек" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.open"] = {
    title = "Терминал не ответил про {amount}",
    body = "{terminal}, {time}: проверьте операцию на терминале",
    buttons = {
      { "ask", "Спросить терминал" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.refunded"] = {
    title = "Возвращено {amount}",
    body = "{terminal}, {time}: деньги вернулись, чека нет: оформите «Возврат»",
    buttons = {
      { "ask", "Спросить терминал" },
      { "document", "Оформить документ" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.refund_denied"] = {
    title = "Терминал не подтвердил возврат {amount}",
    body = "{terminal}, {time}: кассир сказал «Возвращено», на терминале возврата нет",
    buttons = {
      { "ask", "Спросить терминал" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.refund_open"] = {
    title = "Терминал не ответил про возврат {amount}",
    body = "{terminal}, {time}: проверьте операцию на терминале",
    buttons = {
      { "ask", "Спросить терминал" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.stray"] = {
    title = "Отменено чужое: {amount}",
    body = "{terminal}, {time}: найдите чек, оплата которого отменена",
    buttons = {
      { "find", "Найти чек" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.amount"] = {
    title = "Сумма на слипе",
    body = "{terminal}, чек № {number}: введите со слипа",
  },
  ["unconfirmed.short"] = {
    title = "Не хватает {difference}",
    body = "{terminal}, {time}: на слипе {amount}, в чеке № {number} {due}. Остаток проведите без чека",
    buttons = {
      { "find", "Открыть чек" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["unconfirmed.excess"] = {
    title = "Лишние {difference}",
    body = "{terminal}, {time}: на слипе {amount}, в чеке № {number} {due}. Лишнее верните без чека",
    buttons = {
      { "find", "Открыть чек" },
      { "strike", "Разобрано: PIN старшего" },
      { "back", "Назад" },
    },
  },
  ["charge.void_refused"] = {
    title = "Отмена не прошла",
    body = "Возврат идёт до 5 дней, чека на него не нужно",
    buttons = {
      { "refund", "Вернуть возвратом" },
      { "again", "Попробовать ещё раз" },
      { "back", "К оплате" },
    },
  },
  ["unconfirmed.strike"] = {
    title = "{cashier}: PIN старшего",
    body = "{terminal}: {amount} разобрано",
  },
  ["unconfirmed.settled"] = {
    title = "Разобрано",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["charge.declined"] = {
    title = "Оплата не прошла",
    body = "Товары сохранены, чека нет",
    buttons = {
      { "again", "Ещё раз" },
      { "cash", "Наличными" },
      { "park", "Отложить" },
      { "other", "Другой терминал" },
    },
  },
  ["charge.declined.paid"] = "Картой уже оплачено {charged}; чека нет",
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
  ["charge.terminal"] = "На каком терминале?",
  ["charge.void"] = {
    title = "Отмените на терминале",
    body = "{terminal}: отмена {amount}",
    buttons = {
      { "approved", "Отменено" },
      { "declined", "Не вышло" },
      { "unknown", "Не знаю" },
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
  ["charge.armed"] = {
    title = "Сбросьте терминал",
    body = "{terminal}: там могла остаться сумма {old}",
    buttons = {
      { "cleared", "Сброшено" },
    },
  },
  ["charge.armed.back"] = "{terminal}: там могло остаться {old} в пользу покупателя",
  ["charge.refused"] = {
    title = "{terminal}: не подходит",
    body = "{reason}",
    buttons = {
      { "other", "Выбрать другой" },
    },
  },
  ["charge.no_terminal"] = {
    title = "Нет подходящего терминала",
    body = "Терминалы не работают или не берут такую сумму",
    buttons = {
      { "back", "Понятно" },
    },
  },
  ["transfer.window"] = {
    title = "Сначала деньги, потом чек",
    body = "{terminal}: {amount}. Деньги пришли?",
    buttons = {
      { "approved", "Пришли" },
      { "declined", "Не будет платить" },
      { "other", "Другой способ" },
      { "unknown", "Ждём перевод" },
      { "not_run", "Не переводили" },
    },
  },
  ["transfer.unknown"] = {
    title = "Перевод пришёл?",
    body = "{terminal}: {amount}, ждём с {time}",
    buttons = {
      { "approved", "Пришёл" },
      { "declined", "Не придёт" },
      { "unknown", "Ещё ждём" },
    },
  },
  ["transfer.void"] = "Вернуть перевод",
  ["transfer.taken"] = "Перевод уже пришёл",
  ["transfer.awaited"] = {
    title = "Чек ждёт перевода",
    body = "Товар не отдавать, пока деньги не пришли",
    buttons = {
      { "next", "Следующий покупатель" },
    },
  },
  ["charge.open"] = {
    title = "Оплата не закончена",
    body = "Оплата {amount}, {terminal}, {age} назад: что на терминале?",
    buttons = {
      { "approved", "Одобрено" },
      { "declined", "Отказ" },
      { "unknown", "Не знаю" },
      { "not_run", "Карту не проводили" },
    },
  },
  ["charge.void_unknown"] = {
    title = "Проверьте отмену на терминале",
    body = "{terminal}: есть отмена {amount} после {time}?",
    buttons = {
      { "approved", "Отменено" },
      { "declined", "Отмены нет" },
      { "unknown", "Не выяснить" },
    },
  },
}
