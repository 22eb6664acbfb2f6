package import KassaRuntime

/// From where on a store asks something else, whether its text names that or not: amounts of a sale, times, and
/// what its scripts remember beyond a receipt.
package struct StoreBorders: Hashable, Sendable {
  /// The first of each span of amounts.
  package internal(set) var amounts: [Money] = []
  /// The first and the last of each span of times.
  package internal(set) var moments: [Moment] = []
  /// Values after which a sale goes otherwise than on a new till.
  package internal(set) var kept: [WalkedSetup.Kept] = []

  /// What this one has or the other, and not both.
  func onlyInOne(with other: StoreBorders) -> StoreBorders {
    func only<Border: Equatable>(_ one: [Border], _ two: [Border]) -> [Border] {
      one.filter { !two.contains($0) } + two.filter { !one.contains($0) }
    }
    return StoreBorders(
      amounts: only(amounts, other.amounts), moments: only(moments, other.moments),
      kept: only(kept, other.kept))
  }
}

/// Sells one good in the most usual way again and again, at other amounts, times and remembered values, and
/// halves between two of them that are asked otherwise.
struct BorderSearch {
  private let till: ExploredTill
  private let store: ExploredStore
  private let world: ExploredWorld

  /// Roubles from the least to more than most sales.
  private static let net: [Int64] = [1, 100, 500, 1_000, 5_000, 15_000, 50_000, 300_000]
  private static let stepsMax = 12
  private static let amountsMax = 6
  private static let momentsMax = 8
  /// Of one remembered value so many are tried, and so many that matter are kept.
  private static let (valuesMax, keptMax) = (60, 2)

  static func borders(of store: ExploredStore) async throws -> StoreBorders {
    var found = StoreBorders()
    guard store.facts.hasFlowFunctions, let world = ExploredWorlds.of(store).last(where: \.isWide)
    else { return found }
    let search = BorderSearch(till: try ExploredTill(store), store: store, world: world)
    found.amounts = try await search.amounts()
    if store.facts.looksAtTime { found.moments = try await search.moments() }
    found.kept = try await search.kept()
    return found
  }

  // MARK: What a sale is like

  /// Comes to the goods of a first sale; false where no usual answer leads there.
  private func standAtSale(in world: ExploredWorld) async throws -> Bool {
    try await till.begin(world)
    for _ in 0..<Self.stepsMax {
      guard let prompt = till.prompt, !prompt.isSale else { return till.prompt != nil }
      guard let move = usual, try await takes(move) else { return false }
    }
    return false
  }

  /// What is asked from a good to the next sale, each answered as it is usual.
  private func trail(_ good: SaleAction, _ button: String) async throws -> [String] {
    guard try await takes(Move(.action(good))) else { return ["refused"] }
    var trail: [String] = []
    var isPaid = false
    for _ in 0..<Self.stepsMax {
      guard let prompt = till.prompt else { break }
      let buttons = prompt.buttons.map(\.id).joined(separator: " ")
      trail.append("\(prompt.id) \(buttons) \(till.sight?.reason ?? "")")
      if prompt.isSale, isPaid { break }
      let move = prompt.isSale ? Move(.button(button)) : usual
      isPaid = isPaid || prompt.isSale
      guard let move, try await takes(move) else { break }
    }
    return trail
  }

  /// What is typed where something is to be typed, else the first button.
  private var usual: Move? {
    let moves = till.moves().filter { $0.departs == 0 }
    return moves.first {
      switch $0.answer {
      case .amount, .text, .count: true
      case .button, .cancel, .action: false
      }
    } ?? moves.first
  }

  private func takes(_ move: Move) async throws -> Bool {
    do { try await till.take(move) } catch is AnswerError { return false } catch is WalkedAstray {
      return false
    }
    return true
  }

  /// The buttons that a sale is paid by, where it stands.
  private var payments: [String] {
    (till.prompt?.buttons ?? []).map(\.id).filter { $0.hasPrefix("pay.") }
  }

  /// Trails of these goods in another world.
  private func trails(
    of goods: [SaleAction], in world: ExploredWorld
  ) async throws -> [[String]] {
    guard try await standAtSale(in: world), let start = till.save(), let button = payments.first
    else { return [] }
    var found: [[String]] = []
    for good in goods {
      till.restore(start)
      found.append(try await trail(good, button))
    }
    return found
  }

  /// One of each kind.
  private var goods: [SaleAction] {
    (store.kindsOfGoods.prefix(4) + store.goods.filter(store.singlesOut).prefix(2))
      .compactMap { $0.barcodes.first }
      .map { .add(barcode: $0, quantity: nil) } + [Self.free]
  }

  private static let free = SaleAction.free(name: "Товар", price: Money(checked: 500_00))
}

// MARK: - Looking for them

extension BorderSearch {
  private func amounts() async throws -> [Money] {
    guard try await standAtSale(in: world), let start = till.save() else { return [] }
    let named = store.facts.amounts.map(\.kopecks)
    let net = Set(Self.net.map { $0 * 100 } + named.prefix(12)).filter { $0 > 0 }.sorted()
    var (inText, others) = ([Int64](), [Int64]())
    for button in payments.prefix(2) {
      let known = try await Borders.halved(net) { kopecks in
        till.restore(start)
        return try await trail(.free(name: "Товар", price: Money(checked: kopecks)), button)
      }
      for border in Borders.starts(known) {
        if named.contains(where: { abs($0 - border) <= 1 }) {
          inText.append(border)
        } else {
          others.append(border)
        }
      }
    }
    // Amounts that the text names are tried without, and leave room for the others.
    let found = Set(others).sorted().prefix(Self.amountsMax) + Set(inText).sorted()
    return found.map { Money(checked: $0) }
  }

  private func moments() async throws -> [Moment] {
    let offset = Int64(DayClock.offsetSeconds) * 1_000
    let midnight = (world.now.milliseconds + offset) / 86_400_000 * 86_400_000 - offset
    func at(_ minute: Int64, day: Int64 = 0) -> Moment {
      Moment(milliseconds: midnight + day * 86_400_000 + minute * 60_000)
    }
    func trails(at moment: Moment) async throws -> [[String]] {
      var other = world
      other.now = moment
      return try await self.trails(of: goods, in: other)
    }
    let known = try await Borders.halved((0..<24).map { $0 * 60 } + [1439]) {
      try await trails(at: at($0))
    }
    var found = Borders.starts(known).flatMap { [at($0 - 1), at($0)] }
    let noon = try await trails(at: at(720))
    let today = (midnight + offset) / 86_400_000
    let dates = store.facts.literals.dates.compactMap { StoreFacts.day($0) }.sorted()
    let days = Array(1...6) + dates.flatMap { [$0 - 1 - today, $0 - today, $0 + 1 - today] }
    for day in days where try await trails(at: at(720, day: day)) != noon {
      found.append(at(720, day: day))
    }
    return Array(found.prefix(Self.momentsMax))
  }

  private func kept() async throws -> [WalkedSetup.Kept] {
    let usual = try await trails(of: [Self.free], in: world)
    var found: [WalkedSetup.Kept] = []
    for candidates in store.facts.keptChoices(atMost: Self.valuesMax) {
      var ofThis = 0
      for each in candidates where ofThis < Self.keptMax {
        var other = world
        other.setup.kept = [each]
        guard try await trails(of: [Self.free], in: other) != usual else { continue }
        found.append(each)
        ofThis += 1
      }
    }
    return found
  }
}
