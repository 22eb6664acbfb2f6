import KassaRuntime
import KassaStart

/// The console's own words.
///
/// Everything a store may change comes with the prompt instead.
struct ConsoleWords {
  /// How a button is chosen where text can be typed too.
  enum Keys {
    /// F1, F2 … on a terminal.
    case pressed
    /// /1, /2 … through a pipe, which has no function keys.
    case typed
  }

  let language: Language
  var keys = Keys.pressed

  /// The key of the choice of that number.
  func key(_ number: Int) -> String {
    switch keys {
    case .pressed: number > 12 ? "⇧F\(number - 12)" : "F\(number)"
    case .typed: "/\(number)"
    }
  }

  private func say(_ russian: String, _ english: String) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  var total: String { say("ИТОГО", "TOTAL") }
  var paid: String { say("оплачено", "paid") }
  var contact: String { say("чек на", "receipt to") }
  var noLines: String { say("Чек пуст", "The receipt is empty") }
  var cancelKey: String { say("Esc — отмена", "Esc cancels") }
  var enterKey: String { "Enter" }

  func parked(_ count: Int) -> String { say("отложено: \(count)", "parked: \(count)") }
  func matters(_ count: Int) -> String { say("незавершённых: \(count)", "open matters: \(count)") }
  func scansWaiting(_ count: Int) -> String {
    say("сканы ждут чека: \(count)", "scans that wait for a receipt: \(count)")
  }
  /// What the till waits for while it asks nothing.
  func waiting(for wait: TillWait) -> String {
    let what =
      switch wait.device {
      case .terminal: say("Терминал работает", "The terminal is at work")
      case .registrar: say("Касса печатает", "The registrar is printing")
      }
    let sum = wait.amount.map { ": \($0.text(language))" } ?? ""
    return "… " + what + (wait.terminal.map { " · \($0)" } ?? "") + sum
  }
  func unknownCode(_ code: String) -> String {
    say("Нет в товарах: \(code)", "Not in the goods: \(code)")
  }
  var typeAgain: String { say("Наберите ещё раз", "Type it again") }

  /// Of a list that is longer than the screen.
  func hidden(above: Int, below: Int) -> String {
    say("↑ ещё \(above) · ↓ ещё \(below)", "↑ \(above) more · ↓ \(below) more")
  }
  func linesAbove(_ count: Int) -> String { say("… выше ещё \(count)", "… \(count) more above") }

  /// No-break spaces hold each command together where the line is broken.
  var saleHelp: String {
    let commands = say(
      """
      штрихкод|поиск|2*код|*3 количество|- убрать|%10 и -50р скидка|199,50 Кофе|#1 - строка 1|\
      +79… чек на телефон
      """,
      """
      barcode|search|2*code|*3 quantity|- remove|%10 and -50r discount|199.50 Coffee|#1 - line 1|\
      +79… receipt by phone
      """)
    return commands.replacing(" ", with: "\u{A0}").replacing("|", with: " · ")
  }

  var amountHelp: String { say("сумма: 199,50 или 200", "amount: 199.50 or 200") }
  /// How several figures are typed in one line.
  func countHelp(_ fields: Int) -> String {
    guard fields > 1 else { return amountHelp }
    return say("по порядку через «;», пусто — 0", "in order between «;», empty is 0")
  }
  var digitsHelp: String { say("цифры, Enter", "digits, Enter") }
  var textHelp: String { say("текст, Enter", "text, Enter") }

  /// How a choice is made where a line is typed.
  func choiceHelp(byLetter: Bool) -> String {
    byLetter
      ? say("буква или \(key(1))… — вариант", "a letter or \(key(1))… chooses")
      : say("\(key(1))… — вариант", "\(key(1))… chooses")
  }

  var narrowingHelp: String {
    say(
      "номер, Enter · или наберите ещё, чтобы уточнить", "its number, Enter · or type on to narrow")
  }

  func operation(
    _ operation: OutcomeQuestion.Operation, _ effect: PromptEffect?
  ) -> String {
    switch operation {
    case .charge: say("ОПЛАТА", "CHARGE")
    case .refund: say("ВОЗВРАТ", "REFUND")
    case .void: effect?.act == .refund ? say("ВОЗВРАТ", "REFUND") : say("ОТМЕНА", "VOID")
    }
  }

  func problem(_ problem: LineProblem) -> String {
    switch problem {
    case .empty: say("ничего не введено; введите ответ", "nothing was typed; type an answer")
    case .noSuchChoice:
      say(
        "такого варианта нет; введите номер или название",
        "no such choice; type its number or its label")
    case .number(let error, let kind): error.text(language, of: kind)
    case .tooManyFigures(let count):
      say("граф всего \(count); введите не больше", "there are \(count) fields; type no more")
    case .notPieces:
      say("нужно целое число; введите заново", "a whole number is needed; type it again")
    case .receiptEmpty:
      say("в чеке нет позиций; сначала добавьте товар", "the receipt has no lines; add goods first")
    case .noSuchLine(let count):
      say("такой строки нет; в чеке строк: \(count)", "no such line; the receipt has \(count)")
    case .lineWithoutCommand(let place):
      say(
        "что сделать со строкой \(place)? #\(place) *3 — количество, #\(place) - — убрать, "
          + "#\(place) %10 — скидка",
        "what is to be done to line \(place)? #\(place) *3 quantity, #\(place) - removes, "
          + "#\(place) %10 discount")
    case .notACommand:
      say("непонятная команда; см. подсказку внизу", "not a command; see the help line")
    }
  }
}
