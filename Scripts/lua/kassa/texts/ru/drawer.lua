--- What the cashier reads of the drawer and of counts, in Russian. A store overrides any of it by id.
return {
  ["drawer"] = {
    title = "Деньги в ящике",
    buttons = {
      { "in", "Внесение" },
      { "out", "Изъятие" },
      { "count", "Пересчёт" },
      { "interim", "X-отчёт" },
      { "open", "Открыть смену" },
      { "terminals", "Отчёты терминалов" },
      { "back", "К товарам" },
    },
  },
  ["drawer.in.amount"] = {
    title = "Сколько вносите?",
    body = "Сумма в рублях: 1500 или 1500,50",
  },
  ["drawer.out.amount"] = {
    title = "Сколько изымаете?",
    body = "Сумма в рублях: 1500 или 1500,50",
  },
  ["drawer.in.why"] = {
    title = "Откуда деньги?",
    body = "Выберите или напишите",
    buttons = {
      { "float", "Размен" },
      { "shop", "От магазина" },
    },
  },
  ["drawer.out.why"] = {
    title = "Зачем изымаете?",
    body = "Выберите или напишите",
    buttons = {
      { "bank", "Инкассация" },
      { "safe", "В сейф" },
      { "expenses", "На расходы" },
    },
  },
  ["drawer.why.float"] = "Размен",
  ["drawer.why.shop"] = "От магазина",
  ["drawer.why.bank"] = "Инкассация",
  ["drawer.why.safe"] = "В сейф",
  ["drawer.why.expenses"] = "На расходы",
  ["drawer.in"] = {
    title = "Внести {amount}?",
    body = "{why}",
    buttons = {
      { "yes", "Внести" },
      { "no", "Нет" },
    },
  },
  ["drawer.out"] = {
    title = "Изъять {amount}?",
    body = "{why}",
    buttons = {
      { "yes", "Изъять" },
      { "no", "Нет" },
    },
  },
  ["drawer.in.done"] = {
    title = "Внесено {amount}",
    body = "Положите деньги в ящик",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.out.done"] = {
    title = "Изъято {amount}",
    body = "Возьмите деньги из ящика",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.safe"] = {
    title = "Сколько в сейф?",
    body = "Остальное останется в ящике на завтра.",
    buttons = {
      { "none", "Ничего" },
    },
  },
  ["drawer.short"] = {
    title = "Столько в ящике нет",
    body = "Сначала внесите деньги или пересчитайте ящик",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.refused"] = {
    title = "Не получилось",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.count"] = {
    title = "Сколько в ящике?",
    body = "Пересчитайте и введите",
  },
  ["drawer.again"] = {
    title = "Введите ещё раз",
    body = "Пересчитайте ящик заново",
  },
  ["drawer.counted.first"] = {
    title = "В ящике {amount}",
    body = "Первый пересчёт",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.counted.fits"] = {
    title = "Сошлось: {amount}",
    body = "{terms}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.counted.over"] = {
    title = "Лишние {difference}",
    body = "В ящике {amount}, должно быть {expected}\n{terms}\nДо этого считал(а) {cashier}, {time}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["drawer.counted.short"] = {
    title = "Не хватает {difference}",
    body = "В ящике {amount}, должно быть {expected}\n{terms}\nДо этого считал(а) {cashier}, {time}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["settling.count"] = {
    title = "Отчёт терминала",
    body = "{terminal}: краткий отчёт до сверки. Пусто — ноль",
    buttons = {
      { "no_report", "Нет отчёта" },
    },
  },
  ["settling.again"] = {
    title = "Введите ещё раз",
    body = "{terminal}: сверьте с отчётом",
    buttons = {
      { "no_report", "Нет отчёта" },
    },
  },
  ["settling.explained"] = {
    title = "Отчёт терминала не сошёлся",
    body = "{text}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["settling.word"] = {
    title = "Сделайте сверку итогов",
    body = "{terminal}: что на нём?",
    buttons = {
      { "matched", "Совпали" },
      { "differs", "Не совпали" },
      { "failed", "Не вышло" },
    },
  },
  ["count.after_closing"] = "Пересчитано после Z",
  ["count.term.before"] = "Было",
  ["count.term.sales"] = "Продажи",
  ["count.term.returns"] = "Возвраты",
  ["count.term.paid_in"] = "Внесено",
  ["count.term.paid_out"] = "Изъято",
  ["count.term.unprinted"] = "Без чека",
  ["count.term.first"] = "Сначала введено",
  ["count.cash"] = "Наличные",
  ["count.coins"] = "Монеты",
  ["count.charges"] = "Оплата",
  ["count.charges_count"] = "Оплата, операций",
  ["count.refunds"] = "Возврат",
  ["count.refunds_count"] = "Возврат, операций",
  ["count.voids"] = "Отмены",
  ["count.voids_count"] = "Отмены, операций",
}
