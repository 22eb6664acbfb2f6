import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// `kassa-run journal` beside a till that runs.
@Suite(.timeLimit(.minutes(5))) struct JournalProcessTests {
  @Test func `backs up and exports while the till stands at a prompt`() throws {
    let folder = try TestFolder()
    let data = folder.path + "/data"
    let till = try TillProcess(data: data)
    var papers: [String] = []
    let asked = try #require(try till.prompt(&papers))
    let copy = folder.path + "/copy.sqlite"
    let backup = try CommandRun(["journal", "backup", "--to", copy, "--data", data])
    #expect(backup.code == 0 && backup.errors.isEmpty)
    let verify = try CommandRun(["journal", "verify", "--data", data])
    #expect(backup.output == "\(copy): \(verify.output)")
    let verifyCopy = try CommandRun(["journal", "verify", copy])
    #expect(verifyCopy.code == 0 && verifyCopy.output == verify.output)
    let old = try CommandRun(["journal", "backup", copy, "--data", data])
    #expect(old.code == 64)
    #expect(old.errors.hasSuffix("write kassa-run journal backup --to \(copy)\n"), "\(old.errors)")
    let missing = try CommandRun(["journal", "verify", folder.path + "/none.sqlite"])
    #expect(missing.code == 2 && missing.errors.contains("none.sqlite"))
    let export = try CommandRun(["journal", "export", "--data", data])
    #expect(export.code == 0)
    #expect(try CommandRun(["journal", "export", copy]).output == export.output)
    #expect(export.output.split(separator: "\n").count { $0.hasPrefix(#"{"entry":"#) } >= 2)
    let again = try CommandRun(["journal", "backup", "--to", copy, "--data", data])
    #expect(again.code == 2)
    #expect(again.errors == "kassa-run: «\(copy)» is there already; name a new file\n")
    try till.answer(asked.number, "Анна")
    #expect(try till.prompt(&papers)?.id == "sign_in.new_pin")
    till.kill()
  }

  @Test func `yesterday's copy opens only to reconcile, then sells`() throws {
    let folder = try TestFolder()
    let data = folder.path + "/data"
    try sell(data, until: 1)
    let list = try CommandRun(["journal", "list", "--data", data]).output
    #expect(list.contains("; receipt of 100.00\n"), "\(list)")
    #expect(list.contains("receipt printed, document 2; 100.00: 100.00 cash\n"), "\(list)")
    let copy = folder.path + "/copy.sqlite"
    #expect(try CommandRun(["journal", "backup", "--to", copy, "--data", data]).code == 0)
    try sell(data, until: 3)
    for end in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: data + "/journal.sqlite" + end)
    }
    try FileManager.default.moveItem(atPath: copy, toPath: data + "/journal.sqlite")
    let till = try TillProcess(data: data)
    var papers: [String] = []
    let asked = try #require(try till.prompt(&papers))
    #expect(asked.id == "till.behind")
    try till.answer(asked.number, "reconciled")
    #expect(try till.prompt(&papers)?.id == "sale")
    till.kill()
    try sell(data, until: 4)
    #expect(try CommandRun(["journal", "verify", "--data", data]).code == 0)
  }

  @Test func `finds printed receipts by number and amount`() throws {
    let folder = try TestFolder()
    let data = folder.path + "/data"
    try sell(data, until: 2)
    let receipts = try EmulatedRegistrarControl(folder: data).receipts()
    let total = try #require(receipts.last?.document.total)
    let byAmount = try CommandRun(["journal", "find", "--amount", "\(total)", "--data", data])
    let lines = byAmount.output.split(separator: "\n")
    #expect(byAmount.code == 0 && lines.count == 2, "\(byAmount.output)\(byAmount.errors)")
    let number = try #require(lines.first?.prefix { $0 != " " })
    let byNumber = try CommandRun(
      ["journal", "find", "--document", String(number), "--json", "--data", data])
    #expect(byNumber.output.contains("\"document\":\(number),\"entry\":"))
    #expect(byNumber.output.contains("\"total\":\(total.kopecks)}"))
    let none = try CommandRun(["journal", "find", "--document", "9999", "--data", data])
    #expect(none.code == 1 && none.errors == "kassa-run: no such receipt was printed\n")
    let both = try CommandRun(
      ["journal", "find", "--document", "1", "--amount", "1", "--data", data])
    #expect(both.code == 64 && both.errors.contains("either --document or --amount"))
  }

  /// Sells coffees for cash until the registrar has so many receipts.
  private func sell(_ data: String, until count: Int) throws {
    let till = try TillProcess(data: data)
    var papers: [String] = []
    while let prompt = try till.prompt(&papers) {
      switch prompt.id {
      case "sign_in.name": try till.answer(prompt.number, "Анна")
      case "sign_in.new_pin", "sign_in.repeat_pin", "sign_in.pin":
        try till.answer(prompt.number, "1234")
      case "sale" where prompt.lines > 0: try till.answer(prompt.number, "pay.cash")
      case "sale":
        guard try EmulatedRegistrarControl(folder: data).receipts().count < count else {
          return till.kill()
        }
        try till.answer(prompt.number, ["action": "free", "name": "Кофе", "price": 10_000])
      case "payment.cash": try till.answer(prompt.number, 10_000)
      default:
        Issue.record("\(prompt)")
        return till.kill()
      }
    }
  }
}
