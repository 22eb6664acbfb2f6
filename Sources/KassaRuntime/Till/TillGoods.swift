/// A page of goods for a front end to choose from.
public struct GoodsPage: Hashable, Sendable {
  /// One good, as it is shown.
  public struct Good: Hashable, Sendable {
    /// Its place in the goods file; another import may give it another.
    public let id: Int64
    /// What paper will say.
    public let name: String
    public let price: Money
    public let measure: Measure
    /// Nil for a good that is added by ``id`` and ``name`` alone.
    public let barcode: String?
    /// Empty where the goods file has none.
    public let department: String
  }

  public let goods: [Good]
  /// Where the next page begins; nil where there is none.
  public let more: Int64?
  /// The departments that there are, a hundred at most.
  public let departments: [String]
}

extension Till {
  /// The goods that the store has for one tap, as `favourites` names them; those that there are.
  ///
  /// It writes no entry.
  public func favouriteGoods() throws(GoodsTableError) -> GoodsPage {
    let found: [Good]
    switch isStockOnly ? nil : store.manifest.favourites {
    case nil: found = []
    case .department(let name): found = try outside.table.goods(of: name)
    case .barcodes(let codes): found = try favourites(of: codes)
    }
    return GoodsPage(
      goods: found.map(\.shown), more: nil, departments: try outside.table.departments())
  }

  private func favourites(of codes: [String]) throws(GoodsTableError) -> [Good] {
    var found: [Good] = []
    for code in codes.prefix(GoodsTable.departmentMax) {
      if let good = try outside.table.good(barcode: code) { found.append(good) }
    }
    return found
  }

  /// Goods whose names have the words of `text`, or else those of `department`, or else all.
  ///
  /// For a front end to show while somebody types: it writes no entry.
  /// - Parameter after: ``GoodsPage/more`` of the page before; the first page for 0.
  public func goods(
    matching text: String, department: String? = nil, after: Int64 = 0
  ) throws(GoodsTableError) -> GoodsPage {
    let departments = try outside.table.departments()
    var (found, more): ([Good], Int64?) = ([], nil)
    if !text.isEmpty {
      // What a scanner reads of the front of a card is no name.
      guard !CardNumber.isIn(text) else {
        return GoodsPage(goods: [], more: nil, departments: departments)
      }
      let first = Int(min(max(0, after), Int64(GoodsTable.countMax)))
      let finds = try outside.table.search(text, from: first + 1)
      found = finds.goods
      if first + found.count < finds.count { more = Int64(first + found.count) }
    } else {
      found =
        if let department {
          try outside.table.goods(of: department, after: after)
        } else {
          try outside.table.goods(after: after)
        }
      if found.count == GoodsTable.departmentMax { more = found.last?.id }
    }
    return GoodsPage(goods: found.map(\.shown), more: more, departments: departments)
  }
}

extension Good {
  fileprivate var shown: GoodsPage.Good {
    GoodsPage.Good(
      id: id, name: name, price: price, measure: measure, barcode: barcodes.first,
      department: department)
  }
}
