/// Turns the rows of a goods file into goods, and notes every mistake on the way.
///
/// What a line of a receipt would refuse is a mistake here, so that every good can be sold.
struct GoodsReader {
  private(set) var goods: [Good] = []
  private(set) var warnings: [GoodsFault] = []
  private let columns: [GoodsColumn: Int]
  private let width: Int
  private var lineOfBarcode: [String: Int] = [:]

  init(header: GoodsRows.Row, faults: inout [GoodsFault]) {
    var columns: [GoodsColumn: Int] = [:]
    for (place, cell) in header.cells.enumerated() {
      let name = cell.trimmed.lowercased()
      guard let column = GoodsColumn(rawValue: name) else {
        let suggestion = Spelling.nearest(to: name, among: GoodsColumn.allNames)
        faults.append(
          GoodsFault(
            line: header.line, column: nil, problem: .columnUnknown(name, suggestion: suggestion)))
        continue
      }
      if columns[column] != nil {
        faults.append(GoodsFault(line: header.line, column: name, problem: .columnDoubled))
      }
      columns[column] = place
    }
    for column in GoodsColumn.required where columns[column] == nil {
      faults.append(
        GoodsFault(line: header.line, column: column.rawValue, problem: .columnMissing))
    }
    self.columns = columns
    width = header.cells.count
  }

  /// Reads one good.
  ///
  /// With any mistake in it there is none, and its other cells are checked all the same.
  mutating func read(_ row: GoodsRows.Row, faults: inout [GoodsFault]) {
    guard row.cells.count == width else {
      let problem = GoodsProblem.cellCount(expected: width, got: row.cells.count)
      faults.append(GoodsFault(line: row.line, column: nil, problem: problem))
      return
    }
    var cells = GoodsCells(row: row, columns: columns)
    let barcodes = barcodes(&cells)
    let name = cells.name()
    let price = cells.price()
    let vat = cells.word(.vat, among: VATRate.allCases, named: \.name)
    let measure = cells.word(.measure, among: Measure.allCases, named: \.name, absent: .piece)
    let department = cells.department()
    let subject = cells.word(
      .subject, among: SettlementSubject.allCases, named: \.name, absent: .commodity)
    faults += cells.faults
    guard cells.faults.isEmpty, let name, let price, let vat, let measure, let department,
      let subject
    else { return }
    goods.append(
      Good(
        id: Int64(goods.count + 1), barcodes: barcodes, name: name, price: price, vat: vat,
        measure: measure, department: department, subject: subject))
  }

  private mutating func barcodes(_ cells: inout GoodsCells) -> [String] {
    let barcodes = cells.text(.barcode).split(whereSeparator: \.isWhitespace).map(String.init)
    for barcode in barcodes {
      guard Good.isBarcode(barcode) else {
        cells.add(.barcodeMalformed(barcode), .barcode)
        continue
      }
      if let first = lineOfBarcode[barcode] {
        cells.add(.barcodeDoubled(barcode, firstLine: first), .barcode)
      } else {
        lineOfBarcode[barcode] = cells.line
      }
      if Good.hasWrongCheckDigit(barcode) {
        let column = GoodsColumn.barcode.rawValue
        warnings.append(
          GoodsFault(line: cells.line, column: column, problem: .checkDigitWrong(barcode)))
      }
    }
    return barcodes
  }
}

/// One row's cells by column, with what is wrong with them.
struct GoodsCells {
  private let row: GoodsRows.Row
  private let columns: [GoodsColumn: Int]
  private(set) var faults: [GoodsFault] = []
  var line: Int { row.line }

  init(row: GoodsRows.Row, columns: [GoodsColumn: Int]) {
    self.row = row
    self.columns = columns
  }

  /// The cell without spaces around it; empty where the file has no such column.
  func text(_ column: GoodsColumn) -> String {
    columns[column].map { row.cells[$0].trimmed } ?? ""
  }

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
    if name.count > Item.nameCharactersMax { add(.nameTooLong(count: name.count), .name) }
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
    _ column: GoodsColumn, among codes: [Code], named name: (Code) -> String, absent: Code? = nil
  ) -> Code? {
    let text = text(column)
    if text.isEmpty, let absent { return absent }
    guard columns[column] != nil else { return nil }
    let known = codes.map(name)
    if let code = codes.first(where: { name($0) == text.lowercased() }) { return code }
    // A rate of VAT near to the one typed is another tax, not a slip of the finger.
    let suggestion = column == .vat ? nil : Spelling.nearest(to: text, among: known)
    add(.wordUnknown(text, suggestion: suggestion, known: known), column)
    return nil
  }
}
