/// Why the reports of counted terminals may differ, from what the journal has of their periods.
enum ExplainedCount {
  /// A report may still show what was done so long before its period, by the till's reckoning.
  private static let millisecondsBefore: Int64 = 24 * 3600 * 1000
  /// So many proposals, and ways of each, are more than anybody looks at.
  private static let (proposalsMax, waysMax) = (5, 20)

  /// Proposals as a read keeps them, the likeliest first; nil where no count differs.
  static func of(_ till: TillState, _ journal: Journal, at moment: Moment) throws -> Value? {
    let periods = till.periods(at: moment)
    let counted = periods.filter {
      $0.value.counted?.figures != nil && $0.value.counted?.isShared != true
    }
    guard counted.contains(where: { $0.value.differs }) else { return nil }
    let since = counted.values.map { $0.since ?? Moment(milliseconds: 0) }.min()
    let first = Moment(milliseconds: max(0, (since?.milliseconds ?? 0) - millisecondsBefore))
    let books = try journal.books(since: first)
    let ledger = BookedPeriod(books, periods)
    let period = CountedPeriod(
      terminals: counted.sorted { $0.key < $1.key }.map { id, period in
        CountedTerminal(
          id: id, voids: period.counted?.voids ?? .beside,
          report: ReportFigures(
            period.counted?.figures ?? [:], of: period.counted?.expected ?? [:]))
      }, operations: ledger.now.map(\.operation), before: ledger.before.map(\.operation),
      drawer: till.drawerDifference)
    guard let found = DifferenceSearch.explanations(of: period) else { return nil }
    return .list(found.prefix(proposalsMax).map { value(of: $0, ledger) })
  }

  private static func value(of found: Explanation, _ ledger: BookedPeriod) -> Value {
    .list(
      found.parts.enumerated().map { place, part in
        var ways: [Explanation.Way] = []
        for way in found.fits.flatMap({ $0[place] }) where !ways.contains(way) { ways.append(way) }
        return [
          "cause": .string(part.cause.rawValue),
          "terminals": .list(part.terminals.map { .string(ledger.names[$0] ?? $0) }),
          "count": .int(Int64(ways.count)),
          "ways": .list(
            ways.prefix(waysMax).map { way in
              [
                "receipts": .list(way.operations.map { ledger.now[$0].value }),
                "keyed": way.keyed.map { .int($0.kopecks) } ?? .null,
              ]
            }),
        ]
      })
  }
}

/// What the till has of the counted terminals and of cash, as the search takes it.
private struct BookedPeriod {
  struct Row {
    let operation: BookedOperation
    /// Its fiscal document; nil of what was not printed.
    let document: Int?
    let at: Moment

    var value: Value {
      [
        "document": document.map { .int(Int64($0)) } ?? .null, "at": .int(at.milliseconds),
        "amount": .int(operation.amount.kopecks),
      ]
    }
  }

  private(set) var now: [Row] = []
  private(set) var before: [Row] = []
  let names: [String: String]

  init(_ books: PeriodBooks, _ periods: [String: TerminalPeriod]) {
    names = periods.mapValues(\.title)
    var rows: [Row] = []
    let printed = Dictionary(
      books.receipts.map { ($0.receipt, $0) }, uniquingKeysWith: { _, last in last })
    func add(_ each: TerminalOperation, counts: Bool) {
      let receipt = printed[each.receipt]
      let operation = BookedOperation(
        receipt: receipt?.issued.number ?? 0, terminal: each.terminal, kind: each.kind,
        amount: each.amount, cash: receipt?.document.payments.cash ?? .zero, counts: counts,
        person: each.cashier)
      rows.append(Row(operation: operation, document: receipt?.issued.number, at: each.doneAt))
    }
    for each in books.operations { add(each, counts: true) }
    for each in books.failed { add(each, counts: false) }
    for receipt in books.receipts
    where receipt.document.payments.cash > .zero && receipt.document.payments.cashless == .zero {
      let operation = BookedOperation(
        receipt: receipt.issued.number, terminal: nil,
        kind: receipt.document.type == .sale ? .charge : .refund,
        amount: receipt.document.payments.cash, person: receipt.cashier)
      rows.append(
        Row(operation: operation, document: receipt.issued.number, at: receipt.issued.at))
    }
    let earliest = periods.values.compactMap(\.since).min()
    for row in rows.sorted(by: { $0.at < $1.at }) {
      let period = row.operation.terminal.flatMap { periods[$0] }
      if let since = period?.since ?? (period == nil ? earliest : nil), row.at <= since {
        before.append(row)
      } else if row.at <= period?.counted?.at ?? row.at {
        // What came after the count, its report does not show.
        now.append(row)
      }
    }
  }
}

extension TerminalPeriod {
  /// Whether its count says something else than the till.
  fileprivate var differs: Bool {
    guard let counted, let figures = counted.figures else { return false }
    return counted.expected.contains { figures[$0.key] ?? 0 != $0.value }
  }
}

extension TillState {
  /// What the drawer held more than it should, where it was counted in this shift.
  fileprivate var drawerDifference: Money? {
    guard let count = drawer.counted, count.shift == shift?.number, let more = count.difference
    else { return nil }
    return try? Money(kopecks: more)
  }
}

extension ReportFigures {
  /// What is left out was nothing; `fields` are those that were asked for.
  fileprivate init(_ figures: [String: Int64], of fields: [String: Int64]) {
    func total(_ id: String) -> Total {
      Total(
        sum: fields[id].map { _ in Money(checked: figures[id] ?? 0) },
        count: fields["\(id)_count"].map { _ in Int(clamping: figures["\(id)_count"] ?? 0) })
    }
    self.init(charges: total("charges"), refunds: total("refunds"), voids: total("voids"))
  }
}
