import Foundation
import Glibc
import Testing

@testable import KassaRuntime

/// A till that sells is sent a script, wherever its cashier stands.
@Suite(.serialized, .timeLimit(.minutes(10))) struct SwapPlacesProcessTests {
  private static func script(_ part: String = "") -> String {
    """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Лето", cashiers = { "Анна" }, \(part) }
    """
  }

  private static let titled = #"texts = { ru = { sale = { title = "Новый" } } }"#

  /// A till's folder, the script that it runs and one that it is sent.
  private struct Place {
    let folder: TestFolder
    var old: String { folder.path + "/leto" }
    var new: String { folder.path + "/v2" }
    var data: String { folder.path + "/data" }

    init(_ part: String = SwapPlacesProcessTests.titled) throws {
      folder = try TestFolder()
      try write(SwapPlacesProcessTests.script(), to: old + "/store.lua")
      try write(SwapPlacesProcessTests.script(part), to: new + "/store.lua")
    }

    func swap(_ options: String...) throws -> CommandRun {
      try CommandRun(["swap", new, "--data", data] + options)
    }

  }

  /// What is typed: a button, a sum, cancel, a coffee.
  private static func line(_ word: String, to number: Int) throws -> Data {
    let answer: [String: Any] =
      switch word {
      case "cancel": ["cancel": true]
      case "coffee":
        ["answer": ["action": "free", "name": "Кофе", "price": 19_950] as [String: Any]]
      case _ where Int(word) != nil && word != "1234": ["answer": Int(word) ?? 0]
      default: ["answer": word]
      }
    return try JSONSerialization.data(
      withJSONObject: answer.merging(["n": number]) { old, _ in old })
  }

  /// Answers one prompt after another; the prompt that stands then, and how many receipts came out.
  private func type(
    _ words: [String], _ till: TillProcess, at prompt: inout ShownPrompt
  ) throws -> Int {
    var documents: [String] = []
    for word in words {
      till.send(try Self.line(word, to: prompt.number))
      prompt = try #require(try till.prompt(&documents), "after «\(word)»")
    }
    return documents.count { $0 == "receipt" }
  }

  /// Where the cashier stands, what becomes of the script there, and how they come to an empty sale.
  private static let places: [(before: [String], says: String, after: [String], receipts: Int)] = [
    ([], ": taken", ["coffee", "pay.cash", "19950"], 1),
    (["coffee"], "after this receipt", ["pay.cash", "19950"], 1),
    (["coffee", "pay.card"], "after this receipt", ["approved"], 1),
    (["coffee", "pay.cash"], "after this receipt", ["cancel", "pay.card", "approved"], 1),
    (["terminals"], ": taken", ["cancel"], 0),
    (["terminals", "terminals"], "after this receipt", ["cancel"], 0),
    (["shift"], ": taken", ["cancel"], 0),
  ]

  @Test(arguments: places.indices)
  func `the receipt in hand ends as it began, and the next prints on the new script`(index: Int)
    throws
  {
    let (before, says, after, receipts) = Self.places[index]
    let place = try Place()
    let till = try TillProcess(data: place.data, store: place.old)
    defer { till.kill() }
    var documents: [String] = []
    var prompt = try #require(try till.prompt(&documents))
    _ = try type(["1234", "1234"] + before, till, at: &prompt)
    let swap = try place.swap()
    #expect(swap.code == 0 && swap.output.contains(says), "\(swap.output) \(swap.errors)")
    #expect(try type(after, till, at: &prompt) == receipts)
    #expect(prompt.title == "Новый" && prompt.lines == 0, "\(prompt)")
    #expect(try type(["coffee", "pay.cash", "19950"], till, at: &prompt) == 1)
    #expect(try Self.printer(place.data) == (try StoreBundle(folder: place.new).script))
    let verdict = try JournalReader(folder: place.data).verify()
    #expect(verdict.receipts == receipts + 1)
  }

  @Test func `two swaps at once: one is taken, the other is told of it`() async throws {
    let place = try Place()
    try write(Self.script("ask_contact = true,"), to: place.folder.path + "/v3/store.lua")
    let till = try TillProcess(data: place.data, store: place.old)
    defer { till.kill() }
    var documents: [String] = []
    var prompt = try #require(try till.prompt(&documents))
    _ = try type(["1234", "1234", "coffee"], till, at: &prompt)
    let (data, stores) = (place.data, [place.new, place.folder.path + "/v3"])
    let said = try await withThrowingTaskGroup(of: String.self) { group in
      for store in stores {
        group.addTask { try CommandRun(["swap", store, "--data", data]).output }
      }
      return try await group.reduce(into: [String]()) { $0.append($1) }.sorted()
    }
    #expect(said.count { $0.contains("after this receipt") } == 1, "\(said)")
    #expect(said.count { $0.contains("waits to be taken") } == 1, "\(said)")
    #expect(try type(["pay.cash", "19950"], till, at: &prompt) == 1)
    #expect(try JournalReader(folder: data).verify().receipts == 1)
  }

  @Test func `all that speaks against a script is told at once, and the till sells on`() throws {
    let place = try Place()
    // Another INN than the registrar's, and one who was signed in is gone.
    try write(
      Self.script().replacing("7701234567", with: "7707083893")
        .replacing(#""Анна""#, with: #""Борис""#)
        .replacing("usn_income", with: "osn"),
      to: place.new + "/store.lua")
    let till = try TillProcess(data: place.data, store: place.old)
    defer { till.kill() }
    var documents: [String] = []
    var prompt = try #require(try till.prompt(&documents))
    _ = try type(
      ["1234", "1234", "coffee", "pay.card", "unknown", "unknown", "next"], till, at: &prompt)
    let swap = try place.swap()
    #expect(swap.code == 1 && swap.output.contains(": refused"), "\(swap.output) \(swap.errors)")
    #expect(swap.output.contains("registrar"), "\(swap.output)")
    #expect(swap.output.contains("the seller's INN would change"), "\(swap.output)")
    #expect(try type(["coffee", "pay.cash", "19950"], till, at: &prompt) == 1)
    #expect(prompt.title != "Новый")
  }

  @Test func `a kill in the middle of a swap leaves one script or the other, whole`() throws {
    let place = try Place()
    var killed = 0
    // How many points of the seam come before a script is sent may change; the last of them are tried first.
    for point in stride(from: 21, to: 6, by: -1) where killed < 2 {
      let here = place.folder.path + "/data\(point)"
      let till = try TillProcess(data: here, store: place.old, crashAt: point)
      defer { till.kill() }
      guard try sell(["1234", "1234"], till) != nil else { break }
      let swap = try CommandRun(["swap", place.new, "--data", here])
      guard swap.code != 0 else { continue }
      killed += 1
      till.kill()
      let again = try TillProcess(data: here, store: place.old)
      defer { again.kill() }
      let stands = try #require(try sell(["coffee", "pay.cash", "19950"], again), "point \(point)")
      let listed = try CommandRun(["journal", "scripts", "--data", here])
      #expect((stands.title == "Новый") == listed.output.contains("swapped the script"))
      let ran = stands.title == "Новый" ? place.new : place.old
      #expect(try Self.printer(here) == (try StoreBundle(folder: ran).script), "point \(point)")
      #expect(try JournalReader(folder: here).verify().receipts == 1)
    }
    #expect(killed > 0)
  }

  /// Answers one prompt after another; nil where the till has gone.
  private func sell(_ words: [String], _ till: TillProcess) throws -> ShownPrompt? {
    var documents: [String] = []
    var prompt = try till.prompt(&documents)
    for word in words {
      guard let stands = prompt else { return nil }
      till.send(try Self.line(word, to: stands.number))
      prompt = try till.prompt(&documents)
    }
    return prompt
  }

  /// The script that the last printed receipt ran on.
  private static func printer(_ data: String) throws -> String? {
    var last: String?
    try JournalReader(folder: data).forEachFlow { flow, bundle in
      let isPrinted = flow.entries.flatMap(\.changes).contains {
        if case .receipt(.printed) = $0 { true } else { false }
      }
      if isPrinted { last = try bundle()?.script }
    }
    return last
  }

  /// Mode 0600 keeps other users out; whoever gets past that is known by the kernel's word for it.
  @Test(.enabled(if: geteuid() == 0 && FileManager.default.fileExists(atPath: "/usr/bin/python3")))
  func `another user's program is hung up on, whatever the socket's rights`() throws {
    let place = try Place()
    let till = try TillProcess(data: place.data, store: place.old)
    defer { till.kill() }
    var documents: [String] = []
    var prompt = try #require(try till.prompt(&documents))
    _ = try type(["1234", "1234"], till, at: &prompt)
    let socket = place.data + "/control.sock"
    let stranger = [
      "--reuid=65534", "--regid=65534", "--clear-groups", "/usr/bin/python3", "-c",
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX)
      try:
        s.connect(sys.argv[1])
      except PermissionError:
        sys.exit("kept out")
      s.settimeout(20)
      try:
        s.sendall(b'{"action":"back","plan":true,"again":false,"bytes":0}\\n')
      except BrokenPipeError:
        pass
      try:
        print("said", s.recv(1000))
      except ConnectionResetError:
        print("said", b"")
      """, socket,
    ]
    let outside = try CommandRun("/usr/bin/setpriv", stranger)
    #expect(outside.errors.contains("kept out"), "\(outside.output)\(outside.errors)")
    // As if somebody had given the rights away.
    for path in [place.folder.path, place.data] {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: socket)
    let inside = try CommandRun("/usr/bin/setpriv", stranger)
    #expect(inside.output == "said b''\n", "\(inside.output)\(inside.errors)")
    #expect(try place.swap("--plan").output.contains("would be taken"))
  }
}
