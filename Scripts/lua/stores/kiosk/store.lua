--- A kiosk: twelve goods as buttons of the sale, a basket, payment.
return store {
  api = 1,
  name = "ИП Олег Смирнов",
  inn = "770123456789",
  taxation = "usn_income",
  address = "Москва, Парковая аллея, 3",
  place = "Киоск у пруда",
  cashiers = { "Олег" },

  providers = { stock.standalone { title = "Терминал" } },
  favourites = { department = "kiosk" },
  buttons = { sale = { "pay.cash", "pay.card", hide = { "pay.other" } } },
}
