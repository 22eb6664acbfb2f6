import KassaRuntime

/// Draws the receipt being built.
struct SaleTable {
  private let view: PromptView
  private var words: ConsoleWords { view.words }

  init(_ view: PromptView) { self.view = view }

  /// The receipt in at most `rowsMax` rows: its last lines, and always its total.
  func lines(_ sale: SaleView, rowsMax: Int) -> [String] {
    var lines = header(sale)
    if sale.lines.isEmpty { lines.append("  " + view.style.dim(words.noLines)) }
    let room = rowsMax - lines.count - sale.unknownCodes.count - 1
    var shown = rows(of: sale, within: room)
    if shown.count < sale.lines.count {
      // A row less, for the one that says what is hidden.
      shown = rows(of: sale, within: room - 1)
      let hidden = sale.lines.count - shown.count
      lines.append("  " + view.style.dim(words.linesAbove(hidden)))
    }
    return lines + shown.flatMap(\.self) + unknown(sale) + [total(sale)]
  }

  private func unknown(_ sale: SaleView) -> [String] {
    sale.unknownCodes.map {
      let text = Columns.cut(words.unknownCode(Columns.inOneLine($0)), view.columns - 2)
      return "  " + view.style.warning(text)
    }
  }

  /// The rows of the last lines that fit into `room`, and of one at least.
  private func rows(of sale: SaleView, within room: Int) -> [[String]] {
    var shown: [[String]] = []
    var taken = 0
    for (place, line) in sale.lines.enumerated().reversed() {
      let rows = row(line, place: place + 1)
      guard shown.isEmpty || taken + rows.count <= room else { break }
      shown.insert(rows, at: 0)
      taken += rows.count
    }
    return shown
  }

  private func header(_ sale: SaleView) -> [String] {
    var parts = [Columns.printable(sale.cashier)]
    if let contact = sale.contact { parts.append("\(words.contact) \(Columns.printable(contact))") }
    // A receipt with money in question is told below, and not twice.
    let parked = sale.parked - sale.matters
    if parked > 0 { parts.append(words.parked(parked)) }
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
    let quantity = line.quantity.text(language) + line.measure.unit(language)
    var count = "\(quantity) × \(line.price.text(language))"
    if line.discount != .zero {
      let names = line.discountNames.map(Columns.printable).joined(separator: ", ")
      count += (names.isEmpty ? "" : " \(names)") + " −\(line.discount.text(language))"
    }
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
