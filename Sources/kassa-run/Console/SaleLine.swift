import KassaRuntime

/// The language of the sale screen, one command a line.
///
///     4601234567890       a good by its barcode; a scanner sends the same
///     2*4601234567890     so many of it; 0,354*… by weight
///     кофе, ?7up          goods whose names have this; «?» where it begins with a digit
///     199,50 Кофе         a free price and its name
///     *3  -  %10  -50р    of the last line: quantity, removal, discount in percent and in roubles
///     #2 *3               the same of line 2
///     +79161234567, a@b.c the customer's contact; «+» alone takes it away
///     1, к, /к            a button by its number, its letter or its label
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
    if let choice = choices.named(typed) { return choice.answer }
    if typed.contains("@"), !typed.contains(" ") { return .action(.contact(typed)) }
    if isDigits(typed) { return .action(.add(barcode: typed, quantity: nil)) }
    if let star = typed.firstIndex(of: "*") {
      return .action(try counted(typed[..<star], typed[typed.index(after: star)...]))
    }
    if let free = try freePrice(typed) { return .action(free) }
    return .action(.search(typed))
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
    default: throw .notACommand
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

  private static func counted(
    _ quantity: Substring, _ barcode: Substring
  ) throws(LineProblem) -> SaleAction {
    let barcode = barcode.trimmed
    guard !barcode.isEmpty else { throw .notACommand }
    do {
      return .add(barcode: barcode, quantity: try Quantity(parsing: String(quantity)))
    } catch { throw .number(error, .quantity) }
  }

  /// The longest run of words that reads as an amount is the price; what follows is the name.
  private static func freePrice(_ typed: String) throws(LineProblem) -> SaleAction? {
    guard typed.first?.isASCIIDigit ?? false else { return nil }
    let words = typed.split(separator: " ")
    for count in stride(from: words.count, through: 1, by: -1) {
      let text = words.prefix(count).joined(separator: " ")
      guard let price = try? Money(parsing: text) else { continue }
      guard count < words.count else { throw .nameMissing }
      return .free(name: words.dropFirst(count).joined(separator: " "), price: price)
    }
    return nil
  }

  private static func isDigits(_ text: String) -> Bool { text.allSatisfy(\.isASCIIDigit) }
}
