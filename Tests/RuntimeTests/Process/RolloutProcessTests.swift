import Foundation
import Testing

@testable import KassaRuntime

/// A script on its way to a chain's tills, by hand.
@Suite(.timeLimit(.minutes(10))) struct RolloutProcessTests {
  private static func script(_ providers: String) -> String {
    """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Лето", cashiers = { "Анна" }, providers = { \(providers) } }
    """
  }

  /// Four tills that were signed in at and left, the third with a terminal that the new script can't serve.
  private func chain() throws -> TestFolder {
    let folder = try TestFolder()
    let here = folder.path
    try write(Self.script("stock.standalone {}, stock.transfer {}"), to: here + "/v1/store.lua")
    try write(Self.script("stock.transfer {}"), to: here + "/v2/store.lua")
    let till = try TillProcess(data: here + "/t1", store: here + "/v1")
    var documents: [String] = []
    for _ in 1...2 { try till.answer(try #require(try till.prompt(&documents)).number, "1234") }
    _ = try till.prompt(&documents)
    till.kill()
    // What a killed till leaves behind.
    try FileManager.default.removeItem(atPath: here + "/t1/control.sock")
    for lane in 2...4 {
      try FileManager.default.copyItem(atPath: here + "/t1", toPath: here + "/t\(lane)")
    }
    let added = try CommandRun(
      [
        "terminals", "add", "--provider", "standalone", "--name", "Окно", "--store", "v1", "--data",
        "t3",
      ], in: here)
    #expect(added.code == 0, "\(added.errors)")
    try write("# the chain\nt1\nt2\nt3\nt4\n", to: here + "/tills.txt")
    return folder
  }

  @Test func `stages, a halt, a resumption, a report of first receipts, and back`() throws {
    let folder = try chain()
    let here = folder.path
    let rollout = { (options: [String]) in
      try CommandRun(["rollout", "v2", "--tills", "tills.txt"] + options, in: here)
    }
    let report = try rollout(["--report"])
    #expect(report.code == 0 && report.output.contains("0 of 4 tills"), "\(report.errors)")
    let first = try rollout([])
    #expect(first.code == 0 && first.output.contains("1 of 4 tills run it, 1 since now"))

    // The second sells meanwhile; the third refuses, and the fourth is left alone.
    let till = try TillProcess(data: here + "/t2", store: here + "/v1")
    defer { till.kill() }
    var documents: [String] = []
    let sale = try #require(try till.prompt(&documents))
    let second = try rollout([])
    #expect(second.code == 1 && second.output.contains("2 of 4 tills"), "\(second.output)")
    #expect(second.output.contains("provider «standalone» is gone"), "\(second.output)")
    #expect(second.output.contains("halted: «t3» did not take it"), "\(second.output)")
    let halted = try rollout([])
    #expect(halted.code == 1 && halted.output.contains("halted: 1 till refused it"))
    try till.answer(
      sale.number, ["action": "free", "name": "Чай", "price": 1_000] as [String: Any])
    try till.answer(try #require(try till.prompt(&documents)).number, "pay.cash")
    try till.answer(try #require(try till.prompt(&documents)).number, 1_000)
    _ = try till.prompt(&documents)

    let stopped = try CommandRun(["terminals", "stop", "t1", "--data", "t3"], in: here)
    #expect(stopped.code == 0, "\(stopped.errors)")
    let all = try rollout(["--resume"])
    #expect(all.code == 0 && all.output.contains("4 of 4 tills"), "\(all.output) \(all.errors)")
    let receipts = all.output.split(separator: "\n").filter { $0.contains("first receipt") }
    #expect(receipts.count == 1 && receipts.first?.hasPrefix("t2") == true, "\(all.output)")
    let json = try rollout(["--report", "--json"])
    #expect(json.output.split(separator: "\n").count { $0.contains(#""state":"runs""#) } == 4)

    let back = try rollout(["--restore"])
    #expect(back.code == 0 && back.output.contains("0 of 4 tills"), "\(back.output)")
    #expect(back.output.split(separator: "\n").count { $0.contains("went back from") } == 4)
    let again = try rollout([])
    #expect(again.code == 1 && again.output.contains("halted: 4 tills"), "\(again.output)")
  }

  @Test func `what waits for its place is withdrawn, and a wrong list is told`() throws {
    let folder = try chain()
    let here = folder.path
    try write("t2\n", to: here + "/one.txt")
    let till = try TillProcess(data: here + "/t2", store: here + "/v1")
    defer { till.kill() }
    var documents: [String] = []
    let sale = try #require(try till.prompt(&documents))
    try till.answer(
      sale.number, ["action": "free", "name": "Чай", "price": 1_000] as [String: Any])
    let standing = try #require(try till.prompt(&documents))
    let waits = try CommandRun(["rollout", "v2", "--tills", "one.txt"], in: here)
    #expect(waits.output.contains("will be taken after this receipt"), "\(waits.output)")
    let back = try CommandRun(["rollout", "v2", "--tills", "one.txt", "--restore"], in: here)
    #expect(back.output.contains("is not taken any more"), "\(back.output)")
    try till.answer(standing.number, "pay.cash")
    try till.answer(try #require(try till.prompt(&documents)).number, 1_000)
    _ = try till.prompt(&documents)
    let report = try CommandRun(["rollout", "v2", "--tills", "one.txt", "--report"], in: here)
    #expect(report.output.contains("0 of 1 till run it"), "\(report.output)")

    try write("t1\nt1\n", to: here + "/twice.txt")
    try write("# nothing\n", to: here + "/none.txt")
    for (list, words) in [
      ("twice", "stands twice"), ("none", "no till"), ("gone", "can't be read"),
    ] {
      let run = try CommandRun(["rollout", "v2", "--tills", "\(list).txt"], in: here)
      #expect(run.code == 2 && run.errors.contains(words), "\(list): \(run.errors)")
    }
    try write("nowhere\n", to: here + "/lost.txt")
    let lost = try CommandRun(["rollout", "v2", "--tills", "lost.txt"], in: here)
    #expect(lost.code == 1 && lost.output.contains("halted"), "\(lost.output) \(lost.errors)")
  }

  @Test func `tills that only commands lead to are staged, told and taken back`() throws {
    let folder = try chain()
    let here = folder.path
    let there = "\(TillProcess.binary.path) rollout - --tills"
    for lane in 2...3 { try write("t\(lane)\n", to: here + "/lane\(lane).txt") }
    try write(
      "t1\nt2 far: \(there) lane2.txt\nt3 far: \(there) lane3.txt\nt4 far: false\n",
      to: here + "/far.txt")
    let rollout = { (options: [String]) in
      try CommandRun(["rollout", "v2", "--tills", "far.txt"] + options, in: here)
    }
    let lost = try rollout([])
    #expect(lost.code == 1 && lost.output.contains("halted: 1 till"), "\(lost.output)")
    #expect(lost.output.contains("t4 far  unknown"), "\(lost.output)")
    #expect(lost.output.contains("0 came, exit code 1"), "\(lost.output)")

    try write(
      "t1\nt2 far: \(there) lane2.txt\nt3 far: \(there) lane3.txt\n", to: here + "/far.txt")
    let half = try rollout(["--percent", "60"])
    #expect(half.code == 0 && half.output.contains("2 of 3 tills run it, 2 since now"))
    let all = try rollout([])
    #expect(all.code == 1 && all.output.contains("halted: «t3 far» did not take it"))
    #expect(all.output.contains("provider «standalone» is gone"), "\(all.output)")
    let json = try rollout(["--report", "--json"]).output.split(separator: "\n")
    #expect(json.count == 3 && json[2].contains(#""state":"refused""#), "\(json)")
    #expect(json[1].contains(#""till":"t2 far""#), "\(json)")
    let back = try rollout(["--restore"])
    #expect(back.code == 0 && back.output.contains("0 of 3 tills"), "\(back.output)")
    #expect(back.output.split(separator: "\n").count { $0.contains("went back from") } == 2)
  }

  @Test func `the words that a cashier read can be had back after swaps`() throws {
    let folder = try chain()
    let here = folder.path
    let till = try TillProcess(data: here + "/t1", store: here + "/v1")
    defer { till.kill() }
    var documents: [String] = []
    let sale = try #require(try till.prompt(&documents))
    try till.answer(
      sale.number, ["action": "free", "name": "Чай", "price": 1_000] as [String: Any])
    try till.answer(try #require(try till.prompt(&documents)).number, "pay.card")
    try till.answer(try #require(try till.prompt(&documents)).number, "approved")
    _ = try till.prompt(&documents)
    let swap = try CommandRun(["swap", "v2", "--data", "t1"], in: here)
    #expect(swap.output.contains(": taken"), "\(swap.output) \(swap.errors)")
    let found = try CommandRun(["journal", "find", "--amount", "10", "--data", "t1"], in: here)
    let document = String(found.output.prefix { $0.isNumber })
    let words = try CommandRun(
      ["journal", "words", "--document", document, "--data", "t1"], in: here)
    #expect(words.output.contains("Сначала карта, потом чек"), "\(words.output) \(words.errors)")
    #expect(words.output.contains("→ [✓ Одобрено]"), "\(words.output)")
    let old = try StoreBundle(folder: here + "/v1").script
    #expect(words.output.contains("script \(old.prefix(12))"))
    let files = try CommandRun(
      ["journal", "scripts", "--script", String(old.prefix(8)), "--to", "out", "--data", "t1"],
      in: here)
    #expect(files.code == 0, "\(files.errors)")
    #expect(
      try String(contentsOfFile: here + "/out/store/v1/store.lua", encoding: .utf8)
        == String(contentsOfFile: here + "/v1/store.lua", encoding: .utf8))
    let none = try CommandRun(["journal", "words", "--entry", "9999", "--data", "t1"], in: here)
    #expect(none.code == 2 && none.errors.contains("no flow has an entry"), "\(none.errors)")
  }
}
