/// What flows read from outside at once: goods, terminals, cashiers, parked receipts.
final class TillOutside: Outside {
  private let goods: GoodsTable
  /// The goods themselves, for whoever only looks.
  var table: GoodsTable { goods }
  private let pins: Pins
  /// What of scripts failed last, the newest first.
  private let failures: () -> [PastFailure]
  /// Printed sales, of the till's own journal.
  private let journal: () -> Journal?
  private let clock: @Sendable () -> Moment
  private var unreadable: GoodsTableError?
  var people = People()
  var entered: (@Sendable (String) -> Void)?
  /// The terminals a host connects, by id and name.
  var connected: [(id: String, name: String)] = [] { didSet { terminals.forget() } }
  private let terminals = KnownTerminalLists()

  init(
    goods: GoodsTable, pins: Pins, clock: @escaping @Sendable () -> Moment,
    journal: @escaping () -> Journal?, failures: @escaping () -> [PastFailure]
  ) {
    self.clock = clock
    self.journal = journal
    self.goods = goods
    self.failures = failures
    self.pins = pins
  }

  func noteEntered(_ name: String) { entered?(name) }

  func value(of read: OutsideRead, _ till: TillState, _ offered: [Provider]) -> Value {
    switch read {
    case .good(let barcode):
      goods { (goods) throws(GoodsTableError) in
        try goods.good(barcode: barcode)?.value
      } ?? .null
    case .search(let text, let first):
      goods { (goods) throws(GoodsTableError) in
        let finds = try goods.search(text, from: first)
        return [
          "goods": .list(finds.goods.map(\.value)), "count": .int(Int64(finds.count)),
          "near": .bool(finds.isNear),
        ]
      } ?? ["goods": [], "count": 0]
    case .department(let name):
      goods { (goods) throws(GoodsTableError) in
        .list(try goods.goods(of: name).map(\.value))
      } ?? []
    case .row(let row, let name):
      goods { (goods) throws(GoodsTableError) in
        try goods.good(row: row, name: name)?.value
      } ?? .null
    case .terminals: terminals.value(connected, till.terminals, offered)
    case .cashiers:
      .list(people.all.map { ListedPerson(person: $0, hasPIN: hasPIN($0.name)).value })
    case .failures: .list(failures().map(\.value))
    case .parked: .list(till.parkedInOrder.map(\.value))
    // A journal that can't be read has no sale to give back.
    case .sales(let text): .list(((try? journal()?.sales(text)) ?? []).map(\.listed))
    case .sale(let receipt):
      (try? journal()?.sale(receipt)).flatMap { .string($0.jsonText) } ?? .null
    // Nobody knows then what went back of another till's paper.
    case .givenBack(let sale, let paper): givenBack(sale, paper)
    case .corrected(let receipt):
      (try? journal()?.corrected(receipt)).flatMap { .string($0.jsonText) } ?? .null
    case .documents(let text): .list(((try? journal()?.documents(text)) ?? []).map(\.listed))
    case .explained: journal().flatMap { try? ExplainedCount.of(till, $0, at: clock()) } ?? .null
    case .paper(let document, let entry):
      (try? journal()?.paper(document, entry)).map { .list($0.map(Value.string)) } ?? .null
    case .reports(let text): .list(((try? journal()?.reports(text)) ?? []).map(\.listed))
    case .report(let document, let entry):
      (try? journal()?.report(document, entry)).map { .list($0.map(Value.string)) } ?? .null
    }
  }

  private func givenBack(_ sale: String, _ paper: PaperOfMemory?) -> Value {
    do {
      guard let journal = journal() else { return .null }
      let standing = try paper.map(journal.standing) ?? .other
      switch standing {
      case .shouldBeHere: return "own"
      case .inQuestion: return "open"
      case .missing, .other: break
      }
      guard let back = try journal.givenBack(sale, paper?.words) else { return "changed" }
      return standing == .missing ? ["earlier": .int(back)] : .int(back)
    } catch { return .null }
  }

  /// Whether any goods are found by `text`; goods that can't be read are not.
  func finds(_ text: String) -> Bool { ((try? goods.search(text))?.count ?? 0) > 0 }

  func isGood(_ barcode: String) -> Bool { ((try? goods.good(barcode: barcode)) ?? nil) != nil }

  /// The good of that row, if it still has that name.
  func good(row: Int64, name: String) -> Good? {
    (try? goods.good(row: row, name: name)) ?? nil
  }

  /// What `read` finds; goods that can't be read are missing to the script, and told by the till.
  private func goods(
    _ read: (GoodsTable) throws(GoodsTableError) -> Value?
  ) -> Value? {
    do { return try read(goods) } catch {
      unreadable = error
      return nil
    }
  }

  /// Why the goods could not be read since this was last asked.
  func takeUnreadable() -> GoodsTableError? {
    defer { unreadable = nil }
    return unreadable
  }

  /// A file that can't be read must not let anybody choose a new PIN.
  private func hasPIN(_ name: String) -> Bool {
    do { return try pins.has(name) } catch { return true }
  }
}

extension ParkedReceipt {
  /// As a script lists it; `question` is the money nobody has resolved.
  var value: Value {
    var fields: [String: Value] = [
      "id": .string(receipt.id), "number": .int(Int64(number)),
      "total": .int(receipt.total.kopecks), "at": .int(at.milliseconds),
      "cashier": cashier.map(Value.string) ?? .null, "is_matter": .bool(isMatter),
      "kind": receipt.matterKind.map { .string($0.rawValue) } ?? .null,
      "question": .int(question),
    ]
    if isMatter {
      fields["terminal"] = receipt.attempts.last.map { .string($0.terminal.name) }
      fields["goods"] = receipt.lines.first.map { .string($0.item.name) }
    }
    return .record(fields)
  }

  /// What an open charge may have taken, or else what cards have paid, and the cash that was handed over.
  ///
  /// Of a return that gives back in cash, that cash. In kopecks.
  private var question: Int64 {
    if receipt.isPrinted { return receipt.owedCash.kopecks }
    let open = receipt.openAttempt?.amount ?? .zero
    let moved = max(open, receipt.charged).kopecks + receipt.received.kopecks
    return receipt.isReturn && moved == 0 ? receipt.total.kopecks : moved
  }
}

extension PrintedReceipt {
  /// As a script lists it.
  fileprivate var listed: Value {
    [
      "document": .int(Int64(document)), "at": .int(at.milliseconds),
      "total": .int(total.kopecks), "entry": .int(Int64(entry)), "receipt": .string(receipt),
      "memory": .string(memory),
    ]
  }
}

extension PrintedReport {
  /// As a script lists it.
  fileprivate var listed: Value {
    [
      "document": .int(Int64(document)), "at": .int(at.milliseconds),
      "kind": .string(kind.rawValue), "entry": .int(Int64(entry)),
    ]
  }
}

extension SoldReceipt {
  /// As a script lists it.
  var listed: Value {
    [
      "id": .string(receipt), "document": .int(Int64(document)), "at": .int(at.milliseconds),
      "total": .int(total.kopecks), "is_left": .bool(lines.contains { $0.left != nil }),
      "memory": memory.map(Value.string) ?? .null,
      "cards": .list(
        cards.map {
          [
            "terminal": .string($0.terminal?.name ?? ""), "amount": .int($0.paid.kopecks),
          ]
        }),
    ]
  }
}

extension Good {
  /// As a script reads it.
  var value: Value {
    [
      "name": .string(name), "price": .int(price.kopecks), "vat": .string(vat.name),
      "measure": .string(measure.name), "subject": .string(subject.name),
      "department": department.isEmpty ? .null : .string(department),
      "barcode": barcodes.first.map(Value.string) ?? .null,
      "barcodes": .list(barcodes.map(Value.string)),
    ]
  }
}
