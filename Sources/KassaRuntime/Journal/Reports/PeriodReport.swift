/// What a report is about.
package enum PeriodReport: String, CaseIterable, Sendable {
  case shift, day, terminal, cashier, goods, matters
}

extension PeriodBooks {
  /// - Parameters:
  ///   - now: what ages are told from.
  ///   - offsetSeconds: east of UTC, for the days of a report by days.
  package func table(_ report: PeriodReport, now: Moment, offsetSeconds: Int) -> ReportTable {
    switch report {
    case .shift: byShift()
    case .day: byDay(offsetSeconds)
    case .terminal: byTerminal()
    case .cashier: byCashier()
    case .goods: byGood()
    case .matters: openMatters(now)
    }
  }

  private func byShift() -> ReportTable {
    let groups = Dictionary(grouping: receipts) { $0.issued.shift }
    return ReportTable(
      columns: ["shift", "opened", "closed"] + DocumentSums.columns + DrawerTerms.columns,
      rows: Set(groups.keys).union(shifts.filter(\.value.hasCash).keys).sorted().map { shift in
        let times = shifts[shift]
        let opened = times?.opened.map { ReportTable.Cell.moment($0) } ?? .nothing
        let closed = times?.closed.map { ReportTable.Cell.moment($0) } ?? .nothing
        return [.text("\(shift)"), opened, closed] + DocumentSums(groups[shift] ?? []).cells
          + DrawerTerms.cells(times?.drawer)
      }
    ).withoutTotal(of: DrawerTerms.columns)
  }

  private func byDay(_ offsetSeconds: Int) -> ReportTable {
    let groups = Dictionary(grouping: receipts) {
      LocalTime($0.issued.at, offsetSeconds: offsetSeconds).date
    }
    return ReportTable(
      columns: ["day"] + DocumentSums.columns,
      rows: groups.sorted { $0.key < $1.key }.map { [.text($0)] + DocumentSums($1).cells })
  }

  private func byCashier() -> ReportTable {
    let printed = Dictionary(grouping: receipts, by: \.cashier)
    let acts = Dictionary(grouping: acts, by: \.cashier)
    let columns = CashierAct.Kind.allCases.flatMap { [$0.rawValue, $0.rawValue + "_sum"] }
    let names = Set(printed.keys).union(acts.keys)
    // Of these «Не проводили» is a share.
    let tried = (operations.filter { $0.kind == .charge } + failed).reduce(into: [:]) {
      $0[$1.cashier, default: 0] += 1
    }
    return ReportTable(
      columns: ["cashier"] + DocumentSums.columns + columns + ["tried"],
      rows: names.sorted().map { name in
        let counted = CashierAct.Kind.allCases.flatMap { kind -> [ReportTable.Cell] in
          let acts = (acts[name] ?? []).filter { $0.kind == kind }
          return [
            .count(acts.reduce(0) { $0 + $1.times }), .money(acts.map(\.amount).kopecks),
          ]
        }
        return [.text(name)] + DocumentSums(printed[name] ?? []).cells + counted
          + [.count(tried[name] ?? 0)]
      })
  }

  private func byGood() -> ReportTable {
    struct Key: Hashable {
      let name: String
      let measure: String
    }
    var goods: [Key: GoodSums] = [:]
    for receipt in receipts {
      for line in receipt.document.lines {
        let key = Key(name: line.name, measure: line.measure.title)
        goods[key, default: GoodSums()].add(line, of: receipt.document.type)
      }
    }
    return ReportTable(
      columns: ["name", "measure"] + GoodSums.columns,
      rows: goods.sorted { ($0.key.name, $0.key.measure) < ($1.key.name, $1.key.measure) }
        .map { [.text($0.name), .text($0.measure)] + $1.cells })
  }

  private func byTerminal() -> ReportTable {
    let printed = Set(receipts.map(\.receipt))
    let groups = Dictionary(grouping: operations, by: \.terminal)
    let corrected = Dictionary(grouping: moved, by: \.terminal)
    let columns = ["charges", "refunds", "voids"].flatMap { [$0, $0 + "_sum"] }
    return ReportTable(
      columns: ["terminal", "name"] + columns + ["net", "printed", "without_receipt"],
      rows: Set(groups.keys).union(corrected.keys).sorted().map { id in
        let (operations, moved) = (groups[id] ?? [], corrected[id] ?? [])
        let counted = BookedOperation.Kind.allCases.flatMap { kind -> [ReportTable.Cell] in
          let amounts = operations.filter { $0.kind == kind }.map(\.amount)
          let more = moved.filter { $0.kind == kind }
          return [
            .count(amounts.count + more.reduce(0) { $0 + $1.count }),
            .money(amounts.kopecks + more.reduce(0) { $0 + Int128($1.sum) }),
          ]
        }
        let net = moved.reduce(operations.signed) { $0 + $1.signed }
        // What a correction says of a charge stands on its documents.
        let onPaper = moved.filter(\.isPrinted).reduce(
          operations.filter { printed.contains($0.receipt) }.signed
        ) { $0 + $1.signed }
        return [.text(id), .text(operations.last?.name ?? moved.last?.name ?? "")] + counted
          + [.money(net), .money(onPaper), .money(net - onPaper)]
      })
  }

  private func openMatters(_ now: Moment) -> ReportTable {
    ReportTable(
      columns: [
        "number", "since", "age", "total", "charged", "cash", "terminals", "cashier", "goods",
        "receipt", "kind",
      ],
      rows: matters.map { matter in
        let receipt = matter.receipt
        let terminals = matter.waiting.map(\.terminal.name)
        return [
          .text("\(matter.number)"), .moment(matter.since),
          .milliseconds(now.milliseconds(since: matter.since)),
          .money(Int128(receipt.total.kopecks)),
          .money(Int128(receipt.charged.kopecks)), .money(Int128(receipt.received.kopecks)),
          .text(Set(terminals).sorted().joined(separator: ", ")), .text(matter.cashier ?? ""),
          .text(receipt.lines.map(\.item.name).joined(separator: ", ")), .text(receipt.id),
          .text(receipt.matterKind?.rawValue ?? ""),
        ]
      })
  }
}

extension BookedOperation.Kind {
  /// Whether it adds to a terminal's net, or takes off.
  fileprivate var sign: Int128 { self == .charge ? 1 : -1 }
}

extension [TerminalOperation] {
  /// What they add to the terminal's net.
  fileprivate var signed: Int128 { reduce(0) { $0 + $1.kind.sign * Int128($1.amount.kopecks) } }
}

extension MovedTotal {
  fileprivate var signed: Int128 { kind.sign * Int128(sum) }
}

extension [Money] {
  fileprivate var kopecks: Int128 { reduce(0) { $0 + Int128($1.kopecks) } }
}

extension ReceiptType {
  /// Whether it adds to what was sold, or takes off; nil for what is neither.
  fileprivate var sign: Int128? {
    switch self {
    case .sale: 1
    case .saleReturn: -1
    case .purchase, .purchaseReturn: nil
    }
  }
}

extension FiscalDocument {
  /// Whether it puts another document right, or makes up for one: of FFD 1.05 by the sign that it names.
  fileprivate var putsRight: Bool { correction != nil || additional != nil }
}

/// What receipts come to: sales and returns apart, all else net of returns.
private struct DocumentSums {
  static let columns = [
    "sales", "sales_sum", "returns", "returns_sum", "net", "cash", "cashless", "prepaid", "credit",
    "other", "discount", "vat", "corrections",
  ]

  private var counts = (sales: 0, returns: 0, corrections: 0)
  private var sums = (sales: Int128(0), returns: Int128(0))
  private var paid = Array(repeating: Int128(0), count: 5)
  private var discount = Int128(0)
  private var vat = Int128(0)

  init(_ receipts: [BookedReceipt]) { for receipt in receipts { add(receipt.document) } }

  private mutating func add(_ document: FiscalDocument) {
    guard let sign = document.type.sign else { return }
    let total = Int128(document.total.kopecks)
    if document.putsRight { counts.corrections += 1 }
    if sign > 0 {
      (counts.sales, sums.sales) = (counts.sales + 1, sums.sales + total)
    } else {
      (counts.returns, sums.returns) = (counts.returns + 1, sums.returns + total)
    }
    let payments = document.payments
    let kinds = [
      payments.cash, payments.cashless, payments.prepaid, payments.credit, payments.other,
    ]
    for (place, amount) in kinds.enumerated() { paid[place] += sign * Int128(amount.kopecks) }
    for line in document.lines {
      discount += sign * Int128(line.discount?.kopecks ?? 0)
      vat += sign * Int128(line.vatSum.kopecks)
    }
  }

  var cells: [ReportTable.Cell] {
    [
      .count(counts.sales), .money(sums.sales), .count(counts.returns), .money(sums.returns),
      .money(sums.sales - sums.returns),
    ] + paid.map { .money($0) }
      + [.money(discount), .money(vat), .count(counts.corrections)]
  }
}

/// What the lines of one good come to.
private struct GoodSums {
  static let columns = [
    "sold", "sold_sum", "returned", "returned_sum", "net", "discount", "vat",
  ]

  private var sold = (quantity: Int128(0), sum: Int128(0))
  private var returned = (quantity: Int128(0), sum: Int128(0))
  private var discount = Int128(0)
  private var vat = Int128(0)

  mutating func add(_ line: FiscalLine, of type: ReceiptType) {
    guard let sign = type.sign else { return }
    let (quantity, sum) = (Int128(line.quantity.millionths), Int128(line.sum.kopecks))
    if sign > 0 {
      sold = (sold.quantity + quantity, sold.sum + sum)
    } else {
      returned = (returned.quantity + quantity, returned.sum + sum)
    }
    discount += sign * Int128(line.discount?.kopecks ?? 0)
    vat += sign * Int128(line.vatSum.kopecks)
  }

  var cells: [ReportTable.Cell] {
    [
      .quantity(sold.quantity), .money(sold.sum), .quantity(returned.quantity),
      .money(returned.sum), .money(sold.sum - returned.sum), .money(discount), .money(vat),
    ]
  }
}

extension DrawerTerms {
  fileprivate static let columns = [
    "drawer_before", "drawer_sales", "drawer_returns", "drawer_in", "drawer_out",
    "drawer_unprinted", "drawer_difference", "drawer",
  ]

  fileprivate static func cells(_ terms: DrawerTerms?) -> [ReportTable.Cell] {
    guard let terms else { return columns.map { _ in .nothing } }
    return [
      terms.before, terms.sales, terms.returns, terms.paidIn, terms.paidOut, terms.unprinted,
      terms.differences, terms.total,
    ].map { .money(Int128($0)) }
  }
}
