/// What flows read from outside at a till that is walked: each of the goods is looked for once.
final class WalkedOutside: Outside {
  private let goods: GoodsTable
  private let people: People
  private let connected: [(id: String, name: String)]
  private var known: [OutsideRead: Value] = [:]
  private var entered: Set<String> = []
  private let terminals = KnownTerminalLists()
  /// The printed sale that is found by its number.
  var sold: SoldReceipt?

  init(_ goods: GoodsTable, _ people: People, connected: [(id: String, name: String)]) {
    self.goods = goods
    self.people = people
    self.connected = connected
  }

  func noteEntered(_ name: String) { entered.insert(name) }

  /// The store's functions that ran since this was last asked, by name.
  func takeEntered() -> [String] {
    defer { entered = [] }
    return entered.sorted()
  }

  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .good, .row, .search, .department:
      if let value = known[read] { return value }
      let value = goods.value(of: read)
      known[read] = value
      return value
    case .terminals: return terminals.value(connected, till.terminals, offered)
    case .cashiers:
      return .list(people.all.map { ListedPerson(person: $0, hasPIN: true).value })
    case .sales(let text):
      return .list(sold.flatMap { "\($0.document)" == text ? [$0.listed] : [] } ?? [])
    case .sale(let receipt):
      return sold.flatMap { $0.receipt == receipt ? .string($0.jsonText) : nil } ?? .null
    case .failures, .documents, .reports: return []
    case .givenBack: return 0
    case .corrected, .paper, .report, .explained: return .null
    case .parked: return .list(till.parkedInOrder.map(\.value))
    }
  }
}

extension GoodsTable {
  /// What is read of goods; those that can't be read are not there.
  fileprivate func value(of read: OutsideRead) -> Value {
    do {
      switch read {
      case .good(let barcode): return try good(barcode: barcode)?.value ?? .null
      case .row(let row, let name): return try good(row: row, name: name)?.value ?? .null
      case .department(let name): return .list(try goods(of: name).map(\.value))
      case .search(let text, let first):
        let finds = try search(text, from: first)
        return [
          "goods": .list(finds.goods.map(\.value)), "count": .int(Int64(finds.count)),
          "near": .bool(finds.isNear),
        ]
      case .terminals, .cashiers, .failures, .parked, .sales, .sale, .corrected, .documents, .paper,
        .reports, .report, .explained, .givenBack:
        return .null
      }
    } catch { return read.none }
  }
}

extension OutsideRead {
  /// What is found where nothing can be read.
  fileprivate var none: Value {
    switch self {
    case .search: ["goods": [], "count": 0]
    case .department: []
    case .good, .row, .terminals, .cashiers, .failures, .parked, .sales, .sale, .corrected,
      .documents, .paper, .reports, .report, .explained, .givenBack:
      .null
    }
  }
}
