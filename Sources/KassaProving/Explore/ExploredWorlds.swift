import KassaRuntime

/// The worlds in which a store is walked.
///
/// The first is a new till. In the second it has a terminal of each kind and for each purpose. Each of the
/// others has another time, at a border of a rule or of what its functions do, or something that scripts
/// remember; there only what is sold and paid is walked. In the last of them a sale was made: it goes back, or
/// its shift is closed.
enum ExploredWorlds {
  static func of(_ store: ExploredStore) -> [ExploredWorld] {
    let facts = store.facts
    let first = ExploredWorld()
    guard !facts.providers.isEmpty else { return [first] + afterSale(facts, in: first) }
    var second = ExploredWorld()
    second.setup = setup(facts)
    second.name = "with terminals"
    var worlds = [first, second]
    var times: Set<Moment> = [first.now]
    for rule in facts.rules {
      for (moment, name) in moments(of: rule, around: first.now) {
        guard times.insert(moment).inserted else {
          if rule.namesBesideTime >= 2, let same = worlds.firstIndex(where: { $0.now == moment }) {
            worlds[same].departs = false
          }
          continue
        }
        var world = second
        (world.now, world.name, world.isNarrow) = (moment, name, true)
        // What one rule names meets in all combinations, and in pairs what many do.
        world.departs = rule.namesBesideTime < 2
        world.sellsGoods = rule.department != nil
        worlds.append(world)
      }
    }
    for moment in store.borders.moments where times.insert(moment).inserted {
      var world = second
      (world.now, world.isNarrow, world.sellsGoods) = (moment, true, true)
      world.name = LocalTime(moment, offsetSeconds: DayClock.offsetSeconds).text
      world.departs = true
      worlds.append(world)
    }
    for kept in store.borders.kept {
      var world = second
      (world.setup.kept, world.isNarrow, world.sellsGoods) = ([kept], true, true)
      world.name = "with \(kept.name) kept before"
      world.departs = true
      worlds.append(world)
    }
    return worlds + afterSale(facts, in: second)
  }

  /// A sale that goes back: in cash, of each age that functions look at, on a terminal of each provider; and where
  /// terminals are counted one on each, whose shift is closed.
  private static func afterSale(_ facts: StoreFacts, in world: ExploredWorld) -> [ExploredWorld] {
    func sold(
      _ name: String, isByCard: Bool = false, age: Int64 = hour, then: SoldBefore.Next = .returns
    ) -> ExploredWorld {
      var other = world
      other.sold = SoldBefore(isByCard: isByCard, ageMilliseconds: age, leads: then)
      let what = then == .returns ? "return of a sale" : "closing after a charge"
      (other.name, other.isNarrow, other.departs) = ("\(what) \(name)", true, true)
      return other
    }
    let aged = facts.compared.ages.flatMap { number -> [ExploredWorld] in
      let isHours = number.isMultiple(of: 12) && number < 100
      let age: Int64 = number * (isHours ? hour : 24 * hour)
      let name = "than \(number) \(isHours ? "hours" : "days") ago"
      return [
        sold("of less \(name)", age: age - hour / 60),
        sold("of more \(name)", age: age + hour / 60),
      ]
    }
    func onTerminals(_ then: SoldBefore.Next) -> [ExploredWorld] {
      facts.providers.indices.map { index in
        var other = sold(
          "on «\(facts.providers[index].id)»", isByCard: true, age: then == .returns ? hour : 0,
          then: then)
        other.setup.marked = index
        return other
      }
    }
    return [sold("in cash")] + aged + onTerminals(.returns)
      + (facts.countsTerminals ? onTerminals(.closing) : [])
  }

  private static let hour: Int64 = 3_600_000

  /// A terminal of each provider, the first of them for each purpose; that one is marked.
  private static func setup(_ facts: StoreFacts) -> WalkedSetup {
    var terminals = facts.providers.enumerated().map { index, provider in
      WalkedSetup.Terminal(
        name: "T\(index + 1)", provider: provider.id, settings: provider.settings)
    }
    let provider = facts.providers[0]
    for (index, purpose) in facts.purposes.enumerated() {
      terminals.append(
        WalkedSetup.Terminal(
          name: "P\(index + 1)", provider: provider.id, purpose: purpose,
          settings: provider.settings))
    }
    return WalkedSetup(terminals: terminals, marked: 0)
  }

  /// Moments at which a rule begins and ends to hold.
  private static func moments(
    of rule: StoreFacts.Rule, around now: Moment
  ) -> [(Moment, String)] {
    let offset = Int64(DayClock.offsetSeconds) * 1_000
    let (day, minute) = (86_400_000 as Int64, 60_000 as Int64)
    let today = (now.milliseconds + offset) / day
    let noon = 12 * 60
    func moment(_ days: Int64, _ minutes: Int) -> Moment {
      Moment(milliseconds: days * day + Int64(minutes) * minute - offset)
    }
    func name(_ days: Int64, _ minutes: Int) -> String {
      LocalTime(moment(days, minutes), offsetSeconds: DayClock.offsetSeconds).text
    }
    var found: [(Int64, Int)] = []
    let days = rule.days.map { [$0.lowerBound] } ?? [weekday(rule, from: today)]
    for each in days {
      if let (from, to) = rule.minutes {
        found += [from, (from + 1439) % 1440, to, (to + 1439) % 1440].map { (each, $0) }
      } else {
        found.append((each, noon))
      }
    }
    if let end = rule.days?.upperBound { found.append((end + 1, noon)) }
    return found.filter { $0.0 >= today - 4_000 }.map { (moment($0.0, $0.1), name($0.0, $0.1)) }
  }

  /// The first day from `today` on that is one of the rule's weekdays.
  private static func weekday(_ rule: StoreFacts.Rule, from today: Int64) -> Int64 {
    guard let weekdays = rule.weekdays else { return today }
    // 1970-01-01 was a Thursday.
    return (today..<(today + 7)).first { weekdays.contains(Int(($0 + 3) % 7) + 1) } ?? today
  }
}
