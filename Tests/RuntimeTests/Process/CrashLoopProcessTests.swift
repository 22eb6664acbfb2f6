import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The real till, taken down again and again at the same place: the third time is the last.
@Suite(.timeLimit(.minutes(10))) struct CrashLoopProcessTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  /// A till that has a coffee on its receipt, and has been killed there.
  private func sellOneCoffee() throws {
    let till = try TillProcess(data: folder.path)
    var documents: [String] = []
    while let prompt = try till.prompt(&documents), prompt.lines == 0 {
      try till.answer(prompt.number, Self.answer(prompt))
    }
    till.kill()
  }

  private static func answer(_ prompt: ShownPrompt) -> Any {
    switch prompt.id {
    case "sign_in.new_pin", "sign_in.repeat_pin", "sign_in.pin": "1234"
    case "sign_in.name": "Анна"
    case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 19_950]
    case "sale": "pay.card"
    case "charge.window": "approved"
    default: prompt.buttons.first ?? "ok"
    }
  }

  /// Starts the till so that it dies in `part`, answering what it asks until then.
  private func die(in part: String, at run: Int? = nil) throws {
    let till = try TillProcess(data: folder.path, crashAt: run, crashIn: part)
    var documents: [String] = []
    var answers = 0
    while let prompt = try till.prompt(&documents) {
      answers += 1
      guard answers < 20 else { break }
      try till.answer(prompt.number, Self.answer(prompt))
    }
    #expect(till.leave().code == SIGKILL, "it died in \(part)")
  }

  /// What the till says until it asks: its warnings, and the prompt.
  private func start(
    dyingIn part: String? = nil
  ) throws -> (till: TillProcess, warnings: [String], prompt: ShownPrompt?) {
    let till = try TillProcess(data: folder.path, crashIn: part)
    var warnings: [String] = []
    while let said = try till.next() {
      if let warning = said["warning"] as? [String: Any] {
        warnings.append(warning["message"] as? String ?? "")
      }
      guard let prompt = (said["prompt"] as? [String: Any]).map(ShownPrompt.init) else { continue }
      guard prompt.id == "person.pin" else { return (till, warnings, prompt) }
      try till.answer(prompt.number, "1234")
    }
    return (till, warnings, nil)
  }

  private static let scriptIsOff =
    "Касса трижды закрылась на одном месте: сценарий магазина отключён до её перезапуска. "
    + "Продавайте дальше и позовите техника"

  private static let registrarIsOff =
    "Касса трижды закрылась при обращении к ККТ: ККТ отключена до перезапуска кассы. "
    + "Позовите техника"

  /// Serves `till` from `first` on until the receipt is out, and one more sale is.
  private func finish(_ till: TillProcess, _ first: ShownPrompt) throws {
    var documents: [String] = []
    var prompt: ShownPrompt? = first
    while let asked = prompt, documents.filter({ $0 == "receipt" }).count < 2 {
      try till.answer(asked.number, Self.answer(asked))
      prompt = try till.prompt(&documents)
    }
    #expect(till.leave().code == 4)
    let receipts = try EmulatedRegistrarControl(folder: folder.path).receipts()
    #expect(receipts.map(\.document.payments.cashless.kopecks) == [19_950, 19_950])
    let verdict = try JournalReader(folder: folder.path).verify()
    #expect(verdict.receipts == 2 && verdict.matters == 0)
  }

  @Test(arguments: [1, 3])
  func `a script that is deadly in the middle of a sale ends in the stock flow`(
    run: Int
  ) throws {
    try sellOneCoffee()
    // The first run reads the bundle, the second replays it, the third takes the answer.
    for _ in 0..<3 { try die(in: "store_flow", at: run) }
    let (till, warnings, prompt) = try start(dyingIn: "store_flow")
    #expect(warnings == [Self.scriptIsOff])
    let asked = try #require(prompt)
    #expect(asked.id == "sale" && asked.lines == 1, "the receipt is as it was")
    try finish(till, asked)
    #expect(try Journal.faults(in: folder.path).map(\.kind) == [.crashed])
  }

  @Test func `a script that is deadly before it asks anything gives way to the stock flow`() throws
  {
    for _ in 0..<3 { try die(in: "store_flow") }
    let (till, warnings, prompt) = try start(dyingIn: "store_flow")
    #expect(warnings == [Self.scriptIsOff])
    try finish(till, try #require(prompt))
  }

  @Test func `two deaths are not yet a loop`() throws {
    try sellOneCoffee()
    for _ in 0..<2 { try die(in: "store_flow", at: 3) }
    let (till, warnings, prompt) = try start()
    #expect(warnings.isEmpty && prompt?.lines == 1)
    till.kill()
  }

  @Test func `stock scripts that are deadly too give way to the last flow`() throws {
    try sellOneCoffee()
    for _ in 0..<3 { try die(in: "store_flow") }
    for _ in 0..<3 { try die(in: "stock_flow") }
    let (till, warnings, prompt) = try start(dyingIn: "stock_flow")
    #expect(
      warnings == [
        "Касса трижды закрылась на одном месте: чек закончит запасной режим. Позовите техника"
      ])
    let told = try #require(prompt)
    #expect(told.id.hasPrefix("last."), "\(told.id)")
    try till.answer(told.number, try #require(told.buttons.first))
    var documents: [String] = []
    #expect(try till.prompt(&documents)?.id == "sale", "the store's flow is tried again")
    till.kill()
    let journal = try Journal(folder: folder.path, identity: { "" }, seam: .production)
    #expect(journal.ledger.till.parked.values.map(\.receipt.total.kopecks) == [19_950])
  }

  @Test func `a registrar whose driver is deadly is one that does not answer`() throws {
    try sellOneCoffee()
    for _ in 0..<3 { try die(in: "status") }
    let (till, warnings, prompt) = try start(dyingIn: "status")
    #expect(warnings == [Self.registrarIsOff])
    let sale = try #require(prompt)
    #expect(sale.lines == 1)
    try till.answer(sale.number, "pay.card")
    var documents: [String] = []
    let refused = try #require(try till.prompt(&documents))
    #expect(refused.body.contains("ККТ"), "no card is taken: \(refused.title) \(refused.body)")
    #expect(refused.id != "charge.window")
    till.kill()
    // The next process tries it again.
    let (next, quiet, again) = try start()
    #expect(quiet.isEmpty)
    var first = try #require(again)
    if first.id == refused.id {
      try next.answer(first.number, first.buttons.first ?? "ok")
      first = try #require(try next.prompt(&documents))
    }
    try finish(next, first)
  }

  /// After a restart the till asks what became of the print, and prints again by itself.
  @Test func `a registrar that is deadly to print does not lose the charge`() throws {
    try sellOneCoffee()
    for _ in 0..<3 { try die(in: "print") }
    let (till, warnings, prompt) = try start(dyingIn: "print")
    #expect(warnings == [Self.registrarIsOff])
    #expect(try #require(prompt).id.hasPrefix("print."), "\(prompt?.id ?? "nothing")")
    till.kill()
    let reader = try JournalReader(folder: folder.path)
    #expect(try reader.verify().receipts == 0)
    // Mended, it prints once what was charged once.
    let (next, quiet, again) = try start()
    #expect(quiet.isEmpty)
    try finish(next, try #require(again))
  }

  @Test func `a store that is deadly to load is refused in words`() throws {
    try sellOneCoffee()
    for _ in 0..<3 { try die(in: "loading") }
    let (till, _, prompt) = try start(dyingIn: "loading")
    #expect(prompt == nil)
    let (code, errors) = till.leave()
    #expect(code == 2)
    #expect(
      errors.contains(
        "the till died 3 times while it loaded the store; give it another store, its receipt is "
          + "kept; started again, it tries this one again"), "\(errors)")
    let (next, warnings, kept) = try start()
    #expect(warnings.isEmpty && kept?.lines == 1)
    next.kill()
  }
}
