import Foundation
import KassaRuntime

/// What the goods of `goods.csv` beside a store are found by.
struct KnownGoods {
  let departments: Set<String>
  let barcodes: Set<String>

  init(departments: Set<String>, barcodes: Set<String>) {
    (self.departments, self.barcodes) = (departments, barcodes)
  }

  /// Nil where the folder has none that can be read: who plays its scenarios says why.
  init?(folder: String) {
    guard let csv = FileManager.default.contents(atPath: folder + "/goods.csv"),
      let goods = try? GoodsImport(csv: csv).goods
    else { return nil }
    self.init(
      departments: Set(goods.compactMap(\.department)), barcodes: Set(goods.flatMap(\.barcodes)))
  }
}
