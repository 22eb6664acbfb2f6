import Foundation
import Testing

@testable import KassaDrivers
@testable import KassaEmulators
@testable import KassaRuntime

/// The real till and a real pinpad: two processes, either of which may die at any moment.
@Suite struct PinpadProcessTests {
  /// A till's folder, a store's, and a pinpad that is set up at the till.
  private struct Lane {
    let folder: TestFolder
    var pinpad: PinpadProcess
    var data: String { folder.path + "/data" }
    var store: String { folder.path + "/leto" }

    /// - Parameter seconds: how long the till waits for a charge.
    init(seconds: Int = 30) throws {
      folder = try TestFolder()
      try makeFolder(folder.path + "/pinpad")
      pinpad = try PinpadProcess(in: folder.path + "/pinpad")
      let providers =
        #"cashiers = { { "Анна", role = "senior" } }, "#
        + "providers = { stock.connected { seconds = \(seconds) }, stock.standalone {} },"
      try write(Story.store(providers), to: store + "/store.lua")
      let given = try CommandRun(
        ["people", "pin", "Анна", "--data", data, "--store", store], input: "1234\n1234\n")
      #expect(given.code == 0, "\(given.errors)")
      #expect(try play(setUp) == "sale")
    }

    private var setUp: [(String, Any)] {
      [
        ("sign_in.pin", "1234"), ("sale", "terminals"), ("settings", "terminals"),
        ("terminals.none", "add"), ("terminals.provider", "connected"),
        ("terminals.chosen", "next"),
        ("terminals.name", "Пинпад"), ("terminals.address", pinpad.path),
        ("terminals.list", "add"), ("terminals.provider", "standalone"),
        ("terminals.chosen", "next"),
        ("terminals.name", ["button": "offered"]), ("terminals.list", "t1"),
        ("terminals.edit", "mark"), ("terminals.list", "back"),
      ]
    }

    /// Pulls the pinpad's plug and starts it again.
    mutating func restartPinpad() throws {
      pinpad.kill()
      pinpad = try PinpadProcess(in: folder.path + "/pinpad")
    }

    func till(crashAt: Int? = nil) throws -> TillProcess {
      try TillProcess(data: data, store: store, crashAt: crashAt)
    }

    /// Gives the replies to the prompts they are for, and leaves; the prompt it stands at then.
    func play(_ replies: [(String, Any)]) throws -> String? {
      let till = try till()
      let stands = try Self.answer(replies, till)
      #expect(till.leave().code == 4)
      return stands
    }

    static func answer(_ replies: [(String, Any)], _ till: TillProcess) throws -> String? {
      var papers: [String] = []
      for (id, answer) in replies {
        let prompt = try #require(try till.prompt(&papers))
        try #require(prompt.id == id, "\(prompt) instead of \(id)")
        try till.answer(prompt.number, answer)
      }
      return try till.prompt(&papers)?.id
    }

    /// What the receipts in fiscal memory took by card, and that the journal is whole.
    func receipts() throws -> [Int64] {
      _ = try JournalReader(folder: data).verify()
      return try EmulatedRegistrarControl(folder: data).receipts()
        .map(\.document.payments.cashless.kopecks)
    }
  }

  private static var coffee: (String, Any) {
    ("sale", ["action": "free", "name": "Кофе", "price": 19_950])
  }
  private static var pay: (String, Any) { ("sale", "pay.card") }

  /// A sale on a pinpad with a fault.
  struct Sale: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fault: PinpadFault?
    let replies: [[String]]
    var stands = "sale"
    let receipts: [Int64]
    let operations: [String]
  }

  static let sales = [
    Sale(
      testDescription: "approved", fault: nil, replies: [], receipts: [19_950],
      operations: ["approved 199.50"]),
    Sale(
      testDescription: "declined, then the standalone terminal", fault: .decline,
      replies: [
        ["charge.declined", "other"], ["charge.terminal", "t2"], ["charge.window", "approved"],
      ], receipts: [19_950], operations: ["declined 0.00"]),
    Sale(
      testDescription: "the reply is lost, and asked for", fault: .loseReply, replies: [],
      receipts: [19_950], operations: ["approved 199.50"]),
    Sale(
      testDescription: "the connection is lost before", fault: .loseConnection,
      replies: [["charge.declined", "again"]], receipts: [19_950],
      operations: ["declined 0.00", "approved 199.50"]),
    Sale(
      testDescription: "no answer in time", fault: .timeOut,
      replies: [["charge.running", "unknown"]], stands: "charge.detached", receipts: [],
      operations: ["running 0.00"]),
    Sale(
      testDescription: "in part", fault: .inPart,
      replies: [["charge.under", "rest"], ["payment.tender", "card"]], receipts: [19_950],
      operations: ["approved 99.00", "approved 100.50"]),
  ]

  @Test(arguments: sales)
  func `charges what the receipt says, whatever the pinpad does`(sale: Sale) throws {
    let lane = try Lane(seconds: sale.fault == .timeOut ? 1 : 30)
    if let fault = sale.fault {
      let said = try lane.pinpad.command(["fault", fault.rawValue, "--times", "1"])
      #expect(said == "fault: \(fault.rawValue), 1 more times\n")
    }
    let replies = sale.replies.map { ($0[0], $0[1] as Any) }
    #expect(try lane.play([Self.coffee, Self.pay] + replies) == sale.stands)
    #expect(try lane.receipts() == sale.receipts)
    #expect(try lane.pinpad.operations == sale.operations)
  }

  @Test func `kill -9 of the pinpad in mid-charge charges nothing, and the till goes on`() throws {
    var lane = try Lane()
    try lane.pinpad.command(["fault", "timeOut", "--times", "1"])
    let till = try lane.till()
    defer { till.kill() }
    var papers: [String] = []
    for answer in [Self.coffee.1, Self.pay.1] {
      try till.answer(try #require(try till.prompt(&papers)).number, answer)
    }
    try lane.pinpad.waitUntilRunning()
    try lane.restartPinpad()
    #expect(try lane.pinpad.operations == ["declined 0.00"])
    let more: [(String, Any)] = [("charge.unknown", "declined"), ("charge.declined", "again")]
    #expect(try Lane.answer(more, till) == "sale")
    #expect(try lane.receipts() == [19_950])
    #expect(try lane.pinpad.operations == ["declined 0.00", "approved 199.50"])
  }

  /// Where the pinpad dies in its commit, and what the cashier then says.
  ///
  /// A yes to what the pinpad did not report takes the slip's amount, too. One that remembers nothing is told to take nothing under that key before it is asked again.
  @Test(arguments: [
    (1, ["charge.unknown: declined", "charge.declined: again"], ["declined 0.00"]),
    (2, ["charge.unknown: approved", "charge.amount: 199.50"], []),
  ])
  func `a pinpad that dies about its commit has charged once or not at all`(
    point: Int, replies: [String], stopped: [String]
  ) throws {
    var lane = try Lane()
    lane.pinpad.kill()
    lane.pinpad = try PinpadProcess(in: lane.folder.path + "/pinpad", crashAt: point)
    #expect(try lane.play([Self.coffee, Self.pay]) == "charge.unknown")
    lane.pinpad.waitUntilDead()
    try lane.restartPinpad()
    #expect(try lane.pinpad.operations == (point == 1 ? [] : ["approved 199.50"]))
    let said = replies.map { reply -> (String, Any) in
      let parts = reply.split(separator: ": ")
      return (String(parts[0]), String(parts[1]))
    }
    #expect(try lane.play(said) == "sale")
    #expect(try lane.receipts() == [19_950])
    #expect(try lane.pinpad.operations == stopped + ["approved 199.50"])
  }

  @Test func `kill -9 of the till in mid-charge asks the pinpad, never charges again`() throws {
    let lane = try Lane()
    try lane.pinpad.command(["fault", "timeOut", "--times", "1"])
    let till = try lane.till()
    var papers: [String] = []
    for answer in [Self.coffee.1, Self.pay.1] {
      try till.answer(try #require(try till.prompt(&papers)).number, answer)
    }
    try lane.pinpad.waitUntilRunning()
    till.kill()
    #expect(try lane.play([]) == "charge.running")
    #expect(try lane.pinpad.operations == ["running 0.00"])
    #expect(try lane.receipts() == [])
  }

  @Test func `a till that dies at any point of a sale takes the money once`() throws {
    let lane = try Lane()
    let kept = lane.folder.path + "/kept"
    try FileManager.default.copyItem(atPath: lane.data, toPath: kept)
    var point = 1
    var sales = 0
    var died = true
    while died {
      try FileManager.default.removeItem(atPath: lane.data)
      try FileManager.default.copyItem(atPath: kept, toPath: lane.data)
      died = try !sell(lane, crashAt: point)
      if died { #expect(try sell(lane, crashAt: nil)) }
      sales += 1
      #expect(try lane.receipts() == [19_950], "at \(point)")
      let approved = try lane.pinpad.operations.count { $0 == "approved 199.50" }
      #expect(approved == sales, "at \(point)")
      point += 1
    }
    #expect(point > 15, "a sale passes more points than that")
  }

  /// Sells a coffee; whether the till lived to the next sale.
  private func sell(_ lane: Lane, crashAt: Int?) throws -> Bool {
    let till = try lane.till(crashAt: crashAt)
    var papers: [String] = []
    while let prompt = try till.prompt(&papers) {
      switch prompt.id {
      case "sale" where prompt.lines > 0: try till.answer(prompt.number, "pay.card")
      case "sale":
        guard try lane.receipts().isEmpty else {
          #expect(till.leave().code == 4)
          return true
        }
        try till.answer(prompt.number, Self.coffee.1)
      case "charge.declined": try till.answer(prompt.number, "again")
      default: Issue.record("\(prompt)")
      }
    }
    _ = till.leave()
    return false
  }

  @Test func `a second pinpad gets neither the folder nor the socket of the first`() throws {
    let folder = try TestFolder()
    let pinpad = try PinpadProcess(in: folder.path)
    let same = try CommandRun(["pinpad", "serve", "--socket", folder.path + "/other"])
    #expect(same.code == 3 && same.errors.contains("another pinpad works in"))
    let socket = try CommandRun([
      "pinpad", "serve", "--socket", pinpad.path, "--data", folder.path + "/more",
    ])
    #expect(socket.code == 3 && socket.errors.contains("somebody listens at"))
    #expect(try pinpad.command(["status"]) == "no operations yet\n")
    pinpad.kill()
    let gone = try CommandRun(["pinpad", "status", "--socket", pinpad.path])
    #expect(gone.code == 2 && gone.errors.contains("no pinpad answers at"))
  }
}
