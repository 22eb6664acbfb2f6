import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// Scans over jsonl, at the real till: `{"scan":"…"}` names no prompt and answers none.
@Suite(.timeLimit(.minutes(60))) struct ScanProcessTests {
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
    #expect(try sell(100, seed: seed) == [], "seed \(seed)")
  }

  @Test(.enabled(if: Nightly.isOn))
  func `nor at twenty tills side by side`() async {
    let each = Nightly.sales / Nightly.tills
    // A thread each: a till's answer is waited for, and the pool of tasks has two.
    let found = await withTaskGroup(of: [String].self) { group in
      for till in 0..<Nightly.tills {
        group.addTask { await self.sellOnAThread(each, seed: Nightly.seed + UInt64(till)) }
      }
      return await group.reduce(into: [String]()) { $0 += $1 }
    }
    #expect(found == [])
  }

  private func sellOnAThread(_ sales: Int, seed: UInt64) async -> [String] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let found = Result { try sell(sales, seed: seed) }
        continuation.resume(
          returning: (try? found.get().map { "seed \(seed): \($0)" }) ?? ["seed \(seed): \(found)"])
      }
    }
  }

  /// What of so many sales moved money unplanned, or is not as the till says.
  private func sell(_ sales: Int, seed: UInt64) throws -> [String] {
    let folder = try TestFolder()
    let till = try till(in: folder)
    var numbers = SeededNumbers(seed: seed)
    var (documents, answered, cashless) = (0, 0, 0)
    while documents < sales, let said = try till.next() {
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
    var found: [String] = []
    let code = till.leave().code
    if code != 4 { found.append("the till left with \(code)") }
    let receipts = try EmulatedRegistrarControl(folder: folder.path).receipts()
    let taken = receipts.reduce(0) { $0 + Int($1.document.payments.cashless.kopecks) }
    if receipts.count != documents || documents != sales {
      found.append("\(receipts.count) documents, \(documents) shown of \(sales)")
    }
    if taken != cashless { found.append("\(taken) by card, \(cashless) answered") }
    if try CommandRun(["journal", "verify", "--data", folder.path]).code != 0 {
      found.append("the journal does not verify")
    }
    let journal = try Data(contentsOf: URL(filePath: folder.path + "/journal.sqlite"))
    if journal.range(of: Data("4111111111111111".utf8)) != nil { found.append("a card number") }
    return found
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
