import Foundation
import Testing

@testable import KassaRuntime

/// A till that asks a server: what the technician said of it stands nowhere else.
@Suite(.timeLimit(.minutes(2))) struct ServicesProcessTests {
  private static let token = "t0ken-of-the-technician"

  /// Writes a store that asks its service at `point`, and tells the points or why there are none.
  private static func store(asks point: String, in folder: String) throws {
    let parts = """
      services = { loyalty },
      on = { \(point) = function()
        local found, reason = loyalty:ask("points")
        prompt.tell { "points", title = found and tostring(found.points) or reason }
      end },
      """
    try write(
      Story.store(parts, before: #"local loyalty = service "loyalty" { title = "Бонусы" }"#),
      to: folder + "/store.lua")
  }

  @Test func `the technician sets a service up, and no journal, log or list shows its token`()
    async throws
  {
    let server = try FaultyServer(says: FaultyServer.ok(#"{"points":120}"#))
    defer { server.stop() }
    let folder = try TestFolder()
    let (data, store) = (folder.path + "/data", folder.path + "/leto")
    try Self.store(asks: "after_sign_in", in: store)
    let set = try CommandRun(
      ["services", "set", "loyalty", "--address", server.address, "--data", data],
      input: Self.token + "\n")
    #expect(set.code == 0 && set.output == "loyalty is set up\n", "\(set.errors)")
    let list = try CommandRun(["services", "list", "--data", data])
    #expect(list.output == "loyalty  \(server.address)\n")
    let till = try CommandRun(
      ["till", "--store", store, "--data", data, "--language", "en"],
      input: "\(Story.pin)\n\(Story.pin)\n1\n")
    #expect(till.output.contains("120"), "\(till.output) \(till.errors)")
    #expect(server.requests.first?.contains("Bearer \(Self.token)") == true)
    for name in try FileManager.default.contentsOfDirectory(atPath: data)
    where name != "services.json" {
      let bytes = FileManager.default.contents(atPath: data + "/" + name) ?? Data()
      for secret in [Self.token, "127.0.0.1:\(server.port)"] {
        #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(name) holds «\(secret)»")
      }
    }
    #expect(!till.output.contains(Self.token) && !list.output.contains(Self.token))
    let removed = try CommandRun(["services", "remove", "loyalty", "--data", data])
    #expect(removed.output == "loyalty is taken away\n")
  }

  @Test func `a running till calls a service as soon as it is set up, whatever failed before`()
    throws
  {
    let server = try FaultyServer(says: FaultyServer.ok(#"{"points":120}"#))
    defer { server.stop() }
    let folder = try TestFolder()
    let (data, store) = (folder.path + "/data", folder.path + "/leto")
    try Self.store(asks: "line_added", in: store)
    let till = try TillProcess(data: data, store: store)
    var sale = try #require(try Self.signIn(till))
    var papers: [String] = []
    func points() throws -> String {
      try till.answer(sale.number, ["action": "free", "name": "Кофе", "price": 100])
      let told = try #require(try till.prompt(&papers))
      #expect(told.id == "points")
      try till.answer(told.number, "ok")
      sale = try #require(try till.prompt(&papers))
      #expect(sale.id == "sale")
      return told.title
    }
    for _ in 1...4 { #expect(try points() == "absent") }
    let set = try CommandRun(
      ["services", "set", "loyalty", "--address", server.address, "--data", data], input: "\n")
    #expect(set.code == 0, "\(set.errors)")
    #expect(try points() == "120")
    // A wrong address, and then the right one.
    func moved(to address: String) throws {
      let moved = try CommandRun(
        ["services", "set", "loyalty", "--address", address, "--data", data], input: "\n")
      #expect(moved.code == 0, "\(moved.errors)")
    }
    try moved(to: "http://127.0.0.1:1/kassa")
    for _ in 1...4 { #expect(try points() == "absent") }
    try moved(to: server.address)
    #expect(try points() == "120")
    till.kill()
  }

  // MARK: - Waiting

  /// A till whose store asks at the sign-in, and a server that is slow to say something.
  private struct Slow {
    let folder: TestFolder
    let server: FaultyServer
    var data: String { folder.path + "/data" }
    var store: String { folder.path + "/leto" }

    init() throws {
      server = try FaultyServer { connection in
        usleep(2_500_000)
        FaultyServer.say(FaultyServer.ok(#"{"points":120}"#), to: connection)
      }
      folder = try TestFolder()
      try ServicesProcessTests.store(asks: "after_sign_in", in: store)
      let set = try CommandRun(
        ["services", "set", "loyalty", "--address", server.address, "--data", data], input: "\n")
      #expect(set.code == 0, "\(set.errors)")
    }
  }

  private static func signIn(_ till: TillProcess) throws -> ShownPrompt? {
    var papers: [String] = []
    while let prompt = try till.prompt(&papers) {
      guard prompt.id.hasPrefix("sign_in.") else { return prompt }
      try till.answer(prompt.number, prompt.id.hasSuffix("pin") ? "1234" : "Анна")
    }
    return nil
  }

  @Test func `a program is shown whom the till waits for, and may end it`() throws {
    let slow = try Slow()
    defer { slow.server.stop() }
    let till = try TillProcess(data: slow.data, store: slow.store)
    let wait = try #require(try Self.signIn(till))
    #expect(wait.id == "service.wait" && wait.title == "Ждём ответа: Бонусы")
    #expect(wait.buttons == ["leave"])
    try till.answer(wait.number, "leave")
    var papers: [String] = []
    let told = try #require(try till.prompt(&papers))
    #expect(told.id == "points" && told.title == "left")
    till.kill()
  }

  @Test func `a program that lets the till wait is asked the next prompt once there is an answer`()
    throws
  {
    let slow = try Slow()
    defer { slow.server.stop() }
    let till = try TillProcess(data: slow.data, store: slow.store)
    #expect(try Self.signIn(till)?.id == "service.wait")
    var papers: [String] = []
    let told = try #require(try till.prompt(&papers))
    #expect(told.id == "points" && told.title == "120")
    try till.answer(told.number, "ok")
    #expect(try till.prompt(&papers)?.id == "sale")
    till.kill()
  }

  @Test(.enabled(if: TerminalScreen.isPossible))
  func `a person at the console is shown whom the till waits for, and may end it`() throws {
    let slow = try Slow()
    defer { slow.server.stop() }
    let screen = try TerminalScreen(
      ["till", "--store", slow.store, "--data", slow.data, "--language", "ru"])
    try screen.wait(for: "придумайте PIN")
    try screen.enter("1234")
    try screen.wait(for: "PIN ещё раз")
    try screen.enter("1234")
    try screen.wait(for: "Ждём ответа: Бонусы", "[1] Не ждать")
    try screen.press("1")
    try screen.wait(for: "left")
  }

  @Test func `a plain console shows whom the till waits for`() throws {
    let slow = try Slow()
    defer { slow.server.stop() }
    let till = try CommandRun(
      ["till", "--store", slow.store, "--data", slow.data, "--language", "en"],
      input: "\(Story.pin)\n\(Story.pin)\n1\n")
    #expect(till.output.contains("Waiting for Бонусы"), "\(till.output) \(till.errors)")
    #expect(till.output.contains("120"), "\(till.output)")
  }

  static let mistakes: [Mistake] = [
    Mistake(
      "an address without TLS",
      ["services", "set", "a", "--address", "http://shop.example", "--data", "d"],
      says: "the address: https://… was expected, or http on this machine, without a name or a "
        + "question; correct it"),
    Mistake(
      "no certificates there",
      [
        "services", "set", "a", "--address", "https://a.example", "--certificates", "no.pem",
        "--data", "d",
      ], says: "the certificates «{here}/no.pem» can't be read; correct the path"),
    Mistake(
      "a service that is not set up", ["services", "remove", "a", "--data", "d"],
      says: "no service «a»; none is set up",
      prepare: {
        try FileManager.default.createDirectory(
          atPath: $0 + "/d", withIntermediateDirectories: true)
      }),
  ]

  @Test(arguments: mistakes)
  func `says what is wrong in one line`(mistake: Mistake) throws { try mistake.check() }
}
