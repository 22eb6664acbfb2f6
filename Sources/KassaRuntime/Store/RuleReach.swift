/// Rules that can never choose, rules that others stand before, and charges that none is for.
struct RuleReach {
  /// By the place of a rule: the rules before it that leave it nothing.
  private(set) var stopped: [Int: [Int]] = [:]
  /// By the place of a rule: wider rules before it, which must find no terminal first.
  private(set) var late: [Int: [Int]] = [:]
  /// Rules that hold for no charge.
  private(set) var impossible: [Int] = []
  /// The first charge for which no rule is sure to hold.
  private(set) var gap: RuleGrid.Charge?

  private let rules: [DefaultRule]
  /// What each rule was found to do over all charges, by its place.
  private var found: [Found]

  fileprivate struct Found {
    /// Earlier rules that are sure to stop it where they hold: they ask, or mean its terminals too.
    let stoppers: RuleGrid.Rules
    var held = false
    var isReached = false
    var isFirst = false
    /// The first stopper, and the first rule before it, of each charge it holds for.
    var stoppedBy: RuleGrid.Rules = 0
    var after: RuleGrid.Rules = 0
    /// Rules that hold for a charge it does not hold for.
    var wider: RuleGrid.Rules = 0
  }

  init(_ rules: [DefaultRule], _ grid: RuleGrid) {
    self.rules = rules
    let sure = Self.bits(rules.indices.filter { !rules[$0].hasFunction })
    found = rules.enumerated().map { place, rule in
      let stoppers = rules[..<place].indices.filter { earlier in
        rules[earlier].asks || (!rule.asks && rules[earlier].isWider(than: rule))
      }
      return Found(stoppers: Self.bits(stoppers) & sure)
    }
    var gap: RuleGrid.Charge?
    var found = found
    grid.forEach { charge, holding in
      if holding & sure == 0, gap == nil { gap = charge }
      for place in found.indices { found[place].see(holding, sure, at: place) }
    }
    self.found = found
    self.gap = gap
    judge()
  }

  private mutating func judge() {
    for (place, rule) in found.enumerated() {
      if !rule.held {
        impossible.append(place)
      } else if !rule.isReached {
        stopped[place] = Self.places(rule.stoppedBy)
      } else if !rule.isFirst, !rules[place].isUnconditional, rule.after & rule.wider != 0 {
        late[place] = Self.places(rule.after & rule.wider)
      }
    }
  }

  private static func bits(_ places: [Int]) -> RuleGrid.Rules { places.reduce(0) { $0 | 1 << $1 } }

  private static func places(_ bits: RuleGrid.Rules) -> [Int] {
    (0..<RuleGrid.rulesMax).filter { bits & 1 << $0 != 0 }
  }
}

extension RuleReach.Found {
  fileprivate mutating func see(
    _ holding: RuleGrid.Rules, _ sure: RuleGrid.Rules, at place: Int
  ) {
    let own: RuleGrid.Rules = 1 << place
    guard holding & own != 0 else {
      wider |= holding
      return
    }
    held = true
    let stopping = holding & stoppers
    if stopping == 0 { isReached = true } else { stoppedBy |= stopping & ~(stopping - 1) }
    let before = holding & sure & (own - 1)
    if before == 0 { isFirst = true } else { after |= before & ~(before - 1) }
  }
}
