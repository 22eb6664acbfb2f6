import Foundation
import Testing

@testable import KassaRuntime

/// What is remembered of processes that died, and when a part is suspended for it.
@Suite struct CrashWatchTests {
  private let folder: TestFolder
  init() throws { folder = try TestFolder() }

  private func open() -> CrashWatch { CrashWatch(folder: folder.path, seam: .production) }

  /// A process that dies in `activities.last`, having entered and left those before it.
  private func die(_ activities: CrashWatch.Activity...) throws {
    let watch = open()
    for activity in activities.dropLast() { try watch.watch(activity) {} }
    try watch.enter(try #require(activities.last))
  }

  @Test(arguments: CrashWatch.Activity.allCases)
  func `the third death in a row suspends the part for one process`(
    activity: CrashWatch.Activity
  ) throws {
    for _ in 0..<2 {
      try die(activity)
      #expect(open().suspended.isEmpty && !open().isLoadingDeadly)
    }
    try die(activity)
    let watch = open()
    #expect(watch.suspended == Set([activity.part].compactMap { $0 }))
    #expect(watch.isLoadingDeadly == (activity == .loading))
    #expect(open().suspended.isEmpty && !open().isLoadingDeadly, "the next one tries again")
  }

  @Test func `how many scans waited is told to the next process alone`() throws {
    let watch = open()
    #expect(watch.scansWaited == 0)
    watch.note(scansWaiting: 1)
    watch.note(scansWaiting: 3)
    try watch.watch(.print) {}
    let next = open()
    #expect(next.scansWaited == 3 && next.suspended.isEmpty)
    // Until the cashier has been told.
    #expect(open().scansWaited == 3)
    next.note(scansWaiting: 0)
    #expect(open().scansWaited == 0)
  }

  @Test func `deaths count through activities that were left in between`() throws {
    for _ in 0..<3 { try die(.loading, .status, .storeFlow, .status, .storeFlow) }
    #expect(open().suspended == [.storeFlow])
    for _ in 0..<3 { try die(.loading, .status, .printed, .print) }
    #expect(open().suspended == [.registrar])
  }

  @Test func `deaths in different activities are counted each for itself`() throws {
    try die(.storeFlow)
    try die(.print)
    try die(.storeFlow)
    try die(.status)
    #expect(open().suspended.isEmpty)
    try die(.storeFlow)
    #expect(open().suspended == [.storeFlow])
  }

  @Test func `an answer that is committed ends the deaths of scripts and no others`() throws {
    for _ in 0..<2 { try die(.storeFlow) }
    for _ in 0..<2 { try die(.print) }
    open().goOn()
    try die(.storeFlow)
    #expect(open().suspended.isEmpty)
    try die(.print)
    #expect(open().suspended == [.registrar])
  }

  @Test func `a call that returns ends its own deaths and no others`() throws {
    for _ in 0..<2 { try die(.print) }
    try die(.status, .print, .charge)
    try die(.print)
    #expect(open().suspended.isEmpty)
  }

  /// A terminal may still be at a charge that nobody waits for.
  @Test func `the end of one activity clears no other's mark`() throws {
    for _ in 0..<3 {
      let watch = open()
      try watch.enter(.charge)
      try watch.enter(.print)
      watch.leave(.charge)
    }
    #expect(open().suspended == [.registrar])
    for _ in 0..<3 {
      let watch = open()
      try watch.enter(.charge)
      try watch.watch(.print) {}
    }
    #expect(open().suspended == [.terminal])
  }

  /// Which of two took the process down nobody knows; older programs read the last one of the line.
  @Test func `a death counts for all that ran`() throws {
    let watch = open()
    for activity in [CrashWatch.Activity.charge, .charge, .print] { try watch.enter(activity) }
    let line = try String(contentsOfFile: folder.path + "/crashes.mark", encoding: .utf8)
    #expect(line.hasPrefix(">charge >charge >print "))
    _ = open()
    let next = try String(contentsOfFile: folder.path + "/crashes.mark", encoding: .utf8)
    #expect(next.hasPrefix("charge=1 print=1 "))
  }

  @Test func `what was left is no death`() throws {
    for activity in CrashWatch.Activity.allCases {
      for _ in 0..<5 { try open().watch(activity) {} }
    }
    #expect(open().suspended.isEmpty)
  }

  @Test func `a step that throws is left`() throws {
    struct Wrong: Error {}
    for _ in 0..<5 {
      #expect(throws: Wrong.self) { try open().watch(.storeFlow) { throw Wrong() } }
    }
    #expect(open().suspended.isEmpty)
  }

  @Test(arguments: [
    "", "x", ">", "store_flow=x", "store_flow=-3", "store_flow=9223372036854775807",
    "\u{0}\u{1}", "=7", " ",
  ])
  func `a mark that can't be read counts nothing`(text: String) throws {
    try text.write(toFile: folder.path + "/crashes.mark", atomically: true, encoding: .utf8)
    #expect(open().suspended.isEmpty)
    for _ in 0..<3 { try die(.storeFlow) }
    #expect(open().suspended == [.storeFlow])
  }

  @Test func `a folder that can't be written stops nothing`() throws {
    let watch = CrashWatch(folder: folder.path + "/none", seam: .production)
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

  @Test func `a deadly terminal is asked nothing: what was sent is unknown, and nothing is sent`()
    async throws
  {
    let terminal = CountedTerminal()
    let request = TerminalCharge(key: "k", amount: try Money(kopecks: 100))
    let usual = WatchedTerminal(terminal, open())
    #expect(await usual.charge(request) == .approved(reference: "R1"))
    for _ in 0..<3 { try die(.charge) }
    let suspended = WatchedTerminal(terminal, open())
    #expect(
      await suspended.charge(request) == .declined(reason: "off until the till is restarted"))
    #expect(await suspended.outcome(of: request) == .unknown)
    #expect(await terminal.calls == 1)
  }

  @Test func `a shorter line covers the longer one before it, whoever wrote it`() throws {
    let file = folder.path + "/crashes.mark"
    let watch = open()
    watch.note(scansWaiting: 120)
    try watch.enter(.continuePrinting)
    watch.leave(.continuePrinting)
    watch.note(scansWaiting: 0)
    try watch.enter(.print)
    let line = try String(contentsOfFile: file, encoding: .utf8)
    #expect(line.count == CrashMark.bytes && line.last == "\n")
    #expect(line.split(separator: " ", omittingEmptySubsequences: true).first == ">print")
    #expect(line.filter { !$0.isWhitespace } == ">print")
    let next = open()
    try next.enter(.status)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(">status print=1 "))
  }

  @Test func `a line is read as it was written`() throws {
    var mark = CrashMark()
    for (count, activity) in CrashWatch.Activity.allCases.enumerated() {
      mark.deaths[activity.rawValue] = count + 1
    }
    mark.running = ["continue_printing"]
    #expect(mark.line.count == CrashMark.bytes)
    #expect(CrashMark(mark.line.bytes) == mark)
  }
}
