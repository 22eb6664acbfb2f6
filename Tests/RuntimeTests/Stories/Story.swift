import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaEmulators
@testable import KassaRuntime

/// A till in this process with a store of the test's own, played scene by scene.
///
/// Each `play` opens the till anew on the same data, so every scene after the first is a restart.
final class Story {
  let folder: TestFolder
  let clock = TestClock()
  /// The store's script; a scene plays what stands here when it begins.
  var store: String
  let log = LogTrace()
  var seam = Seam.production
  /// Where its flows find what others have loaded.
  var images = FlowImages.shared
  /// What chance draws; nil leaves it to chance.
  var random: (@Sendable () -> UInt64)?
  /// The key that the till is told to trust.
  var trust: (key: TrustedKey, file: String)?
  /// Whether the store's folder is not where the till looks for it.
  var isStoreGone = false
  /// Makes the store's files into what the till is given; a test breaks them here.
  var spoil: (StoreBundle) -> StoreBundle = { $0 }

  /// - Parameters:
  ///   - parts: Lua that goes into the store's table.
  ///   - before: Lua that goes before it.
  init(_ parts: String = "", before: String = "") throws {
    folder = try TestFolder()
    store = Self.store(parts, before: before)
    try makeFolder(folder.path + "/leto")
  }

  /// A store whose cashier Анна is a senior with a PIN.
  static func senior(_ parts: String) throws -> Story {
    let story = try Story(#"cashiers = { { "Анна", role = "senior" } }, "# + parts)
    try story.give(["Анна": pin])
    return story
  }

  static func store(
    _ parts: String, before: String = "", inn: String = "7701234567",
    taxation: String = "usn_income"
  ) -> String {
    """
    \(before)
    return store { api = 1, name = "Лето", inn = "\(inn)", taxation = "\(taxation)",
      address = "Москва", place = "Кафе", cashiers = { "Анна" }, \(parts) }
    """
  }

  /// A store whose sale is `body`.
  static func sale(_ body: String) throws -> Story { try Story(flow(body)) }

  /// The part of a store's table that makes `body` its sale.
  static func flow(_ body: String) -> String {
    "flows = { sale = function()\n\(body)\nend },"
  }

  /// The first sign-in.
  static let signIn = [
    "sign_in.new_pin: text \(pin)", "sign_in.repeat_pin: text \(pin)",
  ]
  /// Of somebody with a role, whose PIN was given before: see `senior`.
  static let seniorSignIn = ["sign_in.pin: text \(pin)"]
  /// Long enough that it can't stand anywhere by chance.
  static let pin = "471147114711"
  static let coffee = "sale: free 199.50 Кофе"
  /// Signs in and puts a coffee on the receipt.
  static let start = signIn + [coffee]

  var data: String { folder.path + "/data" }

  /// Serves `replies`, then the front end leaves.
  ///
  /// Each is "prompt.id: answer" with an answer in the words of `Reply`. The till must ask just those
  /// prompts in that order; what it asks last is where the scene stands.
  @discardableResult
  func play(
    _ replies: [String], meanwhile: [String] = [], language: Language = .ru
  ) async throws -> Scene {
    let scene = try await played(replies, meanwhile: meanwhile, language: language)
    try await awaitRelease()
    return scene
  }

  private func played(
    _ replies: [String], meanwhile: [String], language: Language
  ) async throws -> Scene {
    let cashier = scripted(replies, meanwhile: meanwhile)
    let logged = log.count
    let till = try await open(cashier, language: language)
    await #expect(throws: CashierGone.self) { try await till.run() }
    try await FoundationJSON.check(JournalReader(folder: data), till.ledger.till)
    return try await scene(till, cashier, log.lines(after: logged))
  }

  /// A task's own references to a till go a moment after whoever awaited it goes on; the folder is
  /// another's from then on.
  func awaitRelease() async throws {
    for _ in 1...1_000 {
      if try FolderLock(data) != nil { return }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// Serves `replies` until storage fails; how, the last prompt shown, and how many were answered.
  func playUntilFailure(
    _ replies: [String]
  ) async throws -> (error: (any Error)?, stood: Prompt?, answered: Int) {
    let cashier = scripted(replies)
    var failure: (any Error)?
    do {
      try await open(cashier).run()
    } catch is CashierGone {} catch { failure = error }
    let prompts = await cashier.prompts
    return (failure, prompts.last, min(prompts.count, replies.count))
  }

  /// The till of the data folder, with `cashier` before it.
  func open(_ cashier: any Cashier, language: Language = .ru) async throws -> Till {
    let path = folder.path + "/leto"
    try store.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
    var settings = Till.Settings(
      language: language, clock: { [clock] in clock.now }, seam: seam, log: log.logger)
    settings.connect = { SocketTerminal($0) }
    settings.trust = trust
    settings.pinRounds = 2
    settings.images = images
    if let random { settings.random = random }
    if let connect { settings.connect = connect }
    settings.services = services
    if let terminalSilence { settings.terminalSilence = terminalSilence }
    settings.repeats = repeats
    try makeFolder(data)
    let opened = Result { spoil(try StoreBundle(folder: isStoreGone ? path + "/gone" : path)) }
    return try await Till(
      opening: { try opened.get() }, data: data,
      registrar: { [data, registrar, settings] in
        try registrar ?? EmulatedRegistrar(for: $0, data: data, settings: settings)
      }, cashier: cashier, terminals: terminals, settings: settings)
  }

  /// The registrar of the scenes, where it is not the store's own in the data folder.
  var registrar: (any Registrar)?
  /// How a connected terminal that was set up at the till is reached, where not by its socket.
  var connect: (@Sendable (TerminalAddress) -> any TerminalDriver)?
  /// How long a terminal is silent before a person may end that.
  var terminalSilence: Duration?
  /// Who answers.
  var source = AnswerSource.hand
  /// The shop's own services.
  var services: (any ServiceCaller)?
  /// The answers of the flow before, for one that begins over.
  var repeats: [GivenAnswer]?
  /// The connected terminals of the host.
  var terminals: [any TerminalDriver] = []

  /// Gives people their PINs as the command line does, before a scene.
  func give(_ pins: [String: String]) throws {
    try makeFolder(data)
    let kept = try Pins(folder: data, seam: .production, rounds: 2)
    for (name, pin) in pins {
      try kept.propose(pin, of: name)
      _ = try kept.confirm(pin, of: name, at: clock.now)
    }
  }

  /// The PINs typed at sign-ins so far, the last one first: who stands at the till after a restart types
  /// theirs, unless a scene says otherwise.
  private var pins: [String] = []

  /// A front end of `replies` whose person says who they are after a restart.
  func scripted(_ replies: [String], meanwhile: [String] = []) -> ScriptedCashier {
    let cashier = ScriptedCashier(replies, meanwhile: meanwhile, pins: pins, source: source)
    for reply in replies where reply.hasPrefix("sign_in.") {
      guard let range = reply.firstRange(of: "pin: text ") else { continue }
      let pin = String(reply[range.upperBound...])
      pins = [pin] + pins.filter { $0 != pin }
    }
    return cashier
  }

  func scene(
    _ till: Till, _ cashier: ScriptedCashier, _ log: [String]
  ) async throws -> Scene {
    let documents = try EmulatedRegistrarControl(folder: data).receipts()
    return await Scene(
      prompts: cashier.prompts, refusals: cashier.refusals, warnings: cashier.warnings,
      scans: cashier.scans,
      faults: log.filter { $0.hasPrefix("the flow falls back: ") },
      papers: cashier.papers, receipt: till.ledger.receipt, state: till.ledger.till,
      documents: documents.map(\.document))
  }
}

extension Story {
  /// Goods for the till: code, name, price in roubles.
  func bring(goods: [(code: String, name: String, price: String)]) throws {
    try makeFolder(data)
    let lines = goods.map { "\($0.code);\($0.name);\($0.price);none;piece" }
    let text = (["barcode;name;price;vat;measure"] + lines).joined(separator: "\n")
    let goods = try GoodsImport(csv: Data(text.utf8)).goods
    try GoodsTable(folder: data).replace(with: goods)
  }

  /// What is in fiscal memory.
  var receipts: [FiscalRecord] { get throws { try control.receipts() } }

  var control: EmulatedRegistrarControl {
    get throws { try EmulatedRegistrarControl(folder: data) }
  }

  /// What `kassa-run check` says of its store.
  func findings() throws -> [StoreCheck.Finding] {
    let path = folder.path + "/leto"
    try store.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
    return StoreCheck.findings(folder: path)
  }

  /// All that its journal holds.
  func journalEntries() throws -> [Entry] {
    try Journal(folder: data, identity: { "" }, seam: .production).entries(from: 1)
  }

  func verify() throws -> JournalReader.Verdict { try JournalReader(folder: data).verify() }

  func verify(since head: String) throws -> JournalReader.Verdict {
    try JournalReader(folder: data).verify(since: head)
  }
}

/// What a scene showed and left behind.
struct Scene: Sendable {
  let prompts: [Prompt]
  let refusals: [AnswerError]
  let warnings: [String]
  /// What was said of scans.
  let scans: [String]
  /// What the log says of scripts that failed.
  let faults: [String]
  let papers: [Paper]
  let receipt: Receipt?
  let state: TillState
  /// What is in fiscal memory.
  let documents: [FiscalDocument]

  /// Where the till stands.
  var stands: String { prompts.last?.id ?? "nothing" }
  func first(_ id: String) -> Prompt? { prompts.first { $0.id == id } }
}

extension Till {
  var ledger: Ledger { journal.ledger }
}
