import Foundation
import Synchronization
import Testing

@testable import KassaDrivers
@testable import KassaRuntime

/// Many swaps at processes that sell: a hundred in the nightly run, some in a check.
@Suite(.timeLimit(.minutes(20))) struct ManySwapsProcessTests {
  private static let count = Nightly.isOn ? 100 : 6

  private static func script(_ title: String) -> String {
    """
    return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Лето", cashiers = { "Анна" },
      texts = { ru = { sale = { title = "\(title)" } } } }
    """
  }

  /// Two packed scripts beside the folder `leto` that tills begin with.
  private func packs(in folder: String) throws -> [Data] {
    try write(Self.script("Старый"), to: folder + "/leto/store.lua")
    return try ["Первый", "Второй"].map { title in
      try write(Self.script(title), to: folder + "/\(title)/store.lua")
      let packed = try CommandRun(["pack", folder + "/\(title)", "-o", folder + "/\(title).kassa"])
      #expect(packed.code == 0, "\(packed.errors)")
      return try Data(contentsOf: URL(fileURLWithPath: folder + "/\(title).kassa"))
    }
  }

  /// Answers the next prompt, which is to be `id`; what it is called.
  @discardableResult
  private func answer(_ till: TillProcess, _ id: String, _ answer: Any) throws -> String {
    var documents: [String] = []
    let prompt = try #require(try till.prompt(&documents))
    #expect(prompt.id == id)
    try till.answer(prompt.number, answer)
    return prompt.title
  }

  private func start(_ data: String, in folder: String) throws -> TillProcess {
    let till = try TillProcess(data: data, store: folder + "/leto")
    try answer(till, "sign_in.new_pin", "1234")
    try answer(till, "sign_in.repeat_pin", "1234")
    return till
  }

  private func sell(_ till: TillProcess) throws {
    let tea = ["action": "free", "name": "Чай", "price": 1_000] as [String: Any]
    try answer(till, "sale", tea)
    try answer(till, "sale", "pay.cash")
    try answer(till, "payment.cash", 1_000)
  }

  @Test func `a till that sells without a pause loses nothing, and no swap`() throws {
    let folder = try TestFolder()
    let (packs, data) = (try packs(in: folder.path), folder.path + "/data")
    let till = try start(data, in: folder.path)
    defer { till.kill() }
    let swaps = Swaps()
    swaps.begin(Self.count, packs, at: data)
    var sales = 0
    while !swaps.areOver {
      try sell(till)
      sales += 1
    }
    // What waits for its place has it with the next receipt.
    try sell(till)
    var documents: [String] = []
    _ = try till.prompt(&documents)
    #expect(swaps.problems == [])
    till.kill()
    #expect(try JournalReader(folder: data).verify().receipts == sales + 1)
    let entries = try Journal(folder: data, identity: { "" }, seam: .production).entries(from: 1)
    var running: String?
    var taken = 0
    for entry in entries {
      switch entry {
      case .script(let change):
        running = change.to.bundle
        taken += 1
      // The first flow after a swap runs on the new script, and so do all after it.
      case .flow(let start) where running != nil: #expect(start.bundle == running)
      default: break
      }
    }
    #expect(taken == Self.count)
  }

  @Test func `each of many tills prints its first receipt after a swap by the new script`() throws {
    let folder = try TestFolder()
    let pack = try packs(in: folder.path)[0]
    let new = try StoreBundle(folder: folder.path + "/Первый").script
    for number in 1...Self.count {
      let data = folder.path + "/t\(number)"
      let till = try start(data, in: folder.path)
      defer { till.kill() }
      try sell(till)
      var documents: [String] = []
      let old = try #require(try till.prompt(&documents))
      #expect(old.title == "Старый")
      let reply = try ControlClient.ask(ControlRequest(.swap), pack, in: data)
      #expect(reply.report?.outcome == .taken)
      try till.answer(
        old.number, ["action": "free", "name": "Чай", "price": 1_000] as [String: Any])
      #expect(try answer(till, "sale", "pay.cash") == "Первый")
      try answer(till, "payment.cash", 1_000)
      _ = try till.prompt(&documents)
      let standing = try JournalReader(folder: data).standing(of: new)
      #expect(standing.state == .runs && standing.first?.document == 3, "\(standing)")
    }
  }
}

/// Scripts that take each other's place, as fast as the till takes them.
private final class Swaps: Sendable {
  private let told = Mutex<(left: Int, problems: [String])>((0, []))

  var areOver: Bool { told.withLock { $0.left == 0 } }
  var problems: [String] { told.withLock { $0.problems } }

  func begin(_ count: Int, _ packs: [Data], at data: String) {
    told.withLock { $0.left = count }
    Thread.detachNewThread { [self] in
      for number in 0..<count {
        swap(packs[number % packs.count], at: data)
        told.withLock { $0.left -= 1 }
      }
    }
  }

  /// Sends it until the one before has its place: until then it is refused, or runs still.
  private func swap(_ pack: Data, at data: String) {
    let deadline = ContinuousClock.now + .seconds(60)
    var said: [String] = []
    while ContinuousClock.now < deadline {
      let report = try? ControlClient.ask(ControlRequest(.swap), pack, in: data).report
      if let report, report.outcome == .taken || report.outcome == .waits { return }
      said = report?.lines ?? ["no reply"]
      Thread.sleep(forTimeInterval: 0.002)
    }
    told.withLock { $0.problems += said }
  }
}
