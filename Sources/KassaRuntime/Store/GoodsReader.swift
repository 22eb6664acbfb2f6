/// Turns the rows of a goods file into goods, and notes every mistake on the way.
///
/// What a line of a receipt would refuse is a mistake here, so that every good can be sold.
struct GoodsReader {
  private var faults = GoodsFaults()
  private var warnings = GoodsFaults()
  private var count = 0
  private var columns: [GoodsColumn: Int] = [:]
  private var width = 0

  /// Reads a goods file to its end, or to where nothing more can be read.
  ///
  /// - Parameters:
  ///   - firstLine: which line a barcode stood on before; it stands on the given one from now on where there is
  ///     none.
  ///   - take: gets each good, as long as the file has no mistake.
  /// - Throws: `GoodsImportError` with the mistakes of the file.
  static func read(
    _ rows: inout CSVReader, firstLine: (_ barcode: String, _ line: Int) throws -> Int?,
    take: (Good) throws -> Void
  ) throws -> GoodsRead {
    var reader = GoodsReader()
    do {
      if let header = try rows.row() { reader.begin(header) }
      while let row = try rows.row() {
        if let good = try reader.good(row, firstLine), reader.faults.isEmpty { try take(good) }
      }
    } catch let fault as GoodsFault { reader.faults.add(fault) }
    if reader.faults.isEmpty, reader.count == 0 {
      reader.faults.add(GoodsFault(line: 1, column: nil, problem: .noGoods))
    }
    guard reader.faults.isEmpty else { throw GoodsImportError(reader.faults) }
    return GoodsRead(count: reader.count, warnings: reader.warnings)
  }

  private mutating func begin(_ header: CSVReader.Row) {
    for (place, cell) in header.cells.enumerated() {
      let name = cell.trimmed.lowercased()
      guard let column = GoodsColumn(rawValue: name) else {
        let suggestion = Spelling.nearest(to: name, among: GoodsColumn.allNames)
        faults.add(
          GoodsFault(
            line: header.line, column: nil, problem: .columnUnknown(name, suggestion: suggestion)))
        continue
      }
      if columns[column] != nil {
        faults.add(GoodsFault(line: header.line, column: name, problem: .columnDoubled))
      }
      columns[column] = place
    }
    for column in GoodsColumn.required where columns[column] == nil {
      faults.add(GoodsFault(line: header.line, column: column.rawValue, problem: .columnMissing))
    }
    width = header.cells.count
  }

  /// One good; with any mistake in it there is none, and its other cells are checked all the same.
  private mutating func good(
    _ row: CSVReader.Row, _ firstLine: (_ barcode: String, _ line: Int) throws -> Int?
  ) throws -> Good? {
    guard row.cells.count == width else {
      let problem = GoodsProblem.cellCount(expected: width, got: row.cells.count)
      faults.add(GoodsFault(line: row.line, column: nil, problem: problem))
      return nil
    }
    var cells = GoodsCells(row: row, columns: columns)
    let barcodes = try barcodes(&cells, firstLine)
    let name = cells.name()
    let price = cells.price()
    let vat = cells.word(.vat, GoodsWords.vat)
    let measure = cells.word(.measure, GoodsWords.measure, absent: .piece)
    let department = cells.department()
    let subject = cells.word(.subject, GoodsWords.subject, absent: .commodity)
    cells.faults.forEach { faults.add($0) }
    guard cells.faults.isEmpty, let name, let price, let vat, let measure, let department,
      let subject
    else { return nil }
    count += 1
    return Good(
      id: Int64(count), barcodes: barcodes, name: name, price: price, vat: vat,
      measure: measure, department: department, subject: subject)
  }

  /// Most cells hold one code, and to look for white space among a million of them took a tenth of an import.
  private static func parts(_ cell: String) -> [String] {
    if cell.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return cell.isEmpty ? [] : [cell] }
    return cell.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private mutating func barcodes(
    _ cells: inout GoodsCells, _ firstLine: (_ barcode: String, _ line: Int) throws -> Int?
  ) throws -> [String] {
    let barcodes = Self.parts(cells.text(.barcode))
    for barcode in barcodes {
      guard Good.isBarcode(barcode) else {
        cells.add(.barcodeMalformed(barcode), .barcode)
        continue
      }
      if let first = try firstLine(barcode, cells.line) {
        cells.add(.barcodeDoubled(barcode, firstLine: first), .barcode)
      }
      if Good.hasWrongCheckDigit(barcode) {
        let column = GoodsColumn.barcode.rawValue
        warnings.add(
          GoodsFault(line: cells.line, column: column, problem: .checkDigitWrong(barcode)))
      }
    }
    return barcodes
  }
}

/// The codes of a column by their names.
struct GoodsWords<Code: Sendable>: Sendable {
  let names: [String]
  let codes: [String: Code]

  init(_ codes: [Code], _ name: (Code) -> String) {
    names = codes.map(name)
    self.codes = Dictionary(zip(names, codes)) { first, _ in first }
  }
}

extension GoodsWords<VATRate> { static let vat = GoodsWords(VATRate.allCases, \.name) }
extension GoodsWords<Measure> { static let measure = GoodsWords(Measure.allCases, \.name) }
extension GoodsWords<SettlementSubject> {
  static let subject = GoodsWords(SettlementSubject.allCases, \.name)
}

/// One row's cells by column, with what is wrong with them.
struct GoodsCells {
  private let row: CSVReader.Row
  private let columns: [GoodsColumn: Int]
  private(set) var faults: [GoodsFault] = []
  var line: Int { row.line }

  init(row: CSVReader.Row, columns: [GoodsColumn: Int]) {
    self.row = row
    self.columns = columns
  }

  /// The cell without spaces around it; empty where the file has no such column.
  func text(_ column: GoodsColumn) -> String {
    guard let place = columns[column] else { return "" }
    let cell = row.cells[place]
    // Most cells have nothing to take away; to look at their characters takes time.
    guard let first = cell.utf8.first, let last = cell.utf8.last, ink.contains(first),
      ink.contains(last)
    else { return cell.trimmed }
    return cell
  }

  private let ink: ClosedRange<UInt8> = 0x21...0x7E

  mutating func add(_ problem: GoodsProblem, _ column: GoodsColumn) {
    faults.append(GoodsFault(line: row.line, column: column.rawValue, problem: problem))
  }

  mutating func printable(_ column: GoodsColumn) -> String? {
    let text = text(column)
    guard text.unicodeScalars.allSatisfy(\.isPrintable) else {
      add(.notPrintable, column)
      return nil
    }
    return text
  }

  mutating func name() -> String? {
    guard columns[.name] != nil, let name = printable(.name) else { return nil }
    if name.isEmpty { add(.nameEmpty, .name) }
    if name.utf8.count > Item.nameCharactersMax, name.count > Item.nameCharactersMax {
      add(.nameTooLong(count: name.count), .name)
    }
    if CardNumber.isIn(name) { add(.cardNumber, .name) }
    return name
  }

  mutating func department() -> String? {
    guard let department = printable(.department) else { return nil }
    if CardNumber.isIn(department) { add(.cardNumber, .department) }
    return department
  }

  mutating func price() -> Money? {
    guard columns[.price] != nil else { return nil }
    let text = text(.price)
    do {
      let price = try Money(parsing: text)
      if price == .zero { add(.priceZero, .price) }
      if price > Item.priceMax { add(.priceTooLarge(price), .price) }
      return price
    } catch {
      add(.price(text, error), .price)
      return nil
    }
  }

  /// A code by its name; `absent` stands for an empty cell.
  mutating func word<Code>(
    _ column: GoodsColumn, _ words: GoodsWords<Code>, absent: Code? = nil
  ) -> Code? {
    let text = text(column)
    if text.isEmpty, let absent { return absent }
    guard columns[column] != nil else { return nil }
    if let code = words.codes[text] ?? words.codes[text.lowercased()] { return code }
    // A rate of VAT near to the one typed is another tax, not a slip of the finger.
    let suggestion = column == .vat ? nil : Spelling.nearest(to: text, among: words.names)
    add(.wordUnknown(text, suggestion: suggestion, known: words.names), column)
    return nil
  }
}
