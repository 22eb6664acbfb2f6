import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Scans over jsonl, at the real till: `{"scan":"…"}` names no prompt and answers none.
@Suite(.timeLimit(.minutes(10))) struct ScanProcessTests {
  private static let espresso = "4600000000015"

  private func till(in folder: TestFolder) throws -> TillProcess {
    let goods = ["goods", "import", TillProcess.cafe + "/goods.csv", "--data", folder.path]
    #expect(try CommandRun(goods).code == 0)
    return try TillProcess(data: folder.path)
  }

  private static func line(_ value: Any) throws -> Data {
    try JSONSerialization.data(withJSONObject: value)
  }

  /// What a program with a plan answers to that prompt.
  private static func plan(_ prompt: [String: Any], _ numbers: inout SeededNumbers) -> Any {
    let lines = (prompt["sale"] as? [String: Any])?["lines"] as? [Any]
    switch prompt["id"] as? String {
    case "sign_in.name": return "Анна"
    case "sign_in.new_pin", "sign_in.repeat_pin": return "1234"
    case "sale" where lines?.isEmpty == true: return ["action": "add", "barcode": espresso]
    case "sale": return ["pay.card", "pay.cash"].randomElement(using: &numbers) ?? ""
    case "payment.cash": return 500_000
    default: return ((prompt["buttons"] as? [[String: Any]])?.first?["id"] as? String) ?? ""
    }
  }

  /// Lines that are no answer to prompt `n`, in random order.
  private static func noise(_ n: Int, _ numbers: inout SeededNumbers) throws -> [Data] {
    let all: [Any] = [
      ["scan": espresso], ["scan": "1234567890128"], ["scan": "1"], ["scan": "30001"],
      ["scan": ""], ["scan": 5], ["scan": espresso, "n": n], ["n": n - 1, "answer": "approved"],
      ["n": n + 1, "answer": "approved"], ["n": n + 1, "answer": 500_000], ["answer": "approved"],
      ["n": n, "answer": ["buton": "approved"]], ["n": n, "answer": "approve"],
      ["n": n - 1, "answer": 500_000], ["n": "\(n)", "answer": "approved"],
      ["scan": "4111111111111111"], ["scan": "%B4111111111111111^A/B^2512?"],
    ]
    return try (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
      try line(all.randomElement(using: &numbers) ?? all[0])
    }
  }

  @Test(arguments: FuzzSeeds.some(2))
  func `scans, stale, repeated and misnamed answers move nothing that was not planned`(
    seed: UInt64
  ) throws {
    let folder = try TestFolder()
    let till = try till(in: folder)
    var numbers = SeededNumbers(seed: seed)
    var (documents, answered, cashless) = (0, 0, 0)
    while documents < 100, let said = try till.next() {
      if (said["document"] as? [String: Any])?["kind"] as? String == "receipt" { documents += 1 }
      guard let prompt = said["prompt"] as? [String: Any], let n = prompt["n"] as? Int,
        n > answered
      else { continue }
      answered = n
      if let outcome = prompt["outcome"] as? [String: Any] {
        cashless += outcome["amount"] as? Int ?? 0
      }
      let answer = try Self.line(["n": n, "answer": Self.plan(prompt, &numbers)])
      for line in try Self.noise(n, &numbers) { till.send(line) }
      till.send(answer)
      if .random(using: &numbers) { till.send(answer) }
    }
    #expect(till.leave().code == 4, "seed \(seed)")
    let receipts = try EmulatedRegistrarControl(folder: folder.path).receipts()
    let taken = receipts.reduce(0) { $0 + Int($1.document.payments.cashless.kopecks) }
    #expect(receipts.count == documents && documents == 100, "seed \(seed)")
    #expect(taken == cashless, "seed \(seed)")
    #expect(try CommandRun(["journal", "verify", "--data", folder.path]).code == 0)
    let journal = try Data(contentsOf: URL(filePath: folder.path + "/journal.sqlite"))
    #expect(journal.range(of: Data("4111111111111111".utf8)) == nil)
  }

  @Test func `says of each scan what became of it`() throws {
    let folder = try TestFolder()
    let till = try till(in: folder)
    var numbers = SeededNumbers(seed: 1)
    var asked: [String] = []
    var said: [String] = []
    while asked.last != "charge.window", let next = try till.next() {
      guard let prompt = next["prompt"] as? [String: Any], let n = prompt["n"] as? Int else {
        continue
      }
      asked.append(prompt["id"] as? String ?? "")
      if asked.last == "sale", asked.filter({ $0 == "sale" }).count == 1 {
        till.send(try Self.line(["scan": Self.espresso]))
      } else if asked.last == "sale" {
        try till.answer(n, "pay.card")
      } else if asked.last != "charge.window" {
        try till.answer(n, Self.plan(prompt, &numbers))
      }
    }
    till.send(try Self.line(["scan": "1234567890128"]))
    let refused = try till.next()
    said.append(((refused?["scan"] as? [String: Any])?["refused"] as? String) ?? "")
    let again = try till.next()?["prompt"] as? [String: Any]
    #expect(said == ["Скан не принят: сначала ответьте"])
    #expect(again?["id"] as? String == "charge.window")
    _ = till.leave()
  }
}
