import KassaRuntime

/// Where the rules of two stores send charges to different terminals, over amounts, times of day, weekdays,
/// dates, cashiers and departments.
struct TerminalDifferences {
  /// What one charge comes to on both sides.
  private struct Choice: Hashable {
    let from, to: String
    let ruleBefore, ruleAfter: String

    var isSame: Bool { from == to }
  }

  private let old, new: ComparedStore
  private let terminals: [ComparedStore.Tried]
  /// Providers that have another id now: that is told elsewhere.
  private let renamed: [String: String]
  private var grid: ChargeGrid

  /// - Parameter date: the day that stands for those that no script names.
  static func between(
    _ old: ComparedStore, _ new: ComparedStore, on date: LocalTime,
    renamed: [String: String] = [:]
  ) throws(StoreError) -> [Difference] {
    var found: [Difference] = []
    let all = ComparedStore.terminals(of: [old, new], renamed: renamed)
    guard !all.isEmpty else { return [] }
    // Rules differ where a till has all the terminals that they name, and where it has the usual one alone.
    for terminals in all.count > 1 ? [all, [all[0]]] : [all] {
      var compared = TerminalDifferences(
        old: old, new: new, terminals: terminals, renamed: renamed,
        grid: ChargeGrid([old, new], on: date))
      for each in try compared.run() where !found.contains(each) { found.append(each) }
    }
    return found
  }

  private mutating func run() throws(StoreError) -> [Difference] {
    var found: [Difference] = []
    for cashier in grid.cashiers {
      for goods in grid.departments {
        let cells = try halved(cashier, goods)
        for each in boxes(cells) {
          let who = grid.cashiers.count > 1 ? cashier.map { ", \($0)" } ?? "" : ""
          let what = goods.isEmpty ? "" : ", with goods of \(goods.joined(separator: ", "))"
          let (choice, when) = (each.choice, each.when + who + what)
          let rules = "was «\(choice.ruleBefore)», now «\(choice.ruleAfter)»"
          let difference = Difference(
            .terminal, when, from: choice.from, to: "\(choice.to) (\(rules))",
            place: place(of: choice))
          if !found.contains(where: { $0.text == difference.text }) { found.append(difference) }
        }
      }
    }
    return found
  }

  /// The line of the rule that chooses now, or that chose before.
  private func place(of choice: Choice) -> String? {
    func line(_ store: ComparedStore, _ rule: String) -> String? {
      let rules = store.table["default_terminal"].list ?? []
      let index = rules.firstIndex { each in
        let label = each["1"] == .null ? each.list?.first ?? .null : each["1"]
        return label.string == rule || label["ru"].string == rule || label["en"].string == rule
      }
      return index.map { store.place(of: "default_terminal[\($0 + 1)]") }
    }
    return line(new, choice.ruleBefore) ?? line(new, choice.ruleAfter)
      ?? line(old, choice.ruleBefore)
  }

  // MARK: What is chosen

  /// By day, amount and minute.
  private typealias Cells = [[[Choice]]]

  private func choices(
    _ questions: [TerminalWhy.Question]
  ) throws(StoreError) -> [Choice] {
    let (before, after) = (
      try old.choices(questions, terminals),
      try new.choices(questions, terminals.map { $0.renamed(renamed) })
    )
    return zip(before, after).map { old, new in
      Choice(
        from: name(old.id), to: name(new.id), ruleBefore: old.rule, ruleAfter: new.rule)
    }
  }

  private func name(_ id: String) -> String {
    switch id {
    case "ask": "the cashier is asked"
    case "none": "no terminal"
    default: terminals.first { $0.id == id }?.name ?? id
    }
  }

  /// Where a charge stands in the net.
  private struct Point: Hashable {
    let day: Int
    let amount: Int64
    let minute: Int
  }

  /// What every charge of the net comes to; what was asked before is not asked again.
  private func choices(
    _ cashier: String?, _ goods: [String], _ known: inout [Point: Choice]
  ) throws(StoreError) -> Cells {
    var missing: [Point] = []
    for day in grid.days.indices {
      for amount in grid.amounts {
        for minute in grid.minutes {
          let point = Point(day: day, amount: amount, minute: minute)
          if known[point] == nil { missing.append(point) }
        }
      }
    }
    let questions = missing.map {
      grid.question($0.amount, $0.minute, grid.days[$0.day], cashier, goods)
    }
    for (point, choice) in zip(missing, try choices(questions)) { known[point] = choice }
    return grid.days.indices.map { day in
      grid.amounts.map { amount in
        grid.minutes.compactMap { known[Point(day: day, amount: amount, minute: $0)] }
      }
    }
  }

  // MARK: Borders

  /// Halves each span between two minutes, and two amounts, that behave differently, until the border itself
  /// is among those that are tried.
  private mutating func halved(_ cashier: String?, _ goods: [String]) throws(StoreError) -> Cells {
    var known: [Point: Choice] = [:]
    for _ in 0..<Self.halvingsMax {
      let cells = try choices(cashier, goods, &known)
      let (amounts, minutes) = (grid.amounts, grid.minutes)
      var (moreAmounts, moreMinutes) = (Set<Int64>(), Set<Int>())
      for index in amounts.indices.dropFirst() where amounts[index] - amounts[index - 1] > 1 {
        if cells.contains(where: { $0[index] != $0[index - 1] }) {
          moreAmounts.insert((amounts[index] + amounts[index - 1]) / 2)
        }
      }
      for index in minutes.indices.dropFirst() where minutes[index] - minutes[index - 1] > 1 {
        if cells.contains(where: { $0.contains { $0[index] != $0[index - 1] } }) {
          moreMinutes.insert((minutes[index] + minutes[index - 1]) / 2)
        }
      }
      if moreAmounts.isEmpty, moreMinutes.isEmpty { return cells }
      grid.amounts = (amounts + moreAmounts).sorted()
      grid.minutes = (minutes + moreMinutes).sorted()
    }
    return try choices(cashier, goods, &known)
  }

  /// From the most that a line may cost down to a kopeck.
  private static let halvingsMax = 31

  // MARK: Telling

  private struct Box {
    let choice: Choice
    let when: String
  }

  /// The charges that differ, as few boxes of days, minutes and amounts.
  private func boxes(_ cells: Cells) -> [Box] {
    var found: [Box] = []
    let all = Set(cells.joined().joined()).filter { !$0.isSame }
    let sorted = all.sorted { ($0.ruleBefore, $0.from, $0.to) < ($1.ruleBefore, $1.from, $1.to) }
    for choice in sorted {
      // For each day, which minutes of which amounts.
      let ofDays = cells.map { amounts in
        amounts.map { minutes in minutes.indices.filter { minutes[$0] == choice } }
      }
      var told: Set<[[Int]]> = []
      for shape in ofDays where shape.contains(where: { !$0.isEmpty }) {
        guard told.insert(shape).inserted else { continue }
        let days = ofDays.indices.filter { ofDays[$0] == shape }
        for (amounts, minutes) in Self.runs(shape) {
          found.append(
            Box(
              choice: choice,
              when: [
                grid.shown(days: days), grid.shown(minutes: minutes), self.amounts(amounts),
              ].joined(separator: " ").replacing(" ,", with: ",")))
        }
      }
    }
    return found
  }

  /// Amounts next to each other that have the same minutes.
  private static func runs(_ shape: [[Int]]) -> [(amounts: Range<Int>, minutes: [Int])] {
    var runs: [(amounts: Range<Int>, minutes: [Int])] = []
    for (index, minutes) in shape.enumerated() where !minutes.isEmpty {
      if let last = runs.last, last.amounts.upperBound == index, last.minutes == minutes {
        runs[runs.count - 1].amounts = last.amounts.lowerBound..<(index + 1)
      } else {
        runs.append((index..<(index + 1), minutes))
      }
    }
    return runs
  }

  private func amounts(_ range: Range<Int>) -> String {
    let isFirst = range.lowerBound == 0
    let isLast = range.upperBound == grid.amounts.count
    if isFirst, isLast { return "all amounts" }
    let from = Money(checked: grid.amounts[range.lowerBound])
    if isLast { return "from \(from)" }
    let below = Money(checked: grid.amounts[range.upperBound])
    return isFirst ? "below \(below)" : "from \(from) below \(below)"
  }
}
