--- What the cashier reads of printed documents and of what puts them right, in Russian.
return {
  ["document.find"] = {
    title = "Какой чек?",
    body = "Скан QR, номер (ФД), сумма 199,50 (или 199,50 14:05), RRN слипа; Z или X — отчёты смен",
    buttons = {
      { "missing", "Чека не было" },
    },
  },
  ["document.which"] = "Какой из них?",
  ["document.card"] = "Какая из карт?",
  ["document.memory"] = "ФН",
  ["document.none"] = {
    title = "Такого чека нет",
    body = "«{text}». Касса ищет свои чеки",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["document.amount_refused"] = {
    title = "Так не отметить",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["document.shown"] = {
    title = "Чек № {number}",
    body = "Текста этого чека в журнале нет",
    buttons = {
      { "copy", "Копия" },
      { "correct", "Исправить" },
      { "amount", "На слипе другая сумма" },
      { "back", "Назад" },
    },
  },
  ["document.kind.opening"] = "Открытие смены",
  ["document.kind.closing"] = "Z-отчёт",
  ["document.kind.interim"] = "X-отчёт",
  ["document.report"] = {
    title = "{kind}, {time}",
    buttons = {
      { "copy", "Копия" },
      { "back", "Назад" },
    },
  },
  ["document.no_copies"] = {
    title = "Копии нет",
    body = "Эта ККТ не печатает тексты",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["correction.wrong"] = {
    title = "Что в чеке не так?",
    buttons = {
      { "tender", "Наличные или карта" },
      { "sum", "Цена" },
      { "lines", "Товары или количество" },
      { "unpaid", "Не оплачен" },
    },
  },
  ["correction.refused"] = {
    title = "Так не исправить",
    body = "{reason}",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["correction.lines"] = {
    title = "Как должно быть?",
    body = "Нажмите позицию, потом «Дальше»",
  },
  ["correction.go"] = "Дальше",
  ["correction.price"] = {
    title = "Верная цена за единицу",
    body = "{name}",
  },
  ["correction.quantity"] = {
    title = "Сколько на самом деле?",
    body = "{name}",
    buttons = {
      { "none", "Не было" },
    },
  },
  ["correction.cash"] = {
    title = "Сколько было наличными?",
    body = "Из {total}; остальное картой. Деньги не двигаются",
  },
  ["correction.day"] = {
    title = "Когда была продажа?",
    body = "Дата: 26.11.2026",
  },
  ["correction.basis"] = {
    title = "Номер объяснительной",
    body = "Сегодняшней, старшего: о продаже без чека",
  },
  ["correction.late"] = {
    title = "Смена той оплаты закрыта: номер объяснительной",
    body = "Оплачено {time}; сегодняшней, старшего. Будет чек коррекции",
  },
  ["correction.goods"] = {
    title = "Что было продано?",
    body = "Скан, код или цена с названием: 199,50 Кофе",
  },
  ["correction.sale"] = "Приход",
  ["correction.terminal"] = "На каком терминале прошла карта?",
  ["correction.no_terminal"] = {
    title = "Терминалов нет",
    body = "Карту принять было нечем",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["correction.slip"] = {
    title = "Номер слипа «Оплата»",
    body = "ЧЕК на слипе этой оплаты, до 12 цифр",
  },
  ["correction.duplicate"] = {
    title = "Слип уже принят",
    body = "{time}: нужен слип, которого нет ни в одном чеке",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["correction.not_ready"] = {
    title = "Исправить сейчас нельзя",
    body = "{reason}",
    buttons = {
      { "again", "Проверить" },
      { "back", "Назад" },
    },
  },
  ["correction.reverse"] = "1. Возврат прихода",
  ["correction.right"] = "2. Приход",
  ["correction.by.cash"] = "наличными",
  ["correction.by.card"] = "картой",
  ["correction.allow"] = {
    title = "Напечатать исправление?",
    body = "{documents}",
    buttons = {
      { "yes", "Напечатать" },
      { "no", "Назад" },
    },
  },
  ["correction.reason"] = {
    title = "Почему в ящике меньше?",
    body = "Второго человека с PIN здесь нет: причина будет в отчёте",
  },
  ["correction.done"] = {
    title = "Чек исправлен",
    body = "Напишите объяснительную: что и почему. Бухгалтер сообщит налоговой первым",
    buttons = {
      { "ok", "Понятно" },
    },
  },
}
