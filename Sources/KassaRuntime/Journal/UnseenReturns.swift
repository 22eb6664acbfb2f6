// What no senior said yes to, from its note to a senior's eyes: all of it is shown, and what was shown is over.

extension [ListedReturn] {
  /// The largest first, of equal ones the newest: what is looked at first matters most.
  var largestFirst: [ListedReturn] {
    // Sorting keeps the order of equal ones.
    reversed().sorted { $0.total > $1.total }
  }

  /// Keeps the `most` largest: small ones push no large one out.
  ///
  /// - Returns: what there is no room for any more.
  mutating func note(_ listed: ListedReturn, keepingLargest most: Int) -> ListedReturn? {
    append(listed)
    guard count > most, let least = largestFirst.last, let index = firstIndex(of: least) else {
      return nil
    }
    return remove(at: index)
  }
}

extension TillState {
  /// Keeps for a senior's eyes what was done without one.
  mutating func noteUnseen(_ listed: ListedReturn) {
    noteUnwatched(listed)
    var gone: ListedReturn?
    if listsUndone {
      var all = core.unseenReturns ?? []
      gone = all.note(listed, keepingLargest: Self.unseenLiftsMax)
      core.unseenReturns = all
    } else {
      gone = core.unseenReturns.note(listed, keeping: Self.unseenLiftsMax)
    }
    if holdsPeriods, let gone { core.unseenBefore.add(gone.total) }
  }

  /// A senior has seen the `shown` largest of them, and with the last what was summed up; nil for all.
  mutating func dismissUnseen(shown: Int?) {
    let all = core.unseenReturns ?? []
    guard let shown, shown < all.count else {
      (core.unseenReturns, core.unseenBefore) = (nil, nil)
      return
    }
    var left = all
    for seen in all.largestFirst.prefix(shown) {
      if let index = left.lastIndex(of: seen) { left.remove(at: index) }
    }
    core.unseenReturns = left
  }
}
