import Foundation
import KassaRuntime

/// What the goods of `goods.csv` beside a store are found by.
struct KnownGoods {
  let departments: Set<String>
  let barcodes: Set<String>

  init(departments: Set<String>, barcodes: Set<String>) {
    (self.departments, self.barcodes) = (departments, barcodes)
  }

  /// Those of a store's folder, nil where there are none, and what is wrong with the file.
  static func read(folder: String) -> (goods: KnownGoods?, findings: [StoreCheck.Finding]) {
    let name = URL(fileURLWithPath: folder).resolvingSymlinksInPath().lastPathComponent
    let file = name + "/goods.csv"
    guard let csv = FileManager.default.contents(atPath: folder + "/goods.csv") else {
      return (nil, [])
    }
    do throws(GoodsImportError) {
      let read = try GoodsImport(csv: csv)
      let goods = KnownGoods(
        departments: Set(read.goods.compactMap(\.department)),
        barcodes: Set(read.goods.flatMap(\.barcodes)))
      return (goods, read.warnings.map { StoreCheck.Finding($0, isMistake: false, file: file) })
    } catch {
      return (nil, error.faults.map { StoreCheck.Finding($0, isMistake: true, file: file) })
    }
  }
}

extension StoreCheck.Finding {
  /// What is wrong or odd in a goods file.
  fileprivate init(_ fault: GoodsFault, isMistake: Bool, file: String) {
    let column = fault.column.map { "\($0): " } ?? ""
    self.init(
      ErrorWords("\(column)\(fault.problem)"), isMistake: isMistake, file: file, line: fault.line)
  }
}
