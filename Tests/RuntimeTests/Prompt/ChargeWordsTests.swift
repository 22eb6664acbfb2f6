import Testing

@testable import KassaRuntime

/// The words of a card payment, as they were agreed upon for a cashier with a queue.
///
/// A prompt may have more buttons than these, which are there only where they can help. «Готово» is the
/// front end's own.
@Suite struct ChargeWordsTests {
  struct Row: Sendable {
    let id: String
    let language: Language
    let words: String
    let buttons: [String]
  }

  @Test func `says what was agreed upon, in both languages`() async throws {
    let story = try Story()
    try await story.play([])
    let bundle = try StoreBundle(folder: story.folder.path + "/leto").bundle
    let stock = try StoreLoading.stockWords(bundle)
    for row in Self.russian + Self.english {
      let words = try #require(stock[row.language, row.id], "\(row)")
      #expect("\(words.title ?? "") / \(words.body ?? "")" == row.words)
      let labels = words.buttons.map(\.label)
      #expect(labels.filter(row.buttons.contains) == row.buttons, "\(row)")
    }
  }

  private static let russian = [
    Row(
      id: "charge.window", language: .ru,
      words: "Сначала карта, потом чек / {terminal}: наберите {amount}, дождитесь ответа",
      buttons: ["Одобрено", "Отказ", "Другой терминал", "Не знаю", "Карту не проводили"]),
    Row(
      id: "charge.amount", language: .ru, words: "Сумма на слипе / Введите со слипа, не с кассы",
      buttons: ["Слипа нет"]),
    Row(
      id: "charge.rrn", language: .ru, words: "RRN на слипе / 12 цифр",
      buttons: ["RRN нет"]),
    Row(
      id: "charge.under", language: .ru, words: "Не хватает {difference} / Слип {got}, нужно {due}",
      buttons: ["Ввести заново", "Доплатить", "Отменить на терминале"]),
    Row(
      id: "charge.over", language: .ru, words: "Лишние {difference} / Слип {got}, нужно {due}",
      buttons: ["Ввести заново", "Отменить на терминале", "Вернуть разницу"]),
    Row(
      id: "charge.declined", language: .ru, words: "Оплата не прошла / Товары сохранены, чека нет",
      buttons: ["Ещё раз", "Наличными", "Отложить"]),
    Row(
      id: "charge.unknown", language: .ru,
      words: "Проверьте терминал / Есть операция {amount} в {time}?",
      buttons: ["Одобрена", "Нет или отказ", "Не выяснить"]),
    Row(
      id: "charge.detached", language: .ru,
      words: "Чек отложен / Без старшего второй раз не платить",
      buttons: ["Следующий покупатель", "Старший"]),
    Row(
      id: "charge.resumed", language: .ru,
      words: "Касса перезапустилась / Оплата {amount}, {terminal}, {age} назад: что на терминале?",
      buttons: ["Одобрено", "Отказ", "Не знаю", "Карту не проводили"]),
    Row(
      id: "charge.duplicate", language: .ru, words: "Слип уже принят / Чек {number}, {time}",
      buttons: ["Ввести заново", "Не знаю"]),
    Row(
      id: "charge.armed", language: .ru,
      words: "Сбросьте терминал / {terminal}: там могла остаться сумма {old}",
      buttons: ["Сброшено"]),
    Row(
      id: "charge.void", language: .ru,
      words: "Отмените на терминале / {terminal}: отмена {amount}",
      buttons: ["Отменено", "Не вышло", "Не знаю"]),
    Row(
      id: "payment.leave", language: .ru,
      words: "Карта уже списана / {amount}: выберите, что делать",
      buttons: ["Напечатать чек", "Вернуть на карту", "Передать старшему"]),
    Row(
      id: "till.not_ready", language: .ru, words: "Карту не принимайте / {reason}",
      buttons: ["Проверить", "Отложить"]),
    Row(
      id: "print.paper", language: .ru,
      words: "Вставьте бумагу / Чек оформлен, ФД {number}. Повторно не пробивать",
      buttons: ["Допечатать"]),
  ]

  private static let english = [
    Row(
      id: "charge.window", language: .en,
      words: "Card first, then receipt / {terminal}: key in {amount}, wait for its answer",
      buttons: ["Approved", "Declined", "Other terminal", "Not sure", "Card not run"]),
    Row(
      id: "charge.amount", language: .en,
      words: "Amount on the slip / Type it from the slip, not from the till",
      buttons: ["No slip"]),
    Row(
      id: "charge.rrn", language: .en, words: "RRN on the slip / 12 digits",
      buttons: ["No RRN"]),
    Row(
      id: "charge.under", language: .en, words: "Short by {difference} / Slip {got}, due {due}",
      buttons: ["Type again", "Pay the rest", "Void on terminal"]),
    Row(
      id: "charge.over", language: .en, words: "Over by {difference} / Slip {got}, due {due}",
      buttons: ["Type again", "Void on terminal", "Refund the difference"]),
    Row(
      id: "charge.declined", language: .en, words: "Not paid / Goods kept, no receipt",
      buttons: ["Try again", "Cash", "Park"]),
    Row(
      id: "charge.unknown", language: .en,
      words: "Check the terminal / Is there {amount} at {time}?",
      buttons: ["Approved", "None or declined", "Can't tell"]),
    Row(
      id: "charge.detached", language: .en,
      words: "Receipt set aside / No second payment without a senior",
      buttons: ["Next customer", "Senior"]),
    Row(
      id: "charge.resumed", language: .en,
      words: "The till restarted / {amount}, {terminal}, {age} ago: what does it show?",
      buttons: ["Approved", "Declined", "Not sure", "Card not run"]),
    Row(
      id: "charge.duplicate", language: .en, words: "Slip already used / Receipt {number}, {time}",
      buttons: ["Type again", "Not sure"]),
    Row(
      id: "charge.armed", language: .en,
      words: "Clear the terminal / {terminal}: it may still hold {old}",
      buttons: ["Cleared"]),
    Row(
      id: "charge.void", language: .en, words: "Void on the terminal / {terminal}: void {amount}",
      buttons: ["Voided", "Failed", "Not sure"]),
    Row(
      id: "payment.leave", language: .en, words: "The card is charged / {amount}: choose",
      buttons: ["Print receipt", "Refund card", "Hand to a senior"]),
    Row(
      id: "till.not_ready", language: .en, words: "Don't take cards / {reason}",
      buttons: ["Check again", "Park"]),
    Row(
      id: "print.paper", language: .en,
      words: "Load paper / Receipt issued, FD {number}. Don't ring it up again",
      buttons: ["Continue printing"]),
  ]
}
