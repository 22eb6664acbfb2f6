import Foundation
import KassaEmulators
package import KassaRuntime

/// A store's till in memory that is stepped by answers: what `explore` walks, and what compares two
/// stores by the same answers.
///
/// To step two tills alike, `begin` both in the same world; as long as `prompt` says the same of both,
/// take one of `moves()` on each by `take`. To come back to a place, `save` it first and `restore` it.
/// To have all ways of one store, use `Explorer` instead: `Exploration.ways`.
///
///     let old = try ExploredTill(ExploredStore(folder: "v1"))
///     let new = try ExploredTill(ExploredStore(folder: "v2"))
///     for till in [old, new] { try await till.begin(ExploredWorld()) }
///     while old.prompt?.id == new.prompt?.id, let move = old.moves().first {
///       let before = try await old.take(move), after = try await new.take(move)
///       // `before` and `after` hold what happened: documents, ends of flows, failures.
///     }
///
/// Not safe to share: one task at a time calls it.
package final class ExploredTill {
  package let store: ExploredStore
  private var till: WalkedTill
  private let registrar: ExploredRegistrar
  private let pinpad = ExploredPinpad()
  private let service: ExploredService
  private let answers: ExploredAnswers
  private let data: String
  private let clock: ExploredClock
  private var begun = Begun(world: ExploredWorld()) {
    didSet { till.keepsPeriods = begun.world.sold?.leads == .closing }
  }
  private var beginnings: [ExploredWorld: (saved: Saved, events: [WalkedEvent])] = [:]
  /// What happened up to the first prompt.
  package private(set) var beginning: [WalkedEvent] = []

  package init(_ store: ExploredStore) throws {
    self.store = store
    service = ExploredService(store.facts.serviceExamples)
    data = ScratchFolder.path("explore")
    try makeFolder(data)
    if !store.goods.isEmpty { try GoodsTable(folder: data).replace(with: store.goods) }
    let manifest = try StoreLoading.load(store.bundle).manifest
    let clock = ExploredClock()
    self.clock = clock
    registrar = ExploredRegistrar(
      RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation]), clock)
    answers = ExploredAnswers(store)
    var settings = Till.Settings(
      language: store.language, columns: 48, offsetSeconds: DayClock.offsetSeconds,
      clock: { clock.now }, log: DayLog.silent)
    settings.services = service
    let pinpad = pinpad
    settings.connect = { pinpad.driver(id: $0.id, name: $0.name) }
    till = try WalkedTill(store.bundle, data: data, registrar: registrar, settings: settings)
    till.renumbers = { [registrar] in registrar.renumber(known: $0, isShiftOpen: $1) }
    till.beginsReceipt = { [registrar, pinpad] receipt in
      registrar.forget(receipt)
      pinpad.forget(receipt)
    }
  }

  deinit { try? FileManager.default.removeFolder(data) }

  /// Starts the till with nobody at it.
  package func begin(_ world: ExploredWorld) async throws {
    if let known = beginnings[world] {
      restore(known.saved)
      beginning = known.events
      return
    }
    clock.now = world.now
    registrar.memory = ExploredRegistrar.State()
    pinpad.memory = ExploredPinpad.State()
    begun = Begun(world: world)
    try await till.begin(world.setup)
    if let sold = world.sold { try await sell(sold) }
    beginning = till.events
    // A whole sale: it is begun with again and again.
    if world.sold != nil { beginnings[world] = save().map { ($0, beginning) } }
  }

  /// What was done before a world begins.
  fileprivate struct Begun {
    let world: ExploredWorld
    var sold: SoldReceipt?
    var sale: [Exploration.Way.Step] = []
  }

  /// The sale that may go back here.
  package var sold: SoldReceipt? {
    get { begun.sold }
    set { (begun.sold, till.sold) = (newValue, newValue) }
  }

  /// How that was made.
  var sale: [Exploration.Way.Step] { begun.sale }

  /// Whether the sale of a world comes to a receipt.
  func sells(_ world: ExploredWorld) async throws -> Bool {
    do { try await begin(world) } catch is WalkedAstray { return false }
    return true
  }

  /// Sells a good in the most usual way, to the next sale.
  ///
  /// - Throws: `WalkedAstray.nowhere` where that comes to no receipt.
  private func sell(_ before: SoldBefore) async throws {
    till.keepsSale = true
    defer { till.keepsSale = false }
    for _ in 0..<Self.saleStepsMax {
      guard let prompt else { break }
      if prompt.isSale, let printed = till.sold {
        sold = printed.older(by: before.ageMilliseconds)
        return
      }
      guard let move = UsualSale.move(at: prompt, of: moves(), sight, before) else { break }
      do {
        let taken = try await take(move)
        begun.sale.append((prompt, move, taken.allowedBy))
      } catch is AnswerError { break }
    }
    throw WalkedAstray.nowhere
  }

  private static let saleStepsMax = 30

  /// The prompt that stands, as a front end shows it.
  package var prompt: Prompt? { till.prompt }

  /// What stands beside it.
  package var sight: WalkedSight? { till.sight }

  /// What scripts remember of the receipt, but for what the stock library does.
  var memo: [String: Value] {
    (till.ledger.receipt?.remembered ?? [:]).filter { !$0.key.hasPrefix("kassa.") }
  }

  /// Where the store's file is at work; nil where the stock library asks by itself.
  package var storePlace: String? { till.storePlace }

  /// The flow that asks, and its level: "store", "stock", "last".
  package var flow: (name: String, level: String)? { till.flow }

  /// Every answer worth trying here, each without a mishap.
  package func moves() -> [Move] {
    guard let prompt, let request = till.request, let sight else { return [] }
    return answers.to(prompt, request, sight, sold: sold)
  }

  /// Answers, and runs to the next prompt.
  ///
  /// - Returns: what happened, in order, and who has let the cashier do it, where that was asked.
  /// - Throws: `AnswerError` where the answer does not count: the same prompt stands. `WalkedAstray` where
  ///   no prompt follows.
  @discardableResult
  package func take(_ move: Move) async throws -> Taken {
    switch move.mishap {
    case .registrar(let fault)?: registrar.memory.fault = fault
    case .pinpad(let plan)?: pinpad.memory.plan = plan
    case .service(let fault)?: service.set(fault)
    case .drawn(let borders)?: till.seed = borders.seed
    case .aDay?: clock.now = clock.now.adding(milliseconds: Self.dayMilliseconds)
    case .power(let cut)?: till.cut = cut
    case nil: break
    }
    defer {
      till.seed = Self.seed
      till.cut = nil
      registrar.memory.fault = nil
      pinpad.memory.plan = nil
      service.set(nil)
    }
    let allowed = try await till.answer(move.answer)
    return Taken(events: till.events, allowedBy: allowed)
  }

  private static let seed: UInt64 = 1
  private static let dayMilliseconds: Int64 = 24 * 3_600_000

  /// Cuts the power at the prompt that stands, and starts the till again.
  ///
  /// - Returns: what is otherwise then; nil where all is as it was. Afterwards `restore` or `begin`.
  func restart() -> String? { till.restart() }

  /// What an answer came to.
  package struct Taken: Sendable {
    package let events: [WalkedEvent]
    package let allowedBy: String?

    /// Whether a flow began.
    var hasBegun: Bool { events.contains { if case .began = $0 { true } else { false } } }

    /// The receipts that were issued.
    package var documents: [FiscalDocument] {
      events.compactMap { if case .printed(let document) = $0 { document } else { nil } }
    }
  }

  /// A till as it stood.
  package struct Saved {
    fileprivate let stand: WalkedTill.Stand
    fileprivate let registrar: ExploredRegistrar.State
    fileprivate let pinpad: ExploredPinpad.State
    fileprivate let now: Moment
    fileprivate let begun: Begun
  }

  /// Nil where it can't be copied.
  package func save() -> Saved? {
    till.save().map {
      Saved(
        stand: $0, registrar: registrar.memory, pinpad: pinpad.memory, now: clock.now,
        begun: begun)
    }
  }

  package func restore(_ saved: Saved) {
    till.restore(saved.stand)
    (begun, till.sold) = (saved.begun, saved.begun.sold)
    (registrar.memory, pinpad.memory) = (saved.registrar, saved.pinpad)
    clock.now = saved.now
  }

  /// Where it stands: the same for two ways after which everything goes on alike.
  package var key: ExploredKey? {
    guard let key = till.key, let sight = till.sight else { return nil }
    return ExploredKey(
      till: key,
      registrar: registrar.sight(known: sight.documents, asksForReports: sight.leftOver > 0),
      pinpad: pinpad.memory.replies.sorted, now: clock.now, sold: begun.world.sold,
      soldOn: begun.world.sold == nil ? nil : begun.world.setup.marked)
  }
}

/// A state of what is explored.
package struct ExploredKey: Hashable, Sendable {
  let till: WalkedKey
  let registrar: ExploredRegistrar.Sight
  let pinpad: [String]
  let now: Moment
  let sold: SoldBefore?
  let soldOn: Int?
}

/// A clock that stands still within a world.
final class ExploredClock: Sendable {
  private let clock = DayClock()

  var now: Moment {
    get { clock.now }
    set { clock.now = newValue }
  }
}
