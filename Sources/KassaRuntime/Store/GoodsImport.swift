/// The columns of a goods file.
///
/// Their order is free; a line of their names comes first.
enum GoodsColumn: String, CaseIterable {
  case barcode, name, price, vat, measure, department, subject

  static let allNames = allCases.map(\.rawValue)
  static let required: [GoodsColumn] = [.name, .price, .vat]
}

/// Faults of a file in its order: the first of them, and how many more there are.
package struct GoodsFaults: Hashable, Sendable {
  /// As many as somebody corrects at a time.
  static let keptMax = 100

  package private(set) var kept: [GoodsFault] = []
  package private(set) var more = 0
  var isEmpty: Bool { kept.isEmpty }

  mutating func add(_ fault: GoodsFault) {
    if kept.count < Self.keptMax { kept.append(fault) } else { more += 1 }
  }
}

/// What a goods file turned out to hold.
package struct GoodsRead: Sendable {
  /// How many goods.
  package let count: Int
  /// What looks like a mistake and need not be one.
  package let warnings: GoodsFaults
}

/// Goods as a CSV file has them, all in memory; `GoodsTable.replace(csv:)` takes files of any size.
package struct GoodsImport: Sendable {
  package let goods: [Good]
  /// What looks like a mistake and need not be one.
  package let warnings: [GoodsFault]

  /// Reads a whole file.
  ///
  /// - Throws: `GoodsImportError` with the mistakes of the file.
  package init(csv bytes: some Collection<UInt8>) throws(GoodsImportError) {
    var goods: [Good] = []
    var lines: [String: Int] = [:]
    do {
      var rows = CSVReader(bytes)
      let read = try GoodsReader.read(&rows) { barcode, line in
        if let first = lines[barcode] { return first }
        lines[barcode] = line
        return nil
      } take: {
        goods.append($0)
      }
      (self.goods, warnings) = (goods, read.warnings.kept)
    } catch let error as GoodsImportError {
      throw error
    } catch { preconditionFailure("what is in memory can be read: \(error)") }
  }
}
