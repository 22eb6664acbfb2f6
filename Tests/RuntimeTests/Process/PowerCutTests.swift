import Foundation
import GRDB
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Power cuts: the real till dies for real, and nothing is lost or doubled.
@Suite(.timeLimit(.minutes(60))) struct PowerCutTests {
  /// One sale, by what a cashier answers to each prompt.
  struct Sale: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let pay: String
    let cash: Int
    /// What the receipt must say.
    let cashless: Int64
    let inCash: Int64

    /// The answer to `prompt`; nil once the receipt is out and the next sale begins.
    func answer(_ prompt: ShownPrompt, isPrinted: Bool) -> Any? {
      switch prompt.id {
      case "sign_in.name": "Анна"
      case "sign_in.pin", "sign_in.new_pin", "sign_in.repeat_pin": "1234"
      case "sale" where isPrinted: nil
      case "sale" where prompt.lines == 0: ["action": "free", "name": "Кофе", "price": 19_950]
      case "sale": pay
      case "payment.split": 10_000
      case "payment.cash": cash
      case "charge.window": "approved"
      case "payment.change": "ok"
      default: nil
      }
    }
  }

  static let sales = [
    Sale(testDescription: "card", pay: "pay.card", cash: 0, cashless: 19_950, inCash: 0),
    Sale(testDescription: "cash", pay: "pay.cash", cash: 20_000, cashless: 0, inCash: 19_950),
    Sale(testDescription: "split", pay: "pay.split", cash: 9_950, cashless: 10_000, inCash: 9_950),
  ]

  @Test(arguments: sales)
  func `loses and doubles nothing when it dies at any point of the seam`(sale: Sale) async throws {
    var point = 1
    while try crash(sale, at: point) { point += 1 }
    #expect(point > 30, "a sale passes more points than that")
  }

  /// Whether the till died at `point`; everything is checked either way.
  private func crash(_ sale: Sale, at point: Int) throws -> Bool {
    let folder = try TestFolder()
    var shown: [ShownPrompt] = []
    let died = try !serve(sale, folder.path, crashAt: point, &shown)
    if died {
      let last = shown.last
      var after: [ShownPrompt] = []
      #expect(try serve(sale, folder.path, crashAt: nil, &after), "\(sale) at \(point)")
      // The same question is asked again, unless its answer was committed.
      if let last, let first = after.first {
        #expect(first.number >= last.number, "\(sale) at \(point): \(last.id) → \(first.id)")
        if first.number == last.number { #expect(first.id == last.id) }
      }
    }
    try checkOneReceipt(sale, folder.path, "\(sale.testDescription) at \(point)")
    return died
  }

  /// Serves until the receipt is out; false when the till died first.
  private func serve(
    _ sale: Sale, _ data: String, crashAt: Int?, _ shown: inout [ShownPrompt]
  ) throws -> Bool {
    let till = try TillProcess(data: data, crashAt: crashAt)
    var documents: [String] = []
    while let prompt = try till.prompt(&documents) {
      shown.append(prompt)
      let isPrinted = try receipts(data) == 1 && prompt.lines == 0
      guard let answer = sale.answer(prompt, isPrinted: isPrinted) else {
        #expect(prompt.id == "sale")
        #expect(till.leave().code == 4)
        return true
      }
      try till.answer(prompt.number, answer)
    }
    _ = till.leave()
    return false
  }

  @Test(arguments: sales)
  func `asks the same question after kill -9 at every prompt`(sale: Sale) throws {
    let folder = try TestFolder()
    var killed = 0
    while true {
      var documents: [String] = []
      let till = try TillProcess(data: folder.path)
      let asked = try #require(try till.prompt(&documents))
      till.kill()
      let again = try TillProcess(data: folder.path)
      let prompt = try #require(try again.prompt(&documents))
      #expect(prompt.id == asked.id && prompt.number == asked.number)
      #expect(prompt.buttons == asked.buttons)
      let isPrinted = try receipts(folder.path) == 1 && prompt.lines == 0
      guard let answer = sale.answer(prompt, isPrinted: isPrinted) else {
        again.kill()
        break
      }
      killed += 1
      try again.answer(prompt.number, answer)
      _ = try again.prompt(&documents)
      again.kill()
    }
    #expect(killed >= 5)
    try checkOneReceipt(sale, folder.path, sale.testDescription)
  }

  private func receipts(_ data: String) throws -> Int {
    try EmulatedRegistrarControl(folder: data).receipts().count
  }

  /// By the registrar's own store and the journal: one document, the right amounts, the chain whole.
  private func checkOneReceipt(_ sale: Sale, _ data: String, _ place: String) throws {
    let printed = try EmulatedRegistrarControl(folder: data).receipts()
    #expect(printed.count == 1, "\(place)")
    #expect(printed.first?.document.payments.cashless.kopecks == sale.cashless, "\(place)")
    #expect(printed.first?.document.payments.cash.kopecks == sale.inCash, "\(place)")
    let verdict = try JournalReader(folder: data).verify()
    #expect(verdict.receipts == 1 && verdict.matters == 0, "\(place)")
  }
}
