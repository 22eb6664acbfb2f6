--- Signing in and closing the shift, in Russian. A store overrides any of it by id.
return {
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
  ["sign_in.name"] = "Кто за кассой?",
  ["sign_in.pin"] = "{cashier}: PIN",
  ["sign_in.new_pin"] = {
    title = "{cashier}: придумайте PIN",
    body = "От 4 до 12 цифр; только для этой кассы",
  },
  ["sign_in.repeat_pin"] = "{cashier}: PIN ещё раз",
  ["sign_in.wrong"] = {
    title = "PIN не подошёл",
    buttons = {
      { "ok", "Понятно" },
    },
  },
}
