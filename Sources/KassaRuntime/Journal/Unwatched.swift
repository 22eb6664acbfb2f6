/// What was done without a senior in a store that names none: nobody has to see it before it is dismissed, so the
/// closing report has it.
package struct Unwatched: JSONCoded, Hashable, Sendable {
  /// Money that went back, and corrections; the last of them.
  var returns: [ListedReturn]?
  /// What of them there is no room for.
  var returnsBefore: TerminalPeriod.Tally?
  /// Guards of the store that somebody went on past; the last of them.
  var lifts: [GuardLift]?
  var liftsBefore: Int?

  fileprivate static let kept = 50
}

extension TillState {
  /// Whether whoever stands here is all the senior that there is.
  var namesNoSenior: Bool {
    guard holdsPeriods, let people = flow?.start.terms?.people else { return false }
    return !people.contains { $0.role == .senior }
  }

  private mutating func noteUnwatched(_ change: (inout Unwatched) -> Void) {
    guard namesNoSenior else { return }
    var unwatched = core.unwatched ?? Unwatched()
    change(&unwatched)
    core.unwatched = unwatched
  }

  mutating func noteUnwatched(_ listed: ListedReturn) {
    noteUnwatched {
      if let gone = $0.returns.note(listed, keeping: Unwatched.kept) {
        $0.returnsBefore.add(gone.total)
      }
    }
  }

  mutating func noteUnwatched(_ lift: GuardLift) {
    noteUnwatched {
      if $0.lifts.note(lift, keeping: Unwatched.kept) != nil {
        $0.liftsBefore = ($0.liftsBefore ?? 0) + 1
      }
    }
  }

  /// On the shift's report, each with who answers for it.
  var unwatchedSection: ReportSection? {
    guard let unwatched = core.unwatched else { return nil }
    var section = ReportSection("БЕЗ СТАРШЕГО")
    section.add(before: unwatched.returnsBefore)
    for each in unwatched.returns ?? [] {
      section.add("\(each.words), \(each.by)", each.total.kopecks)
    }
    if let before = unwatched.liftsBefore { section.note("ПРОВЕРОК ПРОПУЩЕНО РАНЬШЕ: \(before)") }
    for each in unwatched.lifts ?? [] {
      section.note("ПРОПУЩЕНА ПРОВЕРКА \(each.name): \(each.cashier)")
    }
    return section
  }
}
