// MARK: - Listeners

extension FlowContext {
  /// A function of the store runs from here to `leave`.
  func enter(_ name: String) {
    listener = RunningListener(name: name, before: receipt, keptChanges: keptChanges)
    tellEntered(name)
  }

  /// What it changed stands.
  ///
  /// - Parameter vetoing: whether it refused: until the goods are as before, its point is not passed.
  func leave(vetoing: Bool) throws(ReceiptError) {
    guard listener != nil else { return }
    if vetoing, !receipt.isPrinted, let running = listener {
      listener = nil
      return try noteUnderWay(running)
    }
    let asked = ledger.receipt?.underWay
    let isOver = asked != nil && listener?.point == asked
    listener = nil
    if isOver { try change(.guardOver) }
  }

  /// What it changed is undone, and whoever looks after the store is told why.
  ///
  /// - Parameters:
  ///   - problem: as the script raised it, with the calls that led there.
  ///   - isGuard: whether its point is not passed then, as in `leave`.
  ///   - place: where the listener begins, "leto/store.lua:12"; "" where that is not known.
  func fail(
    _ name: String, _ problem: String, calls: [String], isGuard: Bool, of place: String
  ) {
    let running = listener
    listener = nil
    if let running {
      do throws(ReceiptError) { try takeBack(running, isGuard) } catch {
        // What can't be undone now could not be changed either.
        report(name, ScriptError("what it did is not undone: \(error)"))
      }
    }
    let error = ScriptError(parsing: problem, calls: calls)
    report(name, running == nil ? error : error.blamingListener(at: place))
  }

  /// Undoes a listener whatever was spent until then.
  ///
  /// Else what it may not have done would stand because it did much. What this records is no more than what
  /// the listener could record.
  private func takeBack(_ running: RunningListener, _ isGuard: Bool) throws(ReceiptError) {
    let bytes = spent[level].bytes
    spent[level].bytes = 0
    defer { spent[level].bytes += bytes }
    try undo(to: running.before, running.keptChanges)
    if isGuard, !receipt.isPrinted { try noteUnderWay(running) }
  }

  private func report(_ name: String, _ error: ScriptError) {
    guard isLive else { return }
    let remedy = error.remedy.map { "; \($0)" } ?? ""
    hear(
      ScriptLine(
        level: .error, place: error.place,
        text: CardNumber.redacted(error.saying(name) + remedy),
        calls: error.calls.filter { !$0.hasPrefix("kassa/") }, listener: name))
  }

  /// Brings back goods, contact, memo and durable values; what a guard asked about goes with them.
  func undo(to before: Receipt, _ keptChanges: Int) throws(ReceiptError) {
    try restoreKept(to: keptChanges)
    if receipt.isPrinted {
      for key in Set(before.memo.keys).union(receipt.memo.keys)
      where before.memo[key] != receipt.memo[key] {
        try change(.memoSet(key: key, value: before.memo[key] ?? .null))
      }
      return
    }
    if before.lines != receipt.lines || before.contact != receipt.contact
      || before.memo != receipt.memo
    {
      try change(
        removal(to: before)
          ?? .restored(
            lines: before.lines, contact: before.contact, memo: before.memo))
    }
    if receipt.underWay != before.underWay { try change(.guardOver) }
  }

  /// The removal of the last line, where that is all there is to undo.
  private func removal(to before: Receipt) -> ReceiptChange? {
    guard let last = receipt.lines.last, receipt.lines.count == before.lines.count + 1,
      receipt.contact == before.contact, receipt.memo == before.memo
    else { return nil }
    var rest = receipt.lines
    rest.remove(at: rest.index(before: rest.endIndex))
    return rest == before.lines ? .lineRemoved(line: last.id) : nil
  }

  /// A guard that asks about goods which are on the receipt already is remembered before they are
  /// committed: where it does not finish, nothing is paid for them.
  func noteUnderWay(_ running: RunningListener) throws(ReceiptError) {
    guard let point = running.point, StoreTerms.goodsGuards.contains(point),
      receipt.underWay != point
    else { return }
    try change(.guardUnderWay(name: point))
  }
}

extension ReceiptChange {
  /// The guard that goods must pass where they are changed so.
  var goodsGuard: String? {
    switch self {
    case .lineAdded: StoreTerms.lineAdded
    case .quantitySet, .discountSet: StoreTerms.lineChanged
    default: nil
    }
  }

  var isOfGoods: Bool {
    switch self {
    case .lineAdded, .quantitySet, .lineRemoved, .discountSet: true
    default: false
    }
  }
}

extension ScriptError {
  /// Its message with the name of what failed before it, where it does not begin with it.
  fileprivate func saying(_ name: String) -> String {
    message.hasPrefix(name + " ") ? message : "\(name): \(message)"
  }

  /// This error at a line of the store's: where the stock library raised it, the innermost call of the
  /// store's that led there, or else the listener.
  fileprivate func blamingListener(at place: String) -> ScriptError {
    guard file?.hasPrefix("kassa/") ?? true else { return self }
    var bare = self
    (bare.file, bare.line) = (nil, nil)
    let places = calls.map { $0[..<($0.firstRange(of: " in ")?.lowerBound ?? $0.endIndex)] }
    return bare.placed(at: places.first { !$0.hasPrefix("kassa/") }.map(String.init) ?? place)
  }
}
