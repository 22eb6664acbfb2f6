/// Periods of terminals over time: where one settles itself, its period is over at its hour, whoever looks.
///
/// What is kept of a period goes by moments alone, those of what the terminal did: nothing has to happen
/// at the till when the hour strikes.
extension TillState {
  /// What terminals did, by their ids, in the periods that last at `moment`.
  func periods(at moment: Moment) -> [String: TerminalPeriod] {
    guard terminals.all.contains(where: { $0.settlesAt != nil }) else { return periods }
    return Dictionary(
      uniqueKeysWithValues: periods.map { ($0.key, period(of: $0.key, $0.value, at: moment)) })
  }

  /// What that terminal did in the period that lasts at `moment`.
  func period(_ id: String, _ moment: Moment) -> TerminalPeriod? {
    periods[id].map { period(of: id, $0, at: moment) }
  }

  /// When the period began that lasts at `moment`; nil where its terminal was never settled.
  func periodBegan(_ id: String, at moment: Moment) -> Moment? {
    let known = periods[id]?.since
    return [known, end(of: id, before: moment)].compactMap(\.self).max()
  }

  /// Changes the period in which a terminal did something at `moment`.
  ///
  /// - Parameter isLate: whether that may have been in one that is over: such a one stays as it is, and whoever
  ///   counts a later one finds nothing of it there. What is done now is of this one, wherever the clock was set.
  mutating func change(
    period id: String, _ title: String, at moment: Moment, isLate: Bool = false,
    _ change: (inout TerminalPeriod) -> Void
  ) {
    let known = periods[id] ?? TerminalPeriod(title: title)
    var period = period(of: id, known, at: moment)
    let isOver = period.since.map { moment < $0 } ?? false
    if isLate, isOver, holdsPeriods || terminals[id]?.settlesAt != nil { return }
    let before = period
    change(&period)
    if holdsPeriods, !period.hasDone(the: before) { period.counted = nil }
    core.periods = (core.periods ?? [:]).merging([id: period]) { _, new in new }
  }

  /// Changes the terminals; where an hour goes, its period is first what that hour has made of it.
  mutating func configure(_ change: TerminalChange) {
    switch change {
    case .changed(let terminal) where terminal.settlesAt != terminals[terminal.id]?.settlesAt:
      roll(terminal.id, at: terminal.settlesFrom)
    case .removed(let id, let at): roll(id, at: at)
    case .added, .changed, .marked: break
    }
    core.terminals.apply(change)
  }

  private mutating func roll(_ id: String, at moment: Moment?) {
    guard let moment, let known = core.periods?[id] else { return }
    let rolled = period(of: id, known, at: moment)
    core.periods?[id] = rolled
  }

  /// A closing report has named what nobody counted before its terminal settled itself.
  mutating func noteUncountedSeen(at moment: Moment) {
    guard terminals.all.contains(where: { $0.settlesAt != nil }), core.periods != nil else {
      return
    }
    core.periods = periods(at: moment).mapValues { period in
      var period = period
      period.uncounted = nil
      return period
    }
  }

  private func period(
    of id: String, _ period: TerminalPeriod, at moment: Moment
  ) -> TerminalPeriod {
    guard let end = end(of: id, before: moment), period.since.map({ $0 < end }) ?? true
    else { return period }
    var next = TerminalPeriod(title: period.title, since: end)
    next.uncounted = period.isEmpty || period.counted != nil ? period.uncounted : end
    return next
  }

  /// When its terminal settled itself last before `moment`; nil where it does not, or did not yet.
  private func end(of id: String, before moment: Moment) -> Moment? {
    guard let terminal = terminals[id], let flow,
      let minute = terminal.settlesAt.flatMap(LocalTime.minuteOfDay)
    else { return nil }
    let end = LocalTime.last(
      minute: minute, before: moment, offsetSeconds: flow.start.offsetSeconds)
    return terminal.settlesFrom.map { end < $0 } == true ? nil : end
  }
}
