--- What stores most often want: docs/tasks.md; everything that may stand here: docs/reference.md.
return store {
  api = 1,
  name = "Лето",
  inn = "7701234567",
  taxation = "usn_income",
  address = "Москва, Летняя ул., 1",
  place = "Магазин",
  cashiers = { "Анна" },
}
