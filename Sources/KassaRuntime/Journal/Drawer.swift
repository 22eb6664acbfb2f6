/// The cash drawer as the entries tell it, over shifts: the last count, and what moved since.
package struct Drawer: JSONCoded, Hashable, Sendable {
  /// The last count; nil before the first.
  package var counted: DrawerCount?
  /// Cash of sales since then, less the change, and cash of returns.
  package var sales = Turnover.zero
  package var returns = Turnover.zero
  package var paidIn = Turnover.zero
  package var paidOut = Turnover.zero
  /// The first figure of a count that did not fit, until it is typed once more.
  var typed: Int64?
  /// The same with what should have been there; nil in flows of older programs.
  var typing: LeftFigure?
  /// What made it hold what it should from the last closing report to the last count; nil where neither was.
  var day: DrawerTerms?
  /// Whether a closing report told since the last count what it should hold; nil for no.
  var told: Told?

  enum Told: String, JSONCoded, Hashable, Sendable {
    /// As it was counted last.
    case counted
    /// With what had moved since then.
    case moved
  }
  /// Who saw a report that tells what the drawer holds, since the last count.
  var looks: [DrawerLook]?
  /// How often cash was refused because the drawer held less, since the last count.
  var refusals: Int?
  /// Cash of this shift that moved without a senior, or of which the registrar has not said that it noted it.
  var listed: [CashMovement]?
  /// What of that went out before the last of it that `listed` keeps; nil for nothing.
  var listedBefore: TerminalPeriod.Tally?
  /// What went to the safe for a closing that has not come yet.
  var safe: CashMovement?

  private static let kept = 50

  /// - Parameter keepsAll: whether what `listed` has no room for is summed up.
  mutating func note(_ movement: CashMovement, keepsAll: Bool) {
    switch movement.direction {
    case .inward: paidIn += movement.amount
    case .outward: paidOut += movement.amount
    }
    typed = nil
    if movement.isToSafe == true { safe = movement }
    guard movement.isListed else { return }
    let gone = listed.note(movement, keeping: Self.kept)
    if keepsAll, let gone, gone.isAlone { listedBefore.add(gone.amount) }
  }

  /// What is known by now of cash that the registrar had not answered about.
  mutating func note(_ noted: CashMovement.Noted, of key: String) {
    guard let index = listed?.firstIndex(where: { $0.key == key }) else { return }
    listed?[index].noted = noted
    if listed?[index].isListed == false { listed?.remove(at: index) }
    if listed?.isEmpty == true { listed = nil }
  }

  /// Cash of which nobody knows whether the registrar noted it.
  var unanswered: [CashMovement] { listed?.filter { $0.noted == .unknown } ?? [] }

  mutating func note(_ look: DrawerLook) { looks.note(look, keeping: Self.kept) }

  /// Begins anew with what was counted.
  ///
  /// - Parameter keepsAll: whether what moved before it is remembered until the closing report.
  mutating func begin(with count: DrawerCount, keepsAll: Bool = false) {
    let day = keepsAll ? terms(before: count) : nil
    self = Drawer(
      counted: count, day: day, listed: listed, listedBefore: listedBefore, safe: safe)
  }

  /// Adds the cash of a document: a sale brings it, a return takes it.
  mutating func add(_ cash: Money, of type: ReceiptType) {
    guard cash > .zero else { return }
    typed = nil
    switch type {
    case .sale, .purchaseReturn: sales += cash
    case .saleReturn, .purchase: returns += cash
    }
  }
}

/// Cash that was put into the drawer or taken out, and who answers for it.
package struct CashMovement: JSONCoded, Hashable, Sendable {
  /// What the registrar said of it.
  package enum Noted: String, JSONCoded, Hashable, Sendable {
    case done
    /// It keeps no note of such cash.
    case lacking
    /// It did not answer.
    case unknown
  }

  package let direction: CashDirection
  package let amount: Money
  let reason: String
  /// Who stood at the till.
  let by: String
  /// Who said yes by a PIN; nil where nobody had to, or nobody who may has one here.
  let allowedBy: String?
  let at: Moment
  /// By which the registrar knows it again.
  let key: String
  var noted: Noted?
  /// Whether it is what a closing leaves to the safe; nil for no.
  var isToSafe: Bool?

  /// Whether a senior should look at it.
  fileprivate var isListed: Bool { isAlone || noted == .unknown }

  /// Whether it went out without a senior.
  var isAlone: Bool { direction == .outward && allowedBy == nil }
}

/// What lay in the drawer at a moment, by the word of whoever counted.
package struct DrawerCount: JSONCoded, Hashable, Sendable {
  /// In kopecks.
  package let figure: Int64
  /// What was typed first, where another figure was typed the second time.
  package let first: Int64?
  /// What should have been there, in kopecks; nil at the first count.
  package let expected: Int64?
  /// Cash among it of receipts that were not printed then.
  let unprinted: Int64
  let figures: [String: Int64]
  package let by: String
  package let at: Moment
  /// The shift it was counted in; nil after its closing report.
  let shift: Int?
  /// Who had seen since the count before what should be there, and how often cash was refused.
  let looks: [DrawerLook]?
  let refusals: Int?
  /// Whether the closing report was out by then; nil for no.
  var isAfterClosing: Bool?
}

extension DrawerCount {
  /// What lies there beyond what should; below zero where something is missing.
  package var difference: Int64? { expected.map { figure - $0 } }
}

/// Somebody saw a report that tells what the drawer or a terminal should hold.
package struct DrawerLook: JSONCoded, Hashable, Sendable {
  let by: String
  let at: Moment
}

// MARK: - What it should hold

extension TillState {
  package var drawer: Drawer { core.drawer ?? Drawer() }
  /// Whether what is counted beside documents is kept: no program kept it before there was a drawer.
  var keepsCounts: Bool { core.drawer != nil }

  /// See `FlowStart.holdsReturns`.
  var holdsReturns: Bool { flow?.start.holdsReturns == true }
  /// See `FlowStart.holdsMatters`.
  var holdsMatters: Bool { flow?.start.holdsMatters == true }
  /// See `FlowStart.holdsPeriods`.
  var holdsPeriods: Bool { flow?.start.holdsPeriods == true }
  /// See `FlowStart.holdsSlips`.
  var holdsSlips: Bool { flow?.start.holdsSlips == true }
  /// See `FlowStart.listsAlone`.
  var listsAlone: Bool { flow?.start.listsAlone == true }

  /// See `FlowStart.listsUndone`.
  var listsUndone: Bool { flow?.start.listsUndone == true }

  /// Cash that was handed over for receipts set aside before they were printed: no change of it was given.
  var unprintedCash: Int64 {
    parked.values.reduce(0) { sum, parked in
      guard !parked.receipt.isPrinted, parked.receipt.type == .sale else { return sum }
      return sum + parked.receipt.received.kopecks
    }
  }

  /// What should lie in the drawer, in kopecks: below zero where more was taken out than was ever in.
  package var expectedCash: Int64 {
    let drawer = drawer
    let counted = drawer.counted.map { $0.figure - $0.unprinted } ?? 0
    return counted + drawer.sales.kopecks - drawer.returns.kopecks + drawer.paidIn.kopecks
      - drawer.paidOut.kopecks + unprintedCash
  }

  /// Whether so much cash may leave the drawer; before its first count nothing is refused.
  package func mayLeaveTheDrawer(_ amount: Money) -> Bool {
    drawer.counted == nil || expectedCash >= amount.kopecks
  }

  mutating func note(_ movement: CashMovement) {
    leaveTyped()
    let keepsAll = holdsPeriods
    changeDrawer { $0.note(movement, keepsAll: keepsAll) }
  }

  /// Nothing in a journal of a program that kept no drawer, until a flow begins with one.
  mutating func changeDrawer(_ change: (inout Drawer) -> Void) {
    guard var drawer = core.drawer else { return }
    change(&drawer)
    core.drawer = drawer
  }
}
