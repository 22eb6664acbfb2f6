import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import KassaEmulators
@testable import KassaProving
@testable import KassaRuntime

/// A shop with three terminals of banks, two of them standalone: what is around its till.
final class MonthWorld: Sendable {
  private struct State {
    var now = Moment(milliseconds: 1_767_596_400_000)  // 2026-01-05 10:00 in Moscow, a Monday
    var terminals = [
      "Сбер": BankTerminal("Сбер", .inside), "ВТБ": BankTerminal("ВТБ", .beside),
      "pinpad": BankTerminal("Пинпад", .beside),
    ]
    var slip = 0
    var numbers = SplitMix64(7)
    var counts: [TerminalCount] = []
    var drawers: [DrawerCount] = []
  }

  private let state = Mutex(State())
  let folder = ScratchFolder.path("month")

  static let store = """
    return store { api = 1, name = "Месяц", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Магазин", counts = true,
      cashiers = { "Анна", "Борис", "Вера", { "Галина", role = "senior" },
        { "Денис", role = "senior" } },
      rights = { returns = { above = rub "1000", shift = rub "3000" } } }
    """

  /// It does at three in the night, and nobody is asked.
  static let settlesItself = "ВТБ"

  static func pin(of name: String) -> String {
    let place = MonthPlan.names.firstIndex(of: name) ?? 0
    return ["581258125812", "692369236923", "703470347034", "814581458145", "925692569256"][place]
  }

  var now: Moment { state.withLock { $0.now } }
  var counts: [TerminalCount] { state.withLock { $0.counts } }
  var drawers: [DrawerCount] { state.withLock { $0.drawers } }

  func pass(seconds: Int64) {
    state.withLock { $0.now = $0.now.adding(milliseconds: seconds * 1000) }
  }

  /// The next morning at ten.
  func sleep() {
    state.withLock { state in
      let (day, hour): (Int64, Int64) = (86_400_000, 3_600_000)
      let days = (state.now.milliseconds + 3 * hour) / day
      state.now = Moment(milliseconds: (days + 1) * day + 7 * hour)
      state.terminals[Self.settlesItself]?.settle()
    }
  }

  func perform(_ act: BankTerminal.Act, _ kopecks: Int64, at terminal: String) {
    state.withLock { $0.terminals[terminal]?.perform(act, kopecks) }
  }

  func settle(_ terminal: String) { state.withLock { $0.terminals[terminal]?.settle() } }
  func report(of terminal: String) -> [String: Int64] {
    state.withLock { $0.terminals[terminal]?.report ?? [:] }
  }
  func slip() -> Int {
    state.withLock { state in
      state.slip += 1
      return state.slip
    }
  }

  private func hear(_ entries: [Entry]) {
    for change in entries.flatMap(\.changes) {
      switch change {
      case .till(.terminalCounted(let count)): state.withLock { $0.counts.append(count) }
      case .till(.drawerCounted(let count)): state.withLock { $0.drawers.append(count) }
      default: break
      }
    }
  }
}

// MARK: - Its till

extension MonthWorld {
  private var registration: RegistrarRegistration {
    RegistrarRegistration(
      seller: Seller(name: "Месяц", inn: "7701234567", address: "Москва", place: "Магазин"),
      taxation: [.usnIncome])
  }

  /// People, and two terminals that a technician has set up.
  func setUp() throws {
    try makeFolder(folder + "/data")
    try makeFolder(folder + "/store")
    try Self.store.write(toFile: folder + "/store/store.lua", atomically: true, encoding: .utf8)
    let pins = try Pins(folder: folder + "/data", seam: .production, rounds: 2)
    for name in MonthPlan.names {
      try pins.propose(Self.pin(of: name), of: name)
      _ = try pins.confirm(Self.pin(of: name), of: name, at: now)
    }
    let desk = try TerminalDesk(
      folder: folder + "/data", store: try StoreBundle(folder: folder + "/store"), by: "setup",
      clock: { self.now })
    for name in MonthPlan.standalone {
      let added = try desk.add(provider: "standalone", name: name, purpose: nil)
      if name == "Сбер" { _ = try desk.mark(added.id) }
      if name == Self.settlesItself {
        _ = try desk.setSettlement(of: added.id, at: "03:00")
      }
    }
  }

  func till(before cashier: MonthCashier) async throws -> Till {
    let registrar = try EmulatedRegistrar(
      folder: folder + "/data", registration: registration, clock: { self.now },
      offsetSeconds: 10_800)
    var settings = Till.Settings(
      clock: { self.now }, log: Logger(label: "kassa.month") { _ in SwiftLogNoOpLogHandler() })
    settings.pinRounds = 2
    settings.random = { self.state.withLock { $0.numbers.next() } }
    settings.committed = { self.hear($0) }
    return try await Till(
      store: try StoreBundle(folder: folder + "/store"), data: folder + "/data",
      registrar: registrar, cashier: cashier, terminals: [MonthPinpad(world: self)],
      settings: settings)
  }

  var documents: [FiscalRecord] {
    get throws { try EmulatedRegistrarControl(folder: folder + "/data").receipts() }
  }

  func remove() throws { try FileManager.default.removeItem(atPath: folder) }
}

/// The shop's connected terminal: it does what it is asked for, once by each key.
private final class MonthPinpad: TerminalDriver {
  let id = "connected"
  let name = "Пинпад"
  private let world: MonthWorld
  private let replies = Mutex(PinpadReplies())

  init(world: MonthWorld) { self.world = world }

  private func perform(_ act: BankTerminal.Act, _ request: TerminalCharge) -> TerminalReply {
    replies.withLock { replies in
      if let known = replies[request] { return known }
      world.perform(act, request.amount.kopecks, at: "pinpad")
      let reply = TerminalReply.approved(reference: "op \(replies.count + 1)")
      replies[request] = reply
      return reply
    }
  }

  func charge(_ request: TerminalCharge) async -> TerminalReply { perform(.charge, request) }

  func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply {
    perform(.refund, request)
  }

  func void(_ charge: TerminalCharge) async -> TerminalReply {
    world.perform(.void, charge.amount.kopecks, at: "pinpad")
    return .approved(reference: "void")
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    replies.withLock { $0.outcome(of: request) }
  }
}
