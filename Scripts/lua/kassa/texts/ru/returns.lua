--- What the cashier reads while a printed sale goes back, in Russian. A store overrides any of it by id.
return {
  ["return.find"] = {
    title = "Какой чек вернуть?",
    body = "Скан QR, номер чека (ФД), сумма 199,50 (или 199,50 14:05), RRN слипа",
    buttons = {
      { "other", "Чек не этой кассы или его нет" },
    },
  },
  ["return.paper"] = {
    title = "Чек другой кассы",
    body = "Скан QR чека. Другие кассы не спрошены: что вернули там, здесь не видно",
    buttons = {
      { "none", "Чека нет" },
    },
  },
  ["return.day"] = {
    title = "Когда была продажа?",
    body = "Дата: 26.11.2026",
  },
  ["return.why"] = {
    title = "Почему возвращают здесь?",
    body = "Слова покупателя или старшего",
  },
  ["return.paid_by"] = "Чем платили?",
  ["return.goods"] = {
    title = "Что возвращают?",
    body = "Скан, код или цена с названием: 199,50 Кофе",
  },
  ["return.other_quantity"] = {
    title = "Сколько возвращают?",
    body = "{name}",
    buttons = {
      { "none", "Убрать" },
    },
  },
  ["return.unasked"] = "Другие кассы не спрошены",
  ["return.none"] = {
    title = "Такого чека нет",
    body = "«{text}». Касса ищет свои чеки продажи",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["return.which"] = {
    title = "Какой из них?",
  },
  ["return.lines"] = {
    title = "Что возвращают?",
    body = "Чек № {number}, {time}, {total}",
  },
  ["return.left"] = "осталось",
  ["return.more"] = "Ещё позиции",
  ["return.all"] = "Всё, что осталось",
  ["return.go"] = "Вернуть",
  ["return.by_void"] = "Отменить на терминале: сразу, целиком, до сверки",
  ["return.whole"] = "Всё",
  ["return.quantity"] = {
    title = "Сколько возвращают?",
    body = "{name}: осталось {left}",
  },
  ["return.refused"] = {
    title = "Так не вернуть",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["return.tender.cash"] = "Наличными",
  ["return.tender.prepaid"] = "Аванс, без денег",
  ["return.tender.credit"] = "Кредит, без денег",
  ["return.tender.other"] = "Зачёт, без денег",
  ["return.sum.cash"] = "Выдать",
  ["return.allow"] = {
    title = "Вернуть {amount}?",
    body = "{split}",
    buttons = {
      { "yes", "Вернуть" },
      { "no", "К позициям" },
    },
  },
  ["return.senior"] = {
    title = "{cashier}: PIN старшего",
    body = "Возврат {amount}\n{split}",
  },
  ["return.not_ready"] = {
    title = "Деньги не возвращайте",
    body = "{reason}",
    buttons = {
      { "again", "Проверить" },
      { "back", "К позициям" },
    },
  },
  ["return.cash"] = {
    title = "Вернуть наличными {amount}?",
    body = "Сначала чек возврата, потом деньги",
    buttons = {
      { "yes", "Вернуть" },
      { "no", "К позициям" },
    },
  },
  ["return.hand_over"] = {
    title = "Выдайте {amount}",
    body = "Чек возврата напечатан",
    buttons = {
      { "given", "Выдано" },
    },
  },
  ["return.window"] = {
    title = "Верните на карту",
    body = "{terminal}: верните {amount}",
    buttons = {
      { "approved", "Возвращено" },
      { "declined", "Не вышло" },
      { "not_run", "Не запускали" },
      { "unknown", "Не знаю" },
    },
  },
  ["return.open"] = {
    title = "Возвращено ли на карту?",
    body = "{terminal}: возврат {amount}",
    buttons = {
      { "approved", "Возвращено" },
      { "declined", "Не вышло" },
      { "not_run", "Не запускали" },
      { "unknown", "Не знаю" },
    },
  },
  ["return.late"] = {
    title = "Возврат {amount} уже прошёл",
    body = "{terminal} его подтвердил. Он в «Отложенных»",
    buttons = {
      { "stop", "Закончить" },
      { "go_on", "Нужен ещё один" },
    },
  },
  ["return.void"] = {
    title = "Отмените на терминале",
    body = "{terminal}: отмена {amount}",
    buttons = {
      { "approved", "Отменено" },
      { "declined", "Не вышло" },
      { "not_run", "Не запускали" },
      { "unknown", "Не знаю" },
    },
  },
  ["void.amount"] = {
    title = "Сумма на слипе «Отмена»",
    body = "Введите со слипа, не с кассы",
    buttons = {
      { "no_slip", "Слипа нет" },
    },
  },
  ["void.number"] = {
    title = "Номер слипа «Отмена»",
    body = "ЧЕК на слипе терминала, до 12 цифр",
    buttons = {
      { "none", "Номера нет" },
    },
  },
  ["void.rrn"] = {
    title = "RRN на слипе «Отмена»",
    body = "12 цифр, «RRN» или «Номер ссылки»",
    buttons = {
      { "none", "RRN нет" },
    },
  },
  ["void.auth_code"] = {
    title = "Код авторизации на слипе «Отмена»",
    body = "6 букв или цифр",
    buttons = {
      { "none", "Кода нет" },
    },
  },
  ["void.another"] = {
    title = "Это слип другой операции",
    body = "RRN, код или номер не те: отменить нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "other", "Это другая операция" },
      { "aside", "Передать старшему" },
    },
  },
  ["void.other"] = {
    title = "На слипе отмены другая сумма",
    body = "Слип {got}, нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "other", "Это другая операция" },
      { "aside", "Передать старшему" },
    },
  },
  ["return.unknown"] = {
    title = "Проверьте терминал",
    body = "{terminal}: есть возврат {amount} в {time}?",
    buttons = {
      { "approved", "Возвращено" },
      { "declined", "Не вышло" },
      { "unknown", "Не выяснить" },
    },
  },
  ["return.amount"] = {
    title = "Сумма на слипе «Возврат»",
    body = "Введите со слипа, не с кассы",
    buttons = {
      { "no_slip", "Слипа нет" },
    },
  },
  ["return.number"] = {
    title = "Номер слипа «Возврат»",
    body = "ЧЕК на слипе терминала, до 12 цифр",
    buttons = {
      { "none", "Номера нет" },
    },
  },
  ["return.date"] = {
    title = "Дата на слипе",
    body = "4 цифры: 26 ноября — 2611",
    buttons = {
      { "none", "Даты нет" },
    },
  },
  ["return.under"] = {
    title = "На слипе меньше на {difference}",
    body = "Слип {got}, нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "rest", "Остаток отдельно" },
      { "aside", "Передать старшему" },
    },
  },
  ["return.over"] = {
    title = "На слипе больше на {difference}",
    body = "Слип {got}, нужно {due}",
    buttons = {
      { "again", "Ввести заново" },
      { "void", "Отменить на терминале" },
      { "aside", "Передать старшему" },
    },
  },
  ["return.unproven"] = {
    title = "Слип не подтвердил возврат",
    body = "Без этих данных чек не печатается",
    buttons = {
      { "again", "Ввести заново" },
      { "unknown", "Не знаю" },
    },
  },
  ["return.duplicate"] = {
    title = "Слип уже принят",
    body = "{time}: нужен слип этого возврата",
    buttons = {
      { "again", "Ввести заново" },
      { "date", "Слип другого дня" },
      { "unknown", "Не знаю" },
    },
  },
  ["return.declined"] = {
    title = "На карту не вернулось",
    body = "Осталось {due}. Чека возврата нет",
    buttons = {
      { "again", "Ещё раз" },
      { "other", "Другой способ" },
      { "stop", "К позициям" },
    },
  },
  ["return.unfinished"] = {
    title = "Вернулось не всё",
    body = "Осталось {due}. Чека возврата нет",
    buttons = {
      { "again", "Ещё раз" },
      { "other", "Другой способ" },
      { "aside", "Отложить" },
    },
  },
  ["return.armed"] = {
    title = "Сбросьте терминал",
    body = "{terminal}: там могла остаться сумма {old}",
    buttons = {
      { "cleared", "Сброшено" },
    },
  },
  ["return.unfinished.matter"] = "{about}. Осталось {due}, чека возврата нет",
  ["return.rest"] = "Остаток тем же способом",
  ["return.other"] = "Куда вернуть деньги?",
  ["return.move"] = {
    title = "{cashier}: PIN старшего",
    body = "{from} → {to}: {amount}",
  },
  ["return.reason"] = {
    title = "Почему другим способом?",
    body = "{from} → {to}: {amount}. Второго с PIN здесь нет: причина пойдёт в отчёт",
  },
  ["return.given"] = {
    title = "Уже возвращено {amount}",
    body = "{terminal}, {time}: деньги вернулись, чека возврата нет",
    buttons = {
      { "take", "Оформить документ" },
      { "back", "К позициям" },
    },
  },
  ["return.given_other"] = {
    title = "Уже возвращено {amount}",
    body = "{terminal}, {time}: деньги вернулись, чека возврата нет. Это тот возврат?",
    buttons = {
      { "take", "Да: оформить документ" },
      { "other", "Нет, другой" },
    },
  },
  ["return.already"] = "уже вернулось",
  ["return.detached"] = {
    title = "Возврат отложен",
    body = "Без старшего второй раз не возвращать",
    buttons = {
      { "next", "Следующий покупатель" },
    },
  },
  ["listed.more"] = "Далее ещё",
  ["listed.rest"] = "Мельче, одной суммой",
  ["listed.document"] = "ФД",
  ["listed.refund"] = "На карту без чека",
  ["listed.difference"] = "Разница на карту",
  ["listed.safe"] = "В сейф без закрытия",
  ["listed.void"] = "Отмена оплаты без чека",
  ["listed.cashBack"] = "Наличные назад без чека",
  ["listed.cashOut"] = "Изъятие",
  ["listed.slipAmount"] = "Сумма слипа изменена",
  ["return.listed"] = {
    title = "Без старшего: {count}",
    body = "Возвраты, исправления, деньги из кассы: {amount}\n{list}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
}
