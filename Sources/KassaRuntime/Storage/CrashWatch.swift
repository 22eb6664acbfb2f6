import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells what takes the process down again and again.
///
/// Whatever may do so, a script's step or a call of a driver, is entered and left. What was entered
/// and never left three times in a row suspends the part it belongs to: the next process does without
/// that for as long as it lives, and the one after gives it another try.
///
/// In a row means for a call that it has not returned meanwhile, and for a script that no answer of a
/// cashier was committed: a restart goes on by itself, so how far the journal is tells nothing.
///
/// It also remembers that scans wait, which nothing else on disk does: how many, so that they can be spoken
/// of after a restart. That the first one waits is synced, once. And whether a person was shown what came
/// out of the registrar last: where a power cut takes that away, it is shown once more.
///
/// `crashes.mark` in the data folder outlives the process: a line with what is running, each after ">" and the
/// last one last, which is all that older programs see, and how many processes died in what. Else it is never synced. A power cut may take it away: that is no
/// crash. Nothing depends on it but this, so what can't be read or written is nothing.
final class CrashWatch: Sendable {
  /// What the till can do without.
  enum Part: String, CaseIterable, Sendable {
    case storeFlow, stockFlow, registrar, terminal
  }

  /// What may take the process down.
  enum Activity: String, CaseIterable, Sendable {
    /// Reading the store that the till is started with.
    case loading
    case storeFlow = "store_flow"
    case stockFlow = "stock_flow"
    case openRegistrar = "open_registrar"
    case status
    case openShift = "open_shift"
    case closeShift = "close_shift"
    case print, printed, report
    case lastPrinted = "last_printed"
    case continuePrinting = "continue_printing"
    case copyOfLast = "copy_of_last"
    case moveCash = "move_cash"
    case interimReport = "interim_report"
    case void, refund
    case printText = "print_text"
    case charge, outcome, stop
  }

  /// So many deaths in a row suspend what the activity belongs to.
  static let deathsMax = 3

  /// What this process does without.
  let suspended: Set<Part>
  /// How many scans waited when the process before ended.
  let scansWaited: Int
  /// Whether the paper that came out last was shown.
  let wasPaperShown: Bool
  /// Whether the store is not to be loaded by this process.
  let isLoadingDeadly: Bool

  private let descriptor: Int32
  private let seam: Seam
  private let state: Mutex<State>

  private struct State {
    var mark: CrashMark
    /// What is written, in room that each note has again: some thirty a sale.
    var line = GrowingBytes(capacity: CrashMark.bytes)
    /// So many bytes of the file are words, and no more are written over, some 20 of 512; nil before
    /// the whole line is written.
    var length: Int?
  }

  /// Takes over what the process before left in `folder`, whose lock the caller holds.
  init(folder: String, seam: Seam) {
    self.seam = seam
    // In memory nothing is left that a process could find.
    descriptor =
      seam.memory == nil
      ? open("\(folder)/crashes.mark", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600) : -1
    var mark = Self.read(descriptor)?.afterDeath ?? CrashMark()
    let deadly = Activity.allCases.filter { mark.deaths[$0.rawValue, default: 0] >= Self.deathsMax }
    suspended = Set(deadly.compactMap(\.part))
    isLoadingDeadly = deadly.contains(.loading)
    (scansWaited, wasPaperShown) = (mark.scansWaiting, mark.isPaperShown)
    for activity in deadly { mark.deaths[activity.rawValue] = nil }
    state = Mutex(State(mark: mark))
    change { _ in true }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// A cashier's answer is committed: whatever a script died in, it is over.
  func goOn() {
    change { mark in
      let before = mark.deaths.count
      for activity in Activity.allCases where activity.isScript {
        mark.deaths[activity.rawValue] = nil
      }
      return mark.deaths.count < before
    }
  }

  /// Says how many scans wait in memory.
  func note(scansWaiting count: Int) {
    var isFirst = false
    change { mark in
      guard mark.scansWaiting != count else { return false }
      isFirst = mark.scansWaiting == 0
      mark.scansWaiting = count
      return true
    }
    if isFirst, descriptor >= 0 { fsync(descriptor) }
  }

  /// Says whether the paper that came out last was shown.
  func note(paperShown isShown: Bool) {
    change { mark in
      guard mark.isPaperShown != isShown else { return false }
      mark.isPaperShown = isShown
      return true
    }
  }

  /// Runs `body` as `activity`.
  func watch<Result>(_ activity: Activity, _ body: () throws -> Result) throws -> Result {
    try enter(activity)
    defer { leave(activity) }
    return try body()
  }

  /// Says that `activity` runs, until ``leave(_:)``; the seam's point is where a test dies in it.
  func enter(_ activity: Activity) throws {
    change { mark in
      mark.running.append(activity.rawValue)
      return true
    }
    try seam.reach(.within(activity: activity.rawValue))
  }

  func leave(_ activity: Activity) {
    change { mark in
      if let place = mark.running.lastIndex(of: activity.rawValue) {
        mark.running.remove(at: place)
      }
      if !activity.isScript { mark.deaths[activity.rawValue] = nil }
      return true
    }
  }

  private static func read(_ descriptor: Int32) -> CrashMark? {
    guard descriptor >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: CrashMark.bytes) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, CrashMark.bytes, 0))
    }
    return CrashMark(bytes)
  }

  /// Writes the mark where `body` says that it has changed.
  private func change(_ body: (inout CrashMark) -> Bool) {
    state.withLock { state in
      guard body(&state.mark), descriptor >= 0 else { return }
      state.line.removeAll()
      state.mark.writeWords(to: &state.line)
      let words = state.line.count
      if let before = state.length {
        state.line.append(UInt8(ascii: " "), times: before - words)
      } else {
        CrashMark.fill(&state.line)
      }
      // What can't be written is not counted.
      let written = state.line.withBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
      state.length = written == state.line.count ? words : nil
    }
  }
}

extension CrashWatch.Activity {
  /// What the till does without once this is deadly; nil for loading, without which there is no till.
  var part: CrashWatch.Part? {
    switch self {
    case .loading: nil
    case .storeFlow: .storeFlow
    case .stockFlow: .stockFlow
    case .openRegistrar, .status, .openShift, .closeShift, .print, .printed, .report, .lastPrinted,
      .continuePrinting, .copyOfLast, .moveCash, .interimReport, .printText:
      .registrar
    case .charge, .outcome, .stop, .void, .refund: .terminal
    }
  }

  /// A replay runs the same steps again, so that one of them was left tells nothing.
  fileprivate var isScript: Bool {
    switch self {
    case .storeFlow, .stockFlow: true
    case .loading, .openRegistrar, .status, .openShift, .closeShift, .print, .printed, .report,
      .lastPrinted, .continuePrinting, .copyOfLast, .moveCash, .interimReport, .printText, .charge,
      .outcome, .stop, .void, .refund:
      false
    }
  }
}

/// The line of `crashes.mark`.
struct CrashMark: Hashable {
  /// A line is filled with spaces to that length, so that a shorter one covers a longer.
  static let bytes = 512

  /// What runs, in the order in which it began: a terminal may still be at a charge that nobody waits for.
  var running: [String] = []
  /// By activity, how many processes in a row died in it.
  var deaths: [String: Int] = [:]
  var scansWaiting = 0
  var isPaperShown = false

  /// The same with the death of all that was running: which of it took the process down, nobody knows.
  var afterDeath: CrashMark {
    var mark = self
    for activity in Set(running) { mark.deaths[activity, default: 0] += 1 }
    mark.running = []
    return mark
  }

  init() {}

  /// What `bytes` say; nil where they are no line of this kind.
  init?(_ bytes: [UInt8]) {
    for word in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace) {
      if word.hasPrefix(">") {
        running.append(String(word.dropFirst()))
      } else {
        let parts = word.split(separator: "=")
        guard parts.count == 2, let count = UInt8(parts[1]) else { return nil }
        deaths[String(parts[0])] = Int(count)
      }
    }
    scansWaiting = deaths.removeValue(forKey: Self.scans) ?? 0
    isPaperShown = deaths.removeValue(forKey: Self.shown) != nil
  }

  private static let (scans, shown) = ("scans", "shown")

  /// Its words; what does not fit is left out.
  func writeWords(to words: inout GrowingBytes) {
    func put(_ name: String, _ rest: String) {
      guard words.count + 1 + name.utf8.count + rest.utf8.count < Self.bytes else { return }
      if words.count > 0 { words.append(UInt8(ascii: " ")) }
      words.append(name)
      words.append(rest)
    }
    for activity in running { put(">", activity) }
    if scansWaiting > 0 { put(Self.scans, "=\(scansWaiting)") }
    if isPaperShown { put(Self.shown, "=1") }
    guard !deaths.isEmpty else { return }
    for death in deaths.sorted(by: { $0.key < $1.key }) { put(death.key, "=\(death.value)") }
  }

  /// Fills what the words leave of the line.
  static func fill(_ line: inout GrowingBytes) {
    line.append(UInt8(ascii: " "), times: bytes - 1 - line.count)
    line.append(UInt8(ascii: "\n"))
  }

  /// The whole line.
  var line: GrowingBytes {
    var line = GrowingBytes(capacity: Self.bytes)
    writeWords(to: &line)
    Self.fill(&line)
    return line
  }
}
