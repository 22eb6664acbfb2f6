import SwiftCSV

/// The columns of a goods file.
///
/// Their order is free; a line of their names comes first.
enum GoodsColumn: String, CaseIterable {
  case barcode, name, price, vat, measure, department, subject

  static let allNames = allCases.map(\.rawValue)
  static let required: [GoodsColumn] = [.name, .price, .vat]
}

/// Goods as a CSV file has them.
///
/// The separator is a semicolon or a comma, whichever the first line has more of. Cells may be
/// quoted, quotes in them doubled; lines end in LF or CRLF; a byte order mark is skipped.
package struct GoodsImport: Sendable {
  package let goods: [Good]
  /// What looks like a mistake and need not be one.
  package let warnings: [GoodsFault]

  /// Reads a whole file.
  ///
  /// - Throws: `GoodsImportError` with every mistake of the file.
  package init(csv bytes: some Collection<UInt8>) throws(GoodsImportError) {
    let rows = try GoodsRows(bytes)
    var faults = rows.faults
    var reader = GoodsReader(header: rows.header, faults: &faults)
    for row in rows.rows { reader.read(row, faults: &faults) }
    if faults.isEmpty, reader.goods.isEmpty {
      faults.append(GoodsFault(line: 1, column: nil, problem: .noGoods))
    }
    guard faults.isEmpty else { throw GoodsImportError(faults: faults) }
    goods = reader.goods
    warnings = reader.warnings
  }
}

/// The cells of a goods file with the lines they stand on.
///
/// SwiftCSV reads quotes, doubled quotes, CRLF and line breaks in quotes rightly, and refuses a quote
/// in the middle of a cell. What it does not do is done here: it takes a quote that is never
/// closed, and everything after it, for a cell; it loses an empty last cell of a file without a
/// last line break; it evens out rows of unequal length; and it says no line numbers.
struct GoodsRows {
  struct Row {
    let line: Int
    let cells: [String]
  }

  let header: Row
  private(set) var rows: [Row]
  private(set) var faults: [GoodsFault] = []

  init(_ bytes: some Collection<UInt8>) throws(GoodsImportError) {
    let text = try Self.text(bytes)
    var collected = Self.collect(text)
    let quotes = text.utf8.count { $0 == UInt8(ascii: "\"") }
    if collected.stopped {
      faults.append(GoodsFault(line: collected.nextLine, column: nil, problem: .quoteMisplaced))
    } else if !quotes.isMultiple(of: 2), let last = collected.rows.popLast() {
      // A quoted cell has two quotes and those inside are doubled, so an odd one opens a cell that
      // runs to the end of the file: the last row is none.
      faults.append(GoodsFault(line: last.line, column: nil, problem: .quoteUnfinished))
    }
    let filled = collected.rows.filter { $0.cells != [""] }
    header = filled.first ?? Row(line: 1, cells: [])
    rows = Array(filled.dropFirst())
    if filled.isEmpty, faults.isEmpty {
      throw GoodsImportError(faults: [GoodsFault(line: 1, column: nil, problem: .noGoods)])
    }
    if filled.isEmpty { throw GoodsImportError(faults: faults) }
  }

  private static func text(_ bytes: some Collection<UInt8>) throws(GoodsImportError) -> String {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = Array(bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes.dropFirst(0))
    if let text = String(validating: bytes, as: UTF8.self) { return text + "\n" }
    let repaired = String(decoding: bytes, as: UTF8.self).unicodeScalars
    let broken = repaired.firstIndex { $0 == "\u{FFFD}" } ?? repaired.startIndex
    let line = 1 + repaired[..<broken].count { $0 == "\n" }
    throw GoodsImportError(faults: [GoodsFault(line: line, column: nil, problem: .notUTF8)])
  }

  /// The rows up to the end of the text, or to a quote where none can be.
  private static func collect(
    _ text: String
  ) -> (rows: [Row], stopped: Bool, nextLine: Int) {
    let header = text.prefix { !$0.isNewline }
    let semicolons = header.count { $0 == ";" }
    let isComma = semicolons < header.count { $0 == "," }
    var rows: [Row] = []
    var line = 1
    do {
      // Reading is left to the enumeration; the initializer would take the whole file twice.
      let csv = try CSV<Enumerated>(
        string: text, delimiter: isComma ? .comma : .semicolon, loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { cells in
        rows.append(Row(line: line, cells: cells))
        line += 1 + cells.reduce(0) { $0 + $1.count(where: \.isNewline) }
      }
      return (rows, false, line)
    } catch {
      return (rows, true, line)
    }
  }
}
