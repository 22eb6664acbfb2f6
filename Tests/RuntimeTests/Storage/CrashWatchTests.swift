import Foundation
import Testing

@testable import KassaRuntime

/// What is remembered of processes that died, and when a part is suspended for it.
@Suite struct CrashWatchTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func open(_ entry: Int) -> CrashWatch {
    CrashWatch(folder: folder.path, entry: entry, seam: .production)
  }

  /// A process that dies in `parts.last`, having entered and left those before it.
  private func die(_ entry: Int, _ parts: CrashWatch.Part...) throws {
    let watch = open(entry)
    for part in parts.dropLast() { try watch.watch(part) {} }
    try watch.enter(try #require(parts.last))
  }

  @Test func `the third death at one entry suspends the part for one process`() throws {
    for _ in 0..<2 {
      try die(7, .storeFlow)
      #expect(open(7).suspended.isEmpty)
    }
    try die(7, .storeFlow)
    #expect(open(7).suspended == [.storeFlow])
    #expect(open(7).suspended.isEmpty, "the next one tries again")
  }

  @Test func `deaths count through parts that were left in between`() throws {
    for _ in 0..<3 { try die(7, .loading, .registrar, .storeFlow) }
    #expect(open(7).suspended == [.storeFlow])
  }

  @Test func `deaths in different parts are counted each for itself`() throws {
    try die(7, .storeFlow)
    try die(7, .registrar)
    try die(7, .storeFlow)
    try die(7, .registrar)
    #expect(open(7).suspended.isEmpty)
    try die(7, .storeFlow)
    #expect(open(7).suspended == [.storeFlow])
  }

  @Test func `a till that goes on has its deaths behind it`() throws {
    try die(7, .storeFlow)
    try die(7, .storeFlow)
    try die(8, .storeFlow)
    #expect(open(8).suspended.isEmpty)
    let watch = open(8)
    watch.goOn(to: 9)
    try watch.enter(.storeFlow)
    #expect(open(9).suspended.isEmpty)
  }

  @Test func `what was left is no death`() throws {
    for _ in 0..<5 { try open(7).watch(.terminal) {} }
    #expect(open(7).suspended.isEmpty)
  }

  @Test func `a step that throws is left`() throws {
    struct Wrong: Error {}
    for _ in 0..<5 {
      #expect(throws: Wrong.self) { try open(7).watch(.storeFlow) { throw Wrong() } }
    }
    #expect(open(7).suspended.isEmpty)
  }

  @Test(arguments: ["", "x", "7 >", "7 store_flow=x", "7 store_flow=-3", "\u{0}\u{1}", "7=7", " "])
  func `a mark that can't be read counts nothing`(text: String) throws {
    try text.write(toFile: folder.path + "/crashes.mark", atomically: true, encoding: .utf8)
    #expect(open(7).suspended.isEmpty)
    for _ in 0..<3 { try die(7, .storeFlow) }
    #expect(open(7).suspended == [.storeFlow])
  }

  @Test func `a folder that can't be written stops nothing`() throws {
    let watch = CrashWatch(folder: folder.path + "/none", entry: 1, seam: .production)
    #expect(try watch.watch(.storeFlow) { 5 } == 5)
    #expect(watch.suspended.isEmpty)
  }

  /// A terminal whose driver counts how often it was called.
  private actor CountedTerminal: TerminalDriver {
    nonisolated let id = "t1"
    nonisolated let name = "Банк"
    var calls = 0
    func charge(_ request: TerminalCharge) async -> TerminalReply { called() }
    func outcome(of request: TerminalCharge) async -> TerminalReply { called() }
    private func called() -> TerminalReply {
      calls += 1
      return .approved(reference: "R1")
    }
  }

  @Test func `a deadly terminal's outcome is unknown, and nobody asks it`() async throws {
    let terminal = CountedTerminal()
    let request = TerminalCharge(key: "k", amount: try Money(kopecks: 100))
    let usual = WatchedTerminal(terminal, open(7))
    #expect(await usual.charge(request) == .approved(reference: "R1"))
    for _ in 0..<3 { try die(7, .terminal) }
    let suspended = WatchedTerminal(terminal, open(7))
    #expect(await suspended.charge(request) == .unknown)
    #expect(await suspended.outcome(of: request) == .unknown)
    #expect(await terminal.calls == 1)
  }

  @Test func `a line is read as it was written`() throws {
    var mark = CrashMark(entry: 1_000_000)
    for (count, part) in CrashWatch.Part.allCases.enumerated() {
      mark.deaths[part.rawValue] = count + 1
    }
    mark.running = "registrar"
    #expect(mark.line.count == CrashMark.bytes)
    #expect(CrashMark(mark.line) == mark)
  }
}
