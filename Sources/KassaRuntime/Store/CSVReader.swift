/// The rows of a CSV file, one after another as its bytes come.
///
/// The separator is a semicolon or a comma, whichever the first line has more of. Cells may be quoted, quotes
/// in them doubled; rows end in LF, CR or both; a byte order mark and empty rows are skipped. No more than one
/// row is in memory.
///
/// A reader of our own, because a shop's file of a million goods is read in a few MB and each mistake in it is told
/// with its line: SwiftCSV 0.10.0 makes one text of the file and keeps all rows beside it, its errors name
/// no line, and a quote that is never closed is none.
struct CSVReader {
  struct Row {
    /// Where it begins, from 1, as an editor counts.
    let line: Int
    let cells: [String]
  }

  /// No row of goods is longer; a quote that is never closed makes one of all that follows.
  static let rowBytesMax = 65_536

  /// Where in a cell a byte stands.
  private enum Place { case start, plain, quoteInPlain, quoted, quoteInQuoted }

  private let more: () throws -> [UInt8]?
  private var buffer: [UInt8] = []
  private var next = 0
  private var line = 1
  private var isAfterReturn = false
  private var separator: UInt8?
  private var cell: [UInt8] = []
  private var cellLine = 1

  /// - Parameter more: the file's next bytes; nil at its end.
  init(_ more: @escaping () throws -> [UInt8]?) { self.more = more }

  /// The next row that is not empty; nil at the end.
  ///
  /// - Throws: a `GoodsFault`, after which nothing can be read; what the bytes' source throws.
  mutating func row() throws -> Row? {
    if separator == nil { try begin() }
    while let row = try anyRow() {
      if row.cells != [""] { return row }
    }
    return nil
  }

  private mutating func begin() throws {
    while buffer.count < Self.rowBytesMax, !buffer.contains(where: Self.isLineEnd),
      let bytes = try more()
    {
      buffer += bytes
    }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { next = 3 }
    let header = buffer.prefix { !Self.isLineEnd($0) }
    let semicolons = header.count { $0 == UInt8(ascii: ";") }
    let isComma = semicolons < header.count { $0 == UInt8(ascii: ",") }
    separator = UInt8(ascii: isComma ? "," : ";")
  }

  private mutating func byte() throws -> UInt8? {
    while next == buffer.count {
      guard let bytes = try more() else { return nil }
      (buffer, next) = (bytes, 0)
    }
    next += 1
    return buffer[next - 1]
  }

  private mutating func anyRow() throws -> Row? {
    let first = line
    var cells: [String] = []
    var place = Place.start
    var bytes = 0
    while let byte = try byte() {
      bytes += 1
      guard bytes <= Self.rowBytesMax else {
        let isQuoted = place == .quoted || place == .quoteInQuoted
        throw fault(first, isQuoted ? .quoteUnfinished : .rowTooLong(bytesMax: Self.rowBytesMax))
      }
      let isSecondOfTwo = isAfterReturn && byte == UInt8(ascii: "\n")
      isAfterReturn = byte == UInt8(ascii: "\r")
      let endsLine = Self.isLineEnd(byte)
      if endsLine, !isSecondOfTwo { line += 1 }
      if endsLine, place != .quoted {
        guard place != .quoteInPlain else { throw fault(first, .quoteMisplaced) }
        if isSecondOfTwo {
          guard bytes == 1 else { continue }
          // It belongs to the row before.
          return try anyRow()
        }
        cells.append(try text())
        return Row(line: first, cells: cells)
      }
      if byte == separator, place != .quoted {
        guard place != .quoteInPlain else { throw fault(first, .quoteMisplaced) }
        cells.append(try text())
        place = .start
      } else {
        place = try take(byte, place, first)
      }
    }
    switch place {
    case .start where cells.isEmpty && cell.isEmpty: return nil
    case .quoted: throw fault(first, .quoteUnfinished)
    case .quoteInPlain: throw fault(first, .quoteMisplaced)
    case .start, .plain, .quoteInQuoted:
      cells.append(try text())
      return Row(line: first, cells: cells)
    }
  }

  /// Takes a byte that ends neither cell nor row.
  private mutating func take(_ byte: UInt8, _ place: Place, _ first: Int) throws -> Place {
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .start:
      if isQuote { return .quoted }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { return .start }
      cellLine = line
      cell.append(byte)
      return .plain
    case .plain:
      if isQuote { return .quoteInPlain }
      cell.append(byte)
      return .plain
    case .quoteInPlain:
      guard isQuote else { throw fault(first, .quoteMisplaced) }
      cell.append(byte)
      return .plain
    case .quoted:
      if isQuote { return .quoteInQuoted }
      if cell.isEmpty { cellLine = line }
      cell.append(byte)
      return .quoted
    case .quoteInQuoted:
      if isQuote {
        cell.append(byte)
        return .quoted
      }
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") else {
        throw fault(first, .quoteMisplaced)
      }
      return .quoteInQuoted
    }
  }

  /// The cell that has ended.
  private mutating func text() throws -> String {
    defer { cell.removeAll(keepingCapacity: true) }
    if let text = String(validating: cell, as: UTF8.self) { return text }
    let repaired = String(decoding: cell, as: UTF8.self).unicodeScalars
    let broken = repaired.firstIndex { $0 == "\u{FFFD}" } ?? repaired.startIndex
    throw fault(cellLine + repaired[..<broken].count { $0 == "\n" }, .notUTF8)
  }

  private func fault(_ line: Int, _ problem: GoodsProblem) -> GoodsFault {
    GoodsFault(line: line, column: nil, problem: problem)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

extension CSVReader {
  /// Rows of what is in memory.
  init(_ bytes: some Collection<UInt8>) {
    var left: [UInt8]? = Array(bytes)
    self.init {
      defer { left = nil }
      return left
    }
  }
}
