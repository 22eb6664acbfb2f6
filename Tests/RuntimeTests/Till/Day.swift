import Foundation
import Logging
import Testing

@testable import KassaRuntime

/// A till in this process with a store of the test's own, served by a list of answers.
struct Day {
  let folder: TestFolder
  let store: String
  let clock = TestClock()
  var seam = Seam.production

  /// A store whose table has `more` beside what every store needs.
  init(_ more: String = "", before: String = "") throws {
    folder = try TestFolder()
    store = folder.path + "/leto"
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    try write(more, before: before)
  }

  /// Replaces the store's script.
  func write(_ more: String, before: String = "") throws {
    let text = """
      \(before)
      return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        address = "Москва", place = "Кафе", cashiers = { "Анна" }, \(more) }
      """
    try text.write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
  }

  var data: String { folder.path + "/data" }

  /// Serves `answers`, then the front end leaves.
  ///
  /// Each is "prompt.id: answer" with an answer in the words of `Reply`. The till must ask just those
  /// prompts in that order; what it asks last is given back.
  @discardableResult
  func serve(_ answers: [String], language: Language = .ru) async throws -> Served {
    let cashier = ListCashier(answers)
    let bundle = try StoreBundle(folder: store)
    var settings = Till.Settings(language: language, clock: { [clock] in clock.now }, seam: seam)
    settings.log.logLevel = .critical
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    let registrar = try EmulatedRegistrar(for: bundle, data: data, settings: settings)
    let till = try await Till(
      store: bundle, data: data, registrar: registrar, cashier: cashier, settings: settings)
    await #expect(throws: CashierGone.self) { try await till.run() }
    return await cashier.served
  }

  /// What is in fiscal memory.
  var receipts: [FiscalRecord] {
    get throws { try EmulatedRegistrarControl(folder: data).receipts() }
  }

  var control: EmulatedRegistrarControl {
    get throws { try EmulatedRegistrarControl(folder: data) }
  }

  func verify() throws -> JournalReader.Verdict { try JournalReader(folder: data).verify() }

  static let signIn = ["sign_in.new_pin: text 1234", "sign_in.repeat_pin: text 1234"]
  static let coffee = "sale: free 199.50 Кофе"
  /// Signs in and puts a coffee on the receipt.
  static let start = signIn + [coffee]
}

/// What a front end was asked and shown.
struct Served: Sendable {
  var asked: [Prompt] = []
  var refused: [String] = []
  var warnings: [String] = []
  var papers: [Paper] = []

  var last: String { asked.last?.id ?? "nothing" }
  func first(_ id: String) -> Prompt? { asked.first { $0.id == id } }
}

/// A front end that answers from a list and leaves when it is through.
actor ListCashier: Cashier {
  private var answers: ArraySlice<String>
  private(set) var served = Served()

  init(_ answers: [String]) { self.answers = answers[...] }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    served.asked.append(prompt)
    guard let next = answers.popFirst() else { throw CashierGone() }
    let parts = next.split(separator: ": ", maxSplits: 1).map(String.init)
    #expect(prompt.id == parts[0], "\(next): the till asks «\(prompt.id)» \(prompt.title)")
    guard prompt.id == parts[0] else { throw CashierGone() }
    return Self.answer(parts.count > 1 ? parts[1] : "")
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {
    served.refused.append(error.text(.en))
  }

  func show(_ notice: Notice) async {
    switch notice {
    case .paper(let paper): served.papers.append(paper)
    case .warning(let text): served.warnings.append(text)
    }
  }

  /// "approved" a button, "19.50" an amount, "text …", "free 10 Чай", "remove 1", "cancel".
  private static func answer(_ words: String) -> Answer {
    let parts = words.split(separator: " ", maxSplits: 2).map(String.init)
    if words == "cancel" { return .cancel }
    if parts[0] == "text" { return .text(parts[1]) }
    if parts[0] == "remove" { return .action(.remove(line: Int(parts[1]) ?? 0)) }
    if parts[0] == "discount", let amount = try? Money(parsing: parts[2]) {
      return .action(.discount(line: Int(parts[1]) ?? 0, amount))
    }
    if parts[0] == "contact" { return .action(.contact(parts[1])) }
    if parts[0] == "free", let price = try? Money(parsing: parts[1]) {
      return .action(.free(name: parts[2], price: price))
    }
    if let amount = try? Money(parsing: words) { return .amount(amount) }
    return .button(words)
  }
}
