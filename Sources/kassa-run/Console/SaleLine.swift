import KassaRuntime

/// The language of the sale screen, one command a line.
///
///     4601234567890       a good by its barcode
///     2*4601234567890     so many of it; 0,354*… by weight; 2*капу by a part of its name
///     кофе, ?7up          goods whose names have this
///     199,50 Кофе         a free price and its name, where no good is called so
///     *3  -  %10  -50р    of the last line: quantity, removal, discount in percent and in roubles
///     #2 *3               the same of line 2
///     +79161234567, a@b.c the customer's contact; «+» alone takes it away
///     /1, /к, Наличными   a button by its number, its letter or its label
///
/// Nothing that does not show is a command: a number alone is a code.
enum SaleLine {
  static func answer(
    _ typed: String, _ view: SaleView, _ choices: Choices
  ) throws(LineProblem) -> Answer {
    switch typed.first {
    case "?": return try search(typed.dropFirst())
    case "#": return .action(try addressed(typed.dropFirst(), view))
    case "*", "%", "-", "−":
      guard let last = view.lines.last else { throw .receiptEmpty }
      return .action(try change(typed, of: last.id))
    case "+": return .action(.contact(typed == "+" ? nil : typed))
    default: break
    }
    if let choice = choices.labelled(typed) { return choice.answer }
    if typed.contains("@"), !typed.contains(" ") { return .action(.contact(typed)) }
    if typed.last == "%", let share = try? hundredths(String(typed.dropLast()).trimmed) {
      guard let last = view.lines.last else { throw .receiptEmpty }
      return .action(.discountShare(line: last.id, hundredths: share))
    }
    if let star = typed.firstIndex(of: "*"),
      let counted = try counted(typed[..<star], typed[typed.index(after: star)...])
    {
      return .action(counted)
    }
    // What it is, a code, a good's name, a price with a name, the till knows by its goods.
    return .action(.typed(typed))
  }

  private static func search(_ text: Substring) throws(LineProblem) -> Answer {
    let text = text.trimmed
    guard !text.isEmpty else { throw .notACommand }
    return .action(.search(text))
  }

  /// `#2 *3`: the command after the line's place on the screen.
  private static func addressed(
    _ text: Substring, _ view: SaleView
  ) throws(LineProblem) -> SaleAction {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let place = Int(digits), view.lines.indices.contains(place - 1) else {
      throw .noSuchLine(count: view.lines.count)
    }
    let command = text.dropFirst(digits.count).trimmed
    guard !command.isEmpty else { throw .lineWithoutCommand(place) }
    return try change(command, of: view.lines[place - 1].id)
  }

  private static func change(_ command: String, of line: Int) throws(LineProblem) -> SaleAction {
    let value = command.dropFirst().trimmed
    switch command.first {
    case "*":
      do { return .quantity(line: line, try Quantity(parsing: value)) } catch {
        throw .number(error, .quantity)
      }
    case "%": return .discountShare(line: line, hundredths: try hundredths(value))
    case "-", "−": return value.isEmpty ? .remove(line: line) : try discount(value, of: line)
    default:
      guard command.last == "%" else { throw .notACommand }
      let share = try hundredths(String(command.dropLast()).trimmed)
      return .discountShare(line: line, hundredths: share)
    }
  }

  /// The currency must be there: «-2» could as well mean a line or a quantity.
  private static func discount(_ value: String, of line: Int) throws(LineProblem) -> SaleAction {
    if value.hasSuffix("%") {
      return .discountShare(line: line, hundredths: try hundredths(String(value.dropLast())))
    }
    let currency = ["руб.", "руб", "р.", "р", "₽", "rub", "r"]
    guard let sign = currency.first(where: { value.lowercased().hasSuffix($0) }) else {
      throw .notACommand
    }
    do {
      return .discount(line: line, try Money(parsing: String(value.dropLast(sign.count))))
    } catch {
      throw .number(error)
    }
  }

  private static func hundredths(_ value: String) throws(LineProblem) -> Int {
    // A percentage has two decimals and no sign, as an amount has.
    do { return Int(try Money(parsing: value).kopecks) } catch { throw .number(error, .percent) }
  }

  /// So many of a code or of what is found; nil where no quantity stands before the star.
  private static func counted(
    _ quantity: Substring, _ good: Substring
  ) throws(LineProblem) -> SaleAction? {
    guard quantity.first?.isASCIIDigit ?? false else { return nil }
    let good = good.trimmed
    guard !good.isEmpty else { throw .notACommand }
    let count: Quantity
    do { count = try Quantity(parsing: String(quantity)) } catch {
      throw .number(error, .quantity)
    }
    return isCode(good) ? .add(barcode: good, quantity: count) : .search(good, quantity: count)
  }

  /// A code has a digit, and nothing that no code has.
  private static func isCode(_ text: String) -> Bool {
    text.contains(where: \.isASCIIDigit)
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
  }
}
