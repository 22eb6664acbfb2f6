/// What a flow of the past read from outside, for scripts that read it in another order.
final class PastOutside: Outside {
  /// What one journal's flows were given: a flow that reads what it never read finds what others did.
  final class Known {
    fileprivate var values: [OutsideRead: Value] = [:]
    fileprivate var connected: [(id: String, name: String)] = []
    fileprivate var withoutPIN: Set<String> = []
  }

  private let known: Known
  /// Those who may sign in by the store that runs.
  private let people: People

  init(_ known: Known, _ people: People) { (self.known, self.people) = (known, people) }

  func note(_ read: OutsideRead, _ value: Value) {
    switch read {
    case .good, .row, .search, .department: known.values[read] = value
    case .terminals:
      known.connected = (value.list ?? []).compactMap(ListedTerminal.init)
        .filter { $0.isConnected && !$0.isConfigured }.map { ($0.id, $0.typedName) }
    case .cashiers:
      let listed = (value.list ?? []).compactMap(ListedPerson.init)
      known.withoutPIN = Set(listed.filter { !$0.hasPIN }.map(\.person.name))
    case .parked, .failures: break
    case .sales, .sale, .corrected, .documents, .paper, .reports, .report, .explained, .givenBack:
      known.values[read] = value
    }
  }

  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .good, .row: known.values[read] ?? .null
    case .search: known.values[read] ?? ["goods": [], "count": 0]
    case .department: known.values[read] ?? []
    case .terminals: TerminalList(known.connected, till.terminals, offered).value
    case .cashiers:
      .list(
        people.all.map {
          ListedPerson(person: $0, hasPIN: !known.withoutPIN.contains($0.name)).value
        })
    case .parked: .list(till.parkedInOrder.map(\.value))
    case .failures: []
    case .sales, .documents, .reports: known.values[read] ?? []
    case .sale, .corrected, .paper, .report, .explained, .givenBack: known.values[read] ?? .null
    }
  }
}
