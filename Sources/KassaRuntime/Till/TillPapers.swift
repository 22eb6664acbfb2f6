/// What came out of the registrar, and who is shown it.
///
/// A report tells what the drawer should hold, and so may a copy. Where nobody has said who they are yet, it waits
/// for that, and what came after it waits with it.
extension Till {
  /// Shows what came out just now; a front end that goes away meanwhile is shown it again.
  func show(_ paper: Paper) async throws(CashierGone) {
    unread.append(paper)
    if mustSayWho, unread.contains(where: \.tellsTheDrawer) { return }
    while let first = unread.first { try await showFirst(first) }
  }

  /// Shows what nobody may have seen yet, up to what has to wait.
  func showUnread() async throws(CashierGone) {
    while let first = unread.first {
      guard !first.tellsTheDrawer || attending != nil else { return }
      if mayRead(first) { try await showFirst(first) } else { skipFirst() }
    }
  }

  /// Who came after whoever stood here is shown no report of theirs: a closing one is the shift's own.
  private func mayRead(_ paper: Paper) -> Bool {
    guard paper.tellsTheDrawer, paper.kind != .shiftClosing else { return true }
    return attending == journal.ledger.till.cashier
      || store.manifest.people.holds(attending, .senior)
  }

  private func showFirst(_ paper: Paper) async throws(CashierGone) {
    try await cashier.show(.paper(paper))
    skipFirst()
  }

  private func skipFirst() {
    watch.note(paperShown: true)
    unread.removeFirst()
  }
}

extension Paper {
  fileprivate var tellsTheDrawer: Bool {
    switch kind {
    case .shiftClosing, .shiftInterim, .copy: true
    case .receipt, .shiftOpening: false
    }
  }
}
