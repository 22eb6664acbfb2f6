--- What the cashier reads while a receipt is paid and printed, in Russian. A store overrides any of it by id.
return {
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
  ["payment.unknown"] = {
    title = "Нет в товарах: {code}",
    body = "Покупатель это берёт? Найдите по названию или введите цену",
    buttons = {
      { "drop", "Не берёт" },
      { "back", "К товарам" },
    },
  },
  ["payment.cash"] = {
    title = "Наличные от покупателя",
    body = "К оплате {due}",
  },
  -- Before an amount that the words of a prompt leave out.
  ["payment.sum.due"] = "К оплате",
  ["payment.sum.return"] = "Вернуть",
  ["payment.sum.confirmed"] = "Сумма",
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
  ["cash.taken"] = "Наличные уже приняты",
  ["cash.void"] = "Вернуть наличные",
  ["payment.leave"] = {
    title = "Карта уже списана",
    body = "{amount}: выберите, что делать",
    buttons = {
      { "print", "Напечатать чек" },
      { "rest", "Доплатить остаток" },
      { "refund", "Вернуть на карту" },
      { "senior", "Передать старшему" },
    },
  },
  ["payment.leave.matter"] = "{about}: выберите, что делать",
  ["payment.leave.late"] = "Чек коррекции",
  ["payment.not_ready"] = {
    title = "Не принимайте оплату",
    body = "{reason}",
    buttons = {
      { "check", "Проверить" },
      { "park", "Отложить" },
      { "back", "К товарам" },
    },
  },
  ["till.unprintable"] = {
    title = "Не принимайте оплату",
    body = "Позиция {line}, {name}: {reason}",
    buttons = {
      { "check", "Проверить" },
      { "park", "Отложить" },
      { "back", "К товарам" },
    },
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
      { "park", "Отложить" },
    },
  },
  ["print.copy_failed"] = {
    title = "Копия не напечатана",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["print.refused"] = {
    title = "Чек не напечатан",
    body = "{reason}. Чек сохранён",
    buttons = {
      { "again", "Напечатать" },
      { "leave", "Другое" },
    },
  },
  ["hook.veto"] = {
    title = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["guard.line_added"] = "Проверка товара",
  ["guard.line_changed"] = "Проверка изменения",
  ["guard.before_tender"] = "Проверка перед оплатой",
  ["prices.failed"] = {
    title = "Скидка «{name}» не посчитана",
    body = "Сценарий магазина ошибся: цена без неё",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["guard.before_payment"] = "Проверка перед оплатой",
  ["guard.before_return"] = "Проверка перед возвратом",
  ["guard.before_shift_close"] = "Проверка перед закрытием смены",
  ["guard.failed"] = {
    title = "{hook} не закончена",
    body = "Товары сохранены. Сценарий магазина остановился: {place}",
    buttons = {
      { "senior", "Старший разрешает" },
      { "back", "Назад" },
    },
  },
  ["guard.lift"] = {
    title = "Продолжить без проверки?",
    body = "{hook} не закончена: {place}",
    buttons = {
      { "receipt", "Только этот чек" },
      { "shift", "До закрытия смены" },
      { "back", "Назад" },
    },
  },
  ["guard.listed"] = {
    title = "Продавали без проверки магазина",
    body = "Чеков: {count}, последний – {cashier}. Проверьте их по журналу",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["print.nothing"] = {
    title = "Напечатать чек на 0,00 ₽?",
    body = "Платить за него нечего",
    buttons = {
      { "yes", "Напечатать" },
      { "no", "Нет" },
    },
  },
  ["print.paper_stuck"] = {
    title = "Чек не допечатан",
    body = "{reason}. Чек оформлен, ФД {number}. Повторно не пробивать",
    buttons = {
      { "continue", "Допечатать" },
      { "later", "Позже" },
    },
  },
  ["print.other_registrar"] = {
    title = "ККТ другая",
    body = "Чек ушёл на прежнюю ККТ, напечатан ли он, знает только она. Повторно не пробивать",
    buttons = {
      { "again", "Прежняя подключена" },
      { "park", "Отложить" },
    },
  },
}
