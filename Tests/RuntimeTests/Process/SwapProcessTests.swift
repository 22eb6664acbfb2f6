import Foundation
import Testing

@testable import KassaDrivers

/// Swapping as it is done by hand: a packed script, a running till, a stopped one.
@Suite(.timeLimit(.minutes(10))) struct SwapProcessTests {
  private static func script(_ part: String = "") -> String {
    """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Лето", cashiers = { "Анна" }, \(part) }
    """
  }

  private static let titled = #"texts = { ru = { sale = { title = "Новый" } } }"#

  private func signIn(_ till: TillProcess) throws {
    var documents: [String] = []
    for _ in 1...2 {
      let prompt = try #require(try till.prompt(&documents))
      try till.answer(prompt.number, "1234")
    }
  }

  @Test func `a running till takes a packed script, and goes back`() throws {
    let folder = try TestFolder()
    let (here, data) = (folder.path, folder.path + "/data")
    try write(Self.script(), to: here + "/leto/store.lua")
    try write(Self.script(Self.titled), to: here + "/v2/store.lua")
    let till = try TillProcess(data: data, store: here + "/leto")
    try signIn(till)
    var documents: [String] = []
    let old = try #require(try till.prompt(&documents))
    #expect(old.title != "Новый")

    let packed = try CommandRun(["pack", here + "/v2", "-o", here + "/v2.kassa"])
    #expect(packed.code == 0, "\(packed.errors)")
    let socket = try FileManager.default.attributesOfItem(atPath: data + "/control.sock")
    #expect(socket[.posixPermissions] as? Int == 0o600)
    let plan = try CommandRun(["swap", here + "/v2.kassa", "--data", data, "--plan"])
    #expect(plan.output.contains("would be taken"), "\(plan.output) \(plan.errors)")
    let swap = try CommandRun(["swap", here + "/v2.kassa", "--data", data])
    #expect(swap.code == 0 && swap.output.contains(": taken"), "\(swap.output) \(swap.errors)")

    // The old screen is answered: the goods are on the new script's receipt.
    try till.answer(
      old.number, ["action": "free", "name": "Кофе", "price": 19_950] as [String: Any])
    let new = try #require(try till.prompt(&documents))
    #expect(new.title == "Новый" && new.lines == 1)
    let waits = try CommandRun(["rollback", "--data", data])
    #expect(waits.output.contains("will be taken after this receipt"), "\(waits.output)")
    till.kill()

    // What was only promised is not done.
    let listed = try CommandRun(["journal", "scripts", "--data", data])
    #expect(listed.output.contains("swapped the script"), "\(listed.output)")
    #expect(!listed.output.contains("went back"))
    let back = try CommandRun(["rollback", "--data", data])
    #expect(back.code == 0 && back.output.contains(": taken"), "\(back.output) \(back.errors)")
    let refused = try CommandRun(["swap", here + "/v2.kassa", "--data", data])
    #expect(refused.code == 1 && refused.output.contains("swap --again"), "\(refused.output)")
    let again = try CommandRun(["swap", here + "/v2.kassa", "--data", data, "--again"])
    #expect(again.code == 0, "\(again.output)")
    #expect(try CommandRun(["journal", "verify", "--data", data]).code == 0)
  }

  @Test func `what no till opens, what fails its scenarios, and no till at all are told`() throws {
    let folder = try TestFolder()
    let (here, data) = (folder.path, folder.path + "/data")
    try write("return store {", to: here + "/broken/store.lua")
    try write(Self.script(), to: here + "/leto/store.lua")
    try write("", to: data + "/kassa.log")
    let pack = try CommandRun(["pack", here + "/broken", "-o", here + "/x.kassa"])
    #expect(pack.code == 1 && pack.errors.contains("no till would open it"), "\(pack.errors)")
    let none = try CommandRun(["swap", here + "/leto", "--data", data])
    #expect(none.code == 2 && none.errors.contains("no till has run"), "\(none.errors)")
    try write(
      "scenario(\"x\", function() day.expect { prompt = \"nowhere\" } end)",
      to: here + "/leto/scenarios/x.lua")
    let failed = try CommandRun(["swap", here + "/leto", "--data", data])
    #expect(failed.code == 1 && failed.errors.contains("nothing was sent"), "\(failed.errors)")
  }

  @Test func `a stranger's connection holds nothing up, and what is no request is told so`() throws
  {
    let folder = try TestFolder()
    try write(Self.script(), to: folder.path + "/leto/store.lua")
    let data = folder.path + "/data"
    let till = try TillProcess(data: data, store: folder.path + "/leto")
    try signIn(till)
    let path = data + "/control.sock"
    let silent = try UnixSocket.connect(to: path)
    let odd = try UnixSocket.connect(to: path)
    try odd.send(Array("hello\n".utf8))
    let reply = try odd.line(bytesMax: 10_000, by: .now + .seconds(5))
    #expect(String(decoding: reply, as: UTF8.self).contains("no request"))
    let plan = try CommandRun(["rollback", "--data", data, "--plan"])
    #expect(plan.output.contains("no other script ran here before"), "\(plan.output)")
    withExtendedLifetime(silent) {}
    till.kill()
  }
}
