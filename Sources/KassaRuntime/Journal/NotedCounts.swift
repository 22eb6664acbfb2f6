/// What was counted and settled since the last closing report, for that report and a senior's eyes: a later count
/// or settlement takes nothing of it away.
package struct NotedCounts: JSONCoded, Hashable, Sendable {
  /// Counts of the drawer that differ, or before which somebody knew too much; the last of them.
  package var drawer: [NotedDrawer]?
  /// What of them there is no room for.
  package var drawerBefore: NotedDifferences?
  /// First figures of a count that did not fit, and that was left; the last of them.
  package var left: [LeftFigure]?
  package var leftBefore: NotedDifferences?
  /// Counts of terminals in whose place another one stands, or that no shift has; the last of them.
  package var terminals: [TerminalCount]?
  package var terminalsBefore: NotedDifferences?
  /// Settlements likewise.
  package var settlements: [Settlement]?
  package var settlementsBefore: Int?
  /// Terminals that nobody but a senior made such that their reports are compared with less; the last of them.
  var changed: [NotedTerminal]?
  var changedBefore: Int?
}

/// A terminal whose report is compared with less from then on, and who stood at the till.
struct NotedTerminal: JSONCoded, Hashable, Sendable {
  let title: String
  /// The time of day at which it settles itself; nil for one that others charge too.
  let settlesAt: String?
  let by: String
}

/// Differences that a list has no room for: how many, and what is missing and what is too much apart.
package struct NotedDifferences: JSONCoded, Hashable, Sendable {
  package var count = 0
  package var short: Int64 = 0
  package var over: Int64 = 0
  /// Of the drawer's, how often somebody had seen what should be there, and how often cash was refused.
  package var looks = 0
  package var refusals = 0

  mutating func add(_ difference: Int64) {
    count += 1
    let (sum, overflow) = (difference < 0 ? short : over)
      .addingReportingOverflow(Int64(clamping: difference.magnitude))
    if difference < 0 { short = overflow ? .max : sum } else { over = overflow ? .max : sum }
  }
}

/// A count of the drawer as a closing report names it.
package struct NotedDrawer: JSONCoded, Hashable, Sendable {
  let figure: Int64
  /// Nil where it fits.
  package let difference: Int64?
  let first: Int64?
  let by: String
  let at: Moment
  /// Who had seen what should be there, and how often cash was refused.
  let looks: [String]?
  let refusals: Int?
}

/// A first figure that did not fit, and what should have been there, in kopecks.
package struct LeftFigure: JSONCoded, Hashable, Sendable {
  package let figure: Int64
  let expected: Int64
  let by: String

  package var difference: Int64 { figure - expected }
}

extension NotedDrawer {
  /// Nil where nobody has to know of it.
  init?(_ count: DrawerCount) {
    let difference = count.difference.flatMap { $0 == 0 ? nil : $0 }
    let looks = Set((count.looks ?? []).map(\.by)).sorted()
    guard difference != nil || count.first != nil || !looks.isEmpty || count.refusals != nil else {
      return nil
    }
    self.init(
      figure: count.figure, difference: difference, first: count.first, by: count.by, at: count.at,
      looks: looks.isEmpty ? nil : looks, refusals: count.refusals)
  }
}

extension TerminalCount {
  /// What its report has more than the till, all its sums together: payments in, what went back out.
  fileprivate var difference: Int64 {
    guard let figures, isShared != true else { return 0 }
    func more(_ id: String) -> Int64 { expected[id].map { (figures[id] ?? 0) - $0 } ?? 0 }
    return more("charges") - more("refunds") - more("voids")
  }

  /// Whether it says something that a later one does not.
  fileprivate var isNoteworthy: Bool {
    guard let figures, isShared != true else { return first != nil }
    return first != nil || expected.contains { figures[$0.key] ?? 0 != $0.value }
  }
}

extension NotedCounts {
  /// More than a shift ever has, unless somebody tries something.
  private static let kept = 20

  private static func adding(_ difference: Int64, to sum: NotedDifferences?) -> NotedDifferences {
    var sum = sum ?? NotedDifferences()
    sum.add(difference)
    return sum
  }

  mutating func note(_ count: DrawerCount) {
    guard let noted = NotedDrawer(count) else { return }
    guard let gone = drawer.note(noted, keeping: Self.kept) else { return }
    drawerBefore = Self.adding(gone.difference ?? 0, to: drawerBefore)
    drawerBefore?.looks += gone.looks?.count ?? 0
    drawerBefore?.refusals += gone.refusals ?? 0
  }

  mutating func note(_ figure: LeftFigure) {
    guard let gone = left.note(figure, keeping: Self.kept) else { return }
    leftBefore = Self.adding(gone.difference, to: leftBefore)
  }

  mutating func note(_ count: TerminalCount) {
    guard let gone = terminals.note(count, keeping: Self.kept) else { return }
    terminalsBefore = Self.adding(gone.difference, to: terminalsBefore)
  }

  mutating func note(_ terminal: NotedTerminal) {
    if changed.note(terminal, keeping: Self.kept) != nil {
      changedBefore = (changedBefore ?? 0) + 1
    }
  }

  mutating func note(_ settlement: Settlement) {
    if settlements.note(settlement, keeping: Self.kept) != nil {
      settlementsBefore = (settlementsBefore ?? 0) + 1
    }
  }
}

extension TillState {
  package var noted: NotedCounts { core.noted ?? NotedCounts() }

  private mutating func note(_ change: (inout NotedCounts) -> Void) {
    guard holdsPeriods else { return }
    var noted = noted
    change(&noted)
    core.noted = noted == NotedCounts() ? nil : noted
  }

  /// A terminal's settings change: its report may be compared with less from now on.
  mutating func noteUncompared(_ change: TerminalChange) {
    guard listsUndone, isListed(yesOf: cashier) || namesNoSenior,
      case .changed(let terminal) = change, let before = terminals[terminal.id]
    else { return }
    let by = cashier ?? ""
    if terminal.isShared == true, before.isShared != true {
      note { $0.note(NotedTerminal(title: terminal.name, settlesAt: nil, by: by)) }
    }
    if let hour = terminal.settlesAt, hour != before.settlesAt {
      note { $0.note(NotedTerminal(title: terminal.name, settlesAt: hour, by: by)) }
    }
  }

  /// A first figure that does not fit: if nobody types it once more, it is known all the same.
  mutating func note(typed figure: Int64) {
    let typing = LeftFigure(figure: figure, expected: expectedCash, by: cashier ?? "")
    let isKept = holdsPeriods
    changeDrawer {
      $0.typed = figure
      if isKept { $0.typing = typing }
    }
  }

  /// Cash moves: a first figure that waits to be typed once more was left.
  mutating func leaveTyped() {
    guard let typing = core.drawer?.typing else { return }
    note { $0.note(typing) }
    changeDrawer { $0.typing = nil }
  }

  mutating func apply(_ count: DrawerCount) {
    note { $0.note(count) }
    let keepsAll = holdsPeriods
    changeDrawer { $0.begin(with: count, keepsAll: keepsAll) }
  }

  /// Keeps what a new count of a terminal takes the place of, where that says something else.
  mutating func noteReplaced(by count: TerminalCount) {
    guard core.shift != nil else { return note { $0.note(count) } }
    for old in core.shift?.counts ?? [] where old.terminal == count.terminal {
      let isSettled = periodBegan(old.terminal, at: count.at).map { old.at <= $0 } ?? false
      if isSettled || old.isNoteworthy { note { $0.note(old) } }
    }
  }

  /// The same of a settlement; of those that came to nothing the last one is enough.
  mutating func noteReplaced(by settlement: Settlement) {
    guard core.shift != nil else { return note { $0.note(settlement) } }
    for old in core.shift?.settlements ?? []
    where old.terminal == settlement.terminal && (old.word != .failed || old.isUncounted == true) {
      note { $0.note(old) }
    }
  }

  /// A closing report has named all of that.
  mutating func noteCountsSeen() {
    guard holdsPeriods else { return }
    core.noted = nil
    core.drawer?.typed = nil
    core.drawer?.typing = nil
  }
}
