/// What scripts remember beyond a receipt.
extension FlowContext {
  func kept(_ key: KeptKey) throws(ScriptError) -> Value {
    try remember { ledger.till.kept.value(key, on: day)?.value ?? .null }
  }

  func allKept() throws(ScriptError) -> Value {
    try remember { .list(ledger.till.kept.all(on: day).map { $0.kept.listed(as: $0.key) }) }
  }

  func keep(_ value: Value?, of key: KeptKey, _ rule: KeptRule) throws(ScriptError) -> String? {
    let kept = value.map {
      KeptValue(value: $0, life: rule.life, day: rule.life == .day ? day : nil)
    }
    let change = KeptChange(key: key, kept: kept)
    // What is kept already is the till's, which a replay does not have: it repeats what was found.
    let found = try remember { room(for: change) }
    if let text = found.string { return text }
    let gone = (found["gone"].list ?? []).compactMap { try? KeptChange(json: $0.json) }
    let old = (found["old"].list ?? found.list)?.first.flatMap { try? KeptValue(json: $0.json) }
    for each in gone { try keep(KeptChange(key: each.key), before: each) }
    try keep(change, before: KeptChange(key: key, kept: old))
    return nil
  }

  /// What was kept there, in a list of one or none, and with it what goes to make room; or why there is none.
  private func room(for change: KeptChange) -> Value {
    let kept = ledger.till.kept
    let old = Value.list(
      [kept.value(change.key, on: day)].compactMap { $0.flatMap { Self.value($0) } })
    do throws(KeptValues.NoRoom) {
      let gone = try kept.room(for: change, declared: terms?.kept ?? [], on: day)
      guard !gone.isEmpty else { return old }
      return .record(["old": old, "gone": .list(gone.compactMap { Self.value($0) })])
    } catch { return .string(error.text) }
  }

  private static func value(_ value: some JSONCoded) -> Value? {
    try? JSONReader.value(of: value.json)
  }

  private func keep(_ change: KeptChange, before: KeptChange) throws(ScriptError) {
    keptBefore.append(before)
    do throws(ReceiptError) { try self.change(.kept(change: change)) } catch {
      keptBefore.removeLast()
      throw ScriptError(error.words.message, remedy: error.words.remedy)
    }
  }

  /// How many changes of durable values this flow has made: what `undo` goes back to.
  var keptChanges: Int { keptBefore.count }

  /// Takes back what this flow has changed of durable values since there were `count` changes.
  func restoreKept(to count: Int) throws(ReceiptError) {
    guard keptBefore.count > count else { return }
    for change in keptBefore[count...].reversed() { try self.change(.kept(change: change)) }
    keptBefore.removeLast(keptBefore.count - count)
  }
}
