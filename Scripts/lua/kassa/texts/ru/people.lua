--- Signing in, who says yes, and closing the shift, in Russian. A store overrides any of it by id.
return {
  ["senior.who"] = "Кто из старших?",
  ["senior.pin"] = {
    title = "{cashier}: PIN старшего",
    body = "Кассир останется за кассой",
  },
  ["senior.new_pin"] = {
    title = "{cashier}: PIN старшего",
    body = "{person} придумает новый PIN",
  },
  ["senior.absent"] = {
    title = "Нужен старший",
    body = "{person}: PIN ещё не выдан. Его выдаёт тот, кто настраивает кассу, пока она выключена",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["technician.who"] = "Кто настраивает?",
  ["technician.pin"] = {
    title = "{cashier}: PIN для настройки",
    body = "Кассир останется за кассой",
  },
  ["technician.absent"] = {
    title = "Нужен техник или старший",
    body = "{person}: PIN ещё не выдан. Его выдаёт тот, кто настраивает кассу, пока она выключена",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["cashier.who"] = "Кто ещё?",
  ["cashier.pin"] = {
    title = "{cashier}: PIN",
    body = "Кассир останется за кассой",
  },
  ["cashier.absent"] = {
    title = "Нужен второй человек",
    body = "Пусть сначала войдёт и придумает PIN",
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
  ["shift.matters"] = {
    title = "Кому передать незавершённое?",
    body = "Чеков: {count} на {amount}",
    buttons = {
      { "skip", "Никому" },
    },
  },
  ["shift.none"] = {
    title = "Смена не открыта",
    body = "Закрывать нечего",
    buttons = {
      { "ok", "Понятно" },
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
  ["shift.unknown"] = {
    title = "ККТ не ответила",
    body = "Закрыта ли смена, неизвестно",
    buttons = {
      { "again", "Проверить" },
      { "back", "К товарам" },
    },
  },
  ["sign_in.name"] = "Кто за кассой?",
  ["sign_in.pin"] = {
    title = "{cashier}: PIN",
    buttons = {
      { "forgot", "Забыли PIN" },
    },
  },
  ["sign_in.new_pin"] = {
    title = "{cashier}: придумайте PIN",
    body = "От 4 до 12 цифр; только для этой кассы",
  },
  ["sign_in.repeat_pin"] = "{cashier}: PIN ещё раз",
  ["sign_in.no_pin"] = {
    title = "{cashier}: PIN ещё не выдан",
    body = "Его выдаёт тот, кто настраивает кассу, пока она выключена. До этого войдите под другим именем",
    buttons = {
      { "ok", "Понятно" },
    },
  },
  ["sign_in.wrong"] = {
    title = "PIN не подошёл",
    buttons = {
      { "ok", "Понятно" },
    },
  },
}
