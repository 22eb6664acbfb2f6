import Foundation

@testable import KassaRuntime

/// A till in a temporary folder, played scene by scene.
///
/// Each `play` opens the till anew on the same data, so every scene after the first is a restart.
final class Story {
  let folder: URL
  var store: String
  let now = FiscalSamples.now

  /// A prompt that a scene expects, and what is answered to it.
  typealias Reply = (id: String, answer: Answer)

  /// - Parameter parts: Lua that goes into the store's table.
  init(_ parts: String = "", before: String = "") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    store = Self.store(parts, before: before)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("store"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var data: String { folder.appendingPathComponent("data").path }

  static func store(_ parts: String, before: String = "") -> String {
    """
    \(before)
    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва, Летняя ул., 1", place = "Кафе", cashiers = { "Анна" },
      providers = { stock.standalone {} },
      \(parts)
    }
    """
  }

  /// A store whose sale is `body`.
  static func sale(_ body: String) throws -> Story {
    try Story("flows = { sale = function()\n\(body)\nend },")
  }

  /// Signs in for the first time.
  static let signIn: [Reply] = [
    ("sign_in.new_pin", .text("4711")), ("sign_in.repeat_pin", .text("4711")),
  ]

  static func coffee(_ price: Int64 = 19950) -> Reply {
    ("sale", .action(.free(name: "Кофе", price: Money(checked: price))))
  }

  func play(_ replies: [Reply], seam: Seam = .production) async throws -> Scene {
    let path = folder.appendingPathComponent("store")
    try store.write(
      to: path.appendingPathComponent("store.lua"), atomically: true, encoding: .utf8)
    let moment = now
    let settings = Till.Settings(language: .en, clock: { moment }, seam: seam)
    let bundle = try StoreBundle(folder: path.path)
    try makeFolder(data)
    let registrar = try EmulatedRegistrar(
      for: bundle, data: data, settings: Till.Settings(language: .en, clock: { moment }))
    let cashier = ScriptedCashier(replies)
    let till = try await Till(
      store: bundle, data: data, registrar: registrar, cashier: cashier, settings: settings)
    do { try await till.run() } catch is CashierGone {}
    let documents = try EmulatedRegistrarControl(folder: data).receipts()
    return await Scene(
      prompts: cashier.prompts, refusals: cashier.refusals, warnings: cashier.warnings,
      isFinished: cashier.isFinished, receipt: till.openReceipt, state: till.state,
      documents: documents.map(\.document))
  }

  func registrar() throws -> EmulatedRegistrarControl { try EmulatedRegistrarControl(folder: data) }
}

/// What a scene left behind.
struct Scene {
  let prompts: [Prompt]
  let refusals: [AnswerError]
  let warnings: [String]
  /// Whether every reply was asked for, in order.
  let isFinished: Bool
  let receipt: Receipt?
  let state: TillState
  let documents: [FiscalDocument]

  /// Where the till stands.
  var stands: String? { prompts.last?.id }
}

/// Gives its replies in order, and is gone when a prompt comes that the next one is not for.
actor ScriptedCashier: Cashier {
  private var replies: ArraySlice<Story.Reply>
  private(set) var prompts: [Prompt] = []
  private(set) var refusals: [AnswerError] = []
  private(set) var warnings: [String] = []

  var isFinished: Bool { replies.isEmpty }

  init(_ replies: [Story.Reply]) { self.replies = replies[...] }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    prompts.append(prompt)
    guard let reply = replies.first, reply.id == prompt.id else { throw CashierGone() }
    replies.removeFirst()
    return reply.answer
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async { refusals.append(error) }

  func show(_ notice: Notice) async {
    if case .warning(let text) = notice { warnings.append(text) }
  }
}

extension Till {
  var state: TillState { journal.ledger.till }
  var openReceipt: Receipt? { journal.ledger.receipt }
}
