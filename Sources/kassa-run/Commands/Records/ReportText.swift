import KassaRuntime

/// A report as text, CSV and JSON.
struct ReportText {
  /// East of UTC, for the times in it.
  let offsetSeconds: Int

  /// Aligned under the columns' names; the total below a rule.
  func lines(_ table: ReportTable) -> [String] {
    let head = [table.columns]
    let body = table.rows.map { $0.map { shown($0) } }
    let foot = table.total.map { [$0.map { shown($0) }] } ?? []
    let widths = table.columns.indices.map { column in
      (head + body + foot).map { $0[column].visible.columns }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      cells.indices.map { column in
        let isText = table.rows.first.map { Self.isText($0[column]) } ?? true
        return cells[column].visible.padded(to: widths[column], isText ? .left : .right)
      }.joined(separator: "  ").trimmedEnd
    }
    let rule = String(repeating: "-", count: widths.reduce(-2) { $0 + $1 + 2 })
    return (head + body).map(line) + (foot.isEmpty ? [] : [rule] + foot.map(line))
  }

  /// The columns' names, then a line for each row, without a total.
  func csv(_ table: ReportTable) -> [String] {
    ([table.columns] + table.rows.map { $0.map { plain($0) } }).map { cells in
      cells.map(Self.quoted).joined(separator: ";")
    }
  }

  func value(_ table: ReportTable, _ report: PeriodReport) -> Value {
    func record(_ cells: [ReportTable.Cell]) -> Value {
      let fields = zip(table.columns, cells).filter { $0.1 != .nothing }
      return .record(
        Dictionary(fields.map { ($0.0, Self.value($0.1)) }, uniquingKeysWith: { $1 }))
    }
    return [
      "report": .string(report.rawValue), "rows": .list(table.rows.map(record)),
      "total": table.total.map(record) ?? .null,
    ]
  }

  private static func isText(_ cell: ReportTable.Cell) -> Bool {
    switch cell {
    case .nothing, .text, .moment: true
    case .count, .money, .quantity, .milliseconds: false
    }
  }

  private func shown(_ cell: ReportTable.Cell) -> String {
    switch cell {
    case .moment(let moment): LocalTime(moment, offsetSeconds: offsetSeconds).text
    case .milliseconds(let span): "\(span / 3_600_000):\(Int(span / 60_000 % 60).padded(digits: 2))"
    default: plain(cell)
    }
  }

  private func plain(_ cell: ReportTable.Cell) -> String {
    switch cell {
    case .nothing: ""
    case .text(let text): text
    case .count(let count): "\(count)"
    case .money(let kopecks): Self.decimal(kopecks, places: 2)
    case .quantity(let millionths): Self.decimal(millionths, places: 6).withoutNoughts
    case .moment(let moment): LocalTime(moment, offsetSeconds: offsetSeconds).iso
    case .milliseconds(let span): "\(span / 1000)"
    }
  }

  private static func value(_ cell: ReportTable.Cell) -> Value {
    switch cell {
    case .nothing: .null
    case .text(let text): .string(text)
    case .count(let count): .int(Int64(count))
    case .money(let number), .quantity(let number): .int(Int64(clamping: number))
    case .moment(let moment): .int(moment.milliseconds)
    case .milliseconds(let span): .int(span)
    }
  }

  private static func decimal(_ number: Int128, places: Int) -> String {
    let digits = String(number.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// A text that a table would run as a formula is kept a text.
  private static func quoted(_ text: String) -> String {
    let isFormula = text.first.map { "=+@\t".contains($0) } ?? false
    let text = isFormula ? "'" + text : text
    guard text.contains(where: { ";\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }

  /// "1.500000" as "1.5", "2.000000" as "2".
  fileprivate var withoutNoughts: String {
    var text = self[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}
