/// The words of Swift's own last flow: it can't rely on any file.
enum LastWords {
  enum Choice {
    case paid, returned, handOver, notPrinted, unreachable, paper, told

    var id: String {
      switch self {
      case .paid: "last.paid"
      case .returned: "last.returned"
      case .handOver: "last.hand_over"
      case .notPrinted: "last.not_printed"
      case .unreachable: "last.unreachable"
      case .paper: "last.paper"
      case .told: "last.told"
      }
    }

    func words(_ language: Language) -> PromptWords {
      switch (self, language) {
      case (.paid, .ru):
        LastWords.words(
          "Чек оплачен", "Сценарий магазина не работает. Напечатать чек?",
          [("print", "Напечатать чек"), ("aside", "Отложить")])
      case (.paid, .en):
        LastWords.words(
          "The receipt is paid", "The store's script does not work. Print the receipt?",
          [("print", "Print receipt"), ("aside", "Set aside")])
      case (.returned, .ru):
        LastWords.words(
          "Возврат оформлен не до конца", "Сценарий магазина не работает. Напечатать чек возврата?",
          [("print", "Напечатать чек"), ("aside", "Отложить")])
      case (.returned, .en):
        LastWords.words(
          "The return is not finished", "The store's script does not work. Print its receipt?",
          [("print", "Print receipt"), ("aside", "Set aside")])
      case (.handOver, .ru):
        LastWords.words("Выдайте {amount}", "Чек возврата напечатан", [("given", "Выдано")])
      case (.handOver, .en):
        LastWords.words("Pay out {amount}", "The return is printed", [("given", "Handed over")])
      case (.notPrinted, .ru):
        LastWords.words(
          "Чек не напечатан", "Чек сохранён. Повторно не пробивать",
          [("print", "Ещё раз"), ("aside", "Отложить")])
      case (.notPrinted, .en):
        LastWords.words(
          "Not printed", "The receipt is kept. Don't ring it up again",
          [("print", "Try again"), ("aside", "Set aside")])
      case (.unreachable, .ru):
        LastWords.words(
          "ККТ не отвечает", "Чек мог выйти. Проверьте кабель и питание ККТ, повторно не пробивать",
          [("print", "Проверить ещё раз"), ("aside", "Отложить")])
      case (.unreachable, .en):
        LastWords.words(
          "The registrar does not answer",
          "The receipt may have come out. Check its cable and power; don't ring it up again",
          [("print", "Check again"), ("aside", "Set aside")])
      case (.paper, .ru):
        LastWords.words(
          "Вставьте бумагу", "Чек оформлен. Повторно не пробивать", [("ok", "Допечатать")])
      case (.paper, .en):
        LastWords.words(
          "Load paper", "The receipt is issued. Don't ring it up again",
          [("ok", "Continue printing")])
      case (.told, .ru):
        LastWords.words(
          "Сценарий магазина не работает", "Позовите техника. Чек отложен", [("ok", "Понятно")])
      case (.told, .en):
        LastWords.words(
          "The store's script does not work", "Call a technician. The receipt is set aside",
          [("ok", "OK")])
      }
    }
  }

  static func outcome(_ operation: Attempt.Deed, _ language: Language) -> PromptWords {
    switch (operation, language) {
    case (.void, .ru):
      words(
        "Отменено ли на терминале?", "{terminal}: отмена {amount}",
        [("approved", "Отменено"), ("declined", "Не вышло"), ("unknown", "Не знаю")])
    case (.void, .en):
      words(
        "Is it voided on the terminal?", "{terminal}: void {amount}",
        [("approved", "Voided"), ("declined", "Failed"), ("unknown", "Not sure")])
    case (.refund, .ru):
      words(
        "Возвращено ли на карту?", "{terminal}: возврат {amount}",
        [
          ("approved", "Возвращено"), ("declined", "Не вышло"), ("unknown", "Не знаю"),
          ("not_run", "Не запускали"),
        ])
    case (.refund, .en):
      words(
        "Is it refunded on the terminal?", "{terminal}: refund {amount}",
        [
          ("approved", "Refunded"), ("declined", "Failed"), ("unknown", "Not sure"),
          ("not_run", "Not run"),
        ])
    case (.charge, .ru):
      words(
        "Что на терминале?", "{terminal}: {amount}",
        [
          ("approved", "Одобрено"), ("declined", "Отказ"), ("unknown", "Не знаю"),
          ("not_run", "Карту не проводили"),
        ])
    case (.charge, .en):
      words(
        "What does the terminal show?", "{terminal}: {amount}",
        [
          ("approved", "Approved"), ("declined", "Declined"), ("unknown", "Not sure"),
          ("not_run", "Card not run"),
        ])
    }
  }

  private static func words(
    _ title: String, _ body: String, _ buttons: [(String, String)]
  ) -> PromptWords {
    PromptWords(
      title: title, body: body, buttons: buttons.map { Button(id: $0.0, label: $0.1) })
  }
}
