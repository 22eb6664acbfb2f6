/// What made the drawer hold what it should, from the last closing report on, in kopecks.
///
/// A count begins the drawer anew; what moved before it stays here for the report that explains the shift.
package struct DrawerTerms: JSONCoded, Hashable, Sendable {
  /// What it should have held when that report came out.
  package var before: Int64 = 0
  package var sales: Int64 = 0
  package var returns: Int64 = 0
  package var paidIn: Int64 = 0
  package var paidOut: Int64 = 0
  /// Cash of receipts that were not printed, by how much it is more.
  package var unprinted: Int64 = 0
  /// What counts found more, or less.
  package var differences: Int64 = 0
  /// How many counts there were.
  package var counts = 0

  /// What it should hold.
  package var total: Int64 {
    before + sales - returns + paidIn - paidOut + unprinted + differences
  }

  /// Whether any cash moved.
  var hasMoved: Bool { [sales, returns, paidIn, paidOut, unprinted].contains { $0 != 0 } }

  mutating func add(_ drawer: Drawer, _ unprinted: Int64) {
    sales += drawer.sales.kopecks
    returns += drawer.returns.kopecks
    paidIn += drawer.paidIn.kopecks
    paidOut += drawer.paidOut.kopecks
    self.unprinted += unprinted - (drawer.counted?.unprinted ?? 0)
  }
}

extension Drawer {
  /// All that moved since the last closing report; where there was none, since the last count but one.
  func terms(_ unprinted: Int64) -> DrawerTerms {
    var terms = day ?? DrawerTerms(before: counted?.figure ?? 0)
    terms.add(self, unprinted)
    return terms
  }

  /// The same up to a count, which it ends with.
  func terms(before count: DrawerCount) -> DrawerTerms {
    var terms = terms(count.unprinted)
    let more = count.figure - terms.total
    // The first count says what must have been there before.
    if counted == nil { terms.before += more } else { terms.differences += more }
    terms.counts += 1
    return terms
  }
}

extension TillState {
  /// What made the drawer hold what it should since the last closing report; nil in journals of older programs.
  package var drawerTerms: DrawerTerms? {
    guard let drawer = core.drawer, drawer.day != nil else { return nil }
    return drawer.terms(unprintedCash)
  }

  /// Whether whoever counts it knows by a closing report what it should hold.
  var isDrawerTold: Bool {
    guard holdsMatters, core.devices?.lastShift != nil else { return false }
    guard shift != nil else { return true }
    switch drawer.told {
    case .moved?: return true
    case .counted?: return drawerTerms?.hasMoved == false
    case nil: return false
    }
  }

  /// A shift is closed: from here on the next one explains itself.
  ///
  /// - Parameter isTold: whether its report says what the drawer should hold.
  mutating func closeDrawer(isTold: Bool) {
    guard holdsPeriods, let drawer = core.drawer, drawer != Drawer() else { return }
    var moved = DrawerTerms()
    moved.add(drawer, unprintedCash)
    let held = expectedCash
    core.drawer?.day = DrawerTerms(
      before: held, sales: -moved.sales, returns: -moved.returns, paidIn: -moved.paidIn,
      paidOut: -moved.paidOut, unprinted: -moved.unprinted)
    if isTold, drawer.counted != nil, drawer.told != .moved {
      core.drawer?.told = moved.hasMoved ? .moved : .counted
    }
  }
}
