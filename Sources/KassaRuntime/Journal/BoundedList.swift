// Lists that keep the last of what was noted, so that no till's state grows for ever, and what they have no room for.

extension Optional {
  /// Adds to a list that keeps the last `most`; nil is an empty one.
  ///
  /// - Returns: what there is no room for any more.
  @discardableResult
  mutating func note<Item>(_ item: Item, keeping most: Int) -> Item? where Wrapped == [Item] {
    var list = self ?? []
    list.append(item)
    let gone = list.count > most ? list.removeFirst() : nil
    self = list
    return gone
  }
}

extension TerminalPeriod.Tally? {
  /// Nil is nothing yet.
  mutating func add(_ amount: Money) { self = (self ?? TerminalPeriod.Tally()).adding(amount) }
}

extension ReportSection {
  /// What a list that keeps the last has no room for.
  mutating func add(before tally: TerminalPeriod.Tally?) {
    if let tally { add("ДО НИХ (\(tally.count))", tally.sum.kopecks) }
  }
}
