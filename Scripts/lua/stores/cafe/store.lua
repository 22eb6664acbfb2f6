--- A café: one standalone terminal, one tap.
return store {
  api = 1,
  name = "Кафе «Лето»",
  inn = "7701234567",
  taxation = "usn_income",
  address = "Москва, Летняя ул., 1",
  place = "Кафе «Лето»",

  cashiers = { "Анна", "Борис" },
  providers = { stock.standalone { title = "Терминал у кассы" } },
}
