--- What the cashier reads setting up terminals, in Russian. A store overrides any of it by id.
return {
  ["settings"] = {
    title = "Настройки",
    buttons = {
      { "terminals", "Платёжные терминалы" },
      { "copy", "Копия последнего чека" },
      { "script", "Включить сценарий магазина" },
      { "failures", "Ошибки сценария" },
      { "back", "К товарам" },
      { "parameters", "Параметры кассы" },
      { "services", "Не подтверждено службами" },
    },
  },
  ["settings.failures"] = {
    title = "Последние ошибки сценария",
    body = "{list}",
  },
  ["settings.no_failures"] = "Ошибок не было",
  ["services.unknown"] = {
    title = "Не подтверждено службами",
    body = "Касса просила изменить, ответа не было: проверьте у службы",
  },
  ["services.all"] = "все",
  ["services.settle"] = {
    title = "{cashier}: PIN техника",
    body = "{service}: разобрано, {count}",
  },
  ["settings.script"] = {
    title = "Включить сценарий магазина?",
    body = "Он остановлен дважды: {place}",
    buttons = {
      { "yes", "Включить" },
      { "no", "Нет" },
    },
  },
  ["parameters"] = "Параметры кассы",
  ["parameters.back"] = "К товарам",
  ["parameters.kept"] = {
    title = "Запомнено",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["parameters.fixed"] = {
    title = "{parameter}",
    body = "Касса уже работала: ИНН и налогообложение не меняются",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["parameters.yes"] = "да",
  ["parameters.no"] = "нет",
  ["parameters.value"] = "Новое значение",
  ["parameters.value.yes_no"] = {
    title = "Новое значение",
    buttons = {
      { "yes", "Да" },
      { "no", "Нет" },
    },
  },
  ["terminals.list"] = "Платёжные терминалы",
  ["terminals.none"] = {
    title = "Платёжные терминалы",
    body = "Пока ни одного. Касса продаёт через «{terminal}»",
  },
  ["terminals.add"] = "Добавить",
  ["terminals.back"] = "К товарам",
  ["terminals.note.marked"] = "по умолчанию",
  ["terminals.note.shared"] = "общий",
  ["terminals.note.settles"] = "сверка в",
  ["terminals.note.out_of_service"] = "не работает",
  ["terminals.note.not_offered"] = "нет в сценарии магазина",
  ["terminals.provider"] = "Поставщик терминала",
  ["terminals.chosen"] = {
    title = "Поставщик терминала",
    buttons = {
      { "next", "Далее" },
      { "back", "Назад" },
    },
  },
  ["terminals.exists"] = {
    title = "Поставщик терминала",
    body = "Уже есть: {terminal}",
    buttons = {
      { "next", "Далее" },
      { "mark", "Использовать по умолчанию" },
      { "back", "Назад" },
    },
  },
  ["terminals.which"] = "Какой использовать по умолчанию?",
  ["terminals.name"] = {
    title = "Название терминала",
    body = "Так его будет видеть кассир",
  },
  ["terminals.purpose"] = "Назначение терминала",
  ["terminals.no_purpose"] = "Без назначения",
  ["terminals.setting"] = "Настройка терминала",
  ["terminals.setting.yes_no"] = "Настройка терминала",
  ["terminals.edit"] = {
    title = "{terminal}",
    buttons = {
      { "mark", "Использовать по умолчанию" },
      { "unmark", "Не использовать по умолчанию" },
      { "rename", "Переименовать" },
      { "purpose", "Назначение" },
      { "stop", "Вывести из работы" },
      { "start", "Вернуть в работу" },
      { "shared", "Общий с другими: отчёт не сравнивать" },
      { "alone", "Только этой кассы" },
      { "hour", "Час сверки" },
      { "remove", "Удалить" },
      { "back", "Назад" },
    },
  },
  ["terminals.hour"] = {
    title = "Во сколько терминал сверяет итоги сам?",
    body = "Например 23:00. Тогда кончается его отчёт, и сверку касса не спросит",
    buttons = {
      { "none", "Сверяет кассир" },
    },
  },
  ["terminals.menu.mark"] = "Использовать по умолчанию",
  ["terminals.menu.unmark"] = "Не использовать по умолчанию",
  ["terminals.menu.rename"] = "Переименовать",
  ["terminals.menu.stop"] = "Вывести из работы",
  ["terminals.menu.start"] = "Вернуть в работу",
  ["terminals.menu.remove"] = "Удалить",
  ["terminals.remove"] = {
    title = "Удалить «{terminal}»?",
    body = "В старых чеках его название останется",
    buttons = {
      { "yes", "Удалить" },
      { "no", "Нет" },
    },
  },
  ["terminals.remove.marked"] =
    "Сейчас он используется по умолчанию. После удаления касса выберет терминал по правилам магазина "
    .. "или спросит. В старых чеках его название останется",
  ["terminals.refused"] = {
    title = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["terminals.address"] = {
    title = "Путь к сокету терминала",
    body = "Отсюда придут ответы об оплате. Только техник или старший",
  },
  ["provider.connected"] = "Подключённый терминал",
  ["provider.standalone"] = "Автономный терминал",
  ["provider.transfer"] = "Банковский перевод",
  ["rule.marked"] = "По умолчанию",
  ["rule.by_hand"] = "Выбор кассира",
  ["rule.only"] = "Единственный терминал",
  ["rule.ask"] = "Спросить кассира",
  ["rule.why.chosen"] = "подходит",
  ["rule.why.asks"] = "выберите",
  ["rule.why.amount"] = "не та сумма",
  ["rule.why.time"] = "не то время",
  ["rule.why.weekday"] = "не тот день недели",
  ["rule.why.date"] = "не та дата",
  ["rule.why.cashier"] = "не тот кассир",
  ["rule.why.department"] = "нет таких товаров",
  ["rule.why.when"] = "условие магазина не выполнено",
  ["rule.why.failed"] = "ошибка в условии магазина",
  ["rule.why.no_terminal"] = "такого терминала нет",
}
