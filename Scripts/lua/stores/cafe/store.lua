--- A café: a standalone terminal, a connected one, a transfer; a cashier and a senior.
return store {
  api = 1,
  name = "Кафе «Лето»",
  inn = "7701234567",
  taxation = "usn_income",
  address = "Москва, Летняя ул., 1",
  place = "Кафе «Лето»",

  cashiers = { "Анна", { "Борис", role = "senior" } },
  rights = { returns = { above = rub "1000", shift = rub "3000" } },
  counts = true,
  providers = {
    stock.standalone { title = "Автономный терминал" },
    stock.connected { title = "Пинпад" },
    stock.transfer { title = "Перевод" },
  },
}
