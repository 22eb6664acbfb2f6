import KassaRuntime

/// Draws the receipt being built.
struct SaleTable {
  private let view: PromptView
  private var words: ConsoleWords { view.words }
  /// The rows of the screen that title, total, choices, help and input take.
  private static let rowsAround = 14

  init(_ view: PromptView) { self.view = view }

  func lines(_ sale: SaleView) -> [String] {
    var lines = header(sale)
    if sale.lines.isEmpty { lines.append("  " + view.style.dim(words.noLines)) }
    let shown = max(3, view.rows - Self.rowsAround)
    let hidden = max(0, sale.lines.count - shown)
    if hidden > 0 { lines.append("  " + view.style.dim(words.linesAbove(hidden))) }
    for (place, line) in sale.lines.enumerated().dropFirst(hidden) {
      lines += row(line, place: place + 1)
    }
    lines += sale.unknownCodes.map {
      "  "
        + view.style.warning(
          Columns.cut(words.unknownCode(Columns.inOneLine($0)), view.columns - 2))
    }
    lines.append(total(sale))
    return lines
  }

  private func header(_ sale: SaleView) -> [String] {
    var parts = [Columns.printable(sale.cashier)]
    if let contact = sale.contact { parts.append("\(words.contact) \(Columns.printable(contact))") }
    if sale.parked > 0 { parts.append(words.parked(sale.parked)) }
    var header = Columns.wrapped(parts.joined(separator: " · "), view.columns - 2)
      .map { "  " + view.style.dim($0) }
    if sale.matters > 0 { header.append("  " + view.style.warning(words.matters(sale.matters))) }
    return header
  }

  /// Place, name, quantity × price, sum; on a narrow screen the middle goes to a line of its own.
  private func row(_ line: SaleView.Line, place: Int) -> [String] {
    let language = words.language
    let sum = Columns.padded(line.sum.text(language), 14, toTheRight: true)
    let number = Columns.padded("\(place)", 4, toTheRight: true)
    let quantity = line.quantity.text(language) + words.unit(line.measure)
    var count = "\(quantity) × \(line.price.text(language))"
    if line.discount != .zero { count += " −\(line.discount.text(language))" }
    let name = Columns.printable(line.name)
    let middle = view.columns - 4 - 2 - 14
    if name.columns + 2 + count.columns <= middle {
      let filled = Columns.padded(name, middle - count.columns) + view.style.dim(count)
      return ["\(number)  \(filled)\(sum)"]
    }
    return [
      "\(number)  \(Columns.padded(name, middle))\(sum)",
      "      " + view.style.dim(Columns.cut(count, view.columns - 6)),
    ]
  }

  private func total(_ sale: SaleView) -> String {
    let language = words.language
    var text = "\(words.total)  \(sale.total.text(language))"
    if sale.paid != .zero { text = "\(words.paid) \(sale.paid.text(language))   " + text }
    let space = String(repeating: " ", count: max(0, view.columns - text.columns))
    return space + view.style.bold(text)
  }
}
