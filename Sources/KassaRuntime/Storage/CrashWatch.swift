import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells what takes the process down again and again at the same place.
///
/// Whatever may do so, a script's step or a call of a driver, is entered and left. What was entered
/// and never left, at the same entry of the journal, three times in a row, is suspended: the next
/// process does without it for as long as it lives, and the one after gives it another try.
///
/// `crashes.mark` in the data folder outlives the process: a line with the entry, what is running
/// after ">", and how many processes died in what. It is never synced. A power cut may take it away:
/// that is no crash. Nothing depends on it but this, so what can't be read or written is nothing.
final class CrashWatch: Sendable {
  /// What may take the process down.
  enum Part: String, CaseIterable, Sendable {
    /// Reading the store that the till is started with.
    case loading
    case storeFlow = "store_flow"
    case stockFlow = "stock_flow"
    case registrar
    case terminal
  }

  /// So many deaths at one place suspend what ran there.
  static let deathsMax = 3

  /// What this process does without.
  let suspended: Set<Part>

  private let descriptor: Int32
  private let seam: Seam
  private let state: Mutex<CrashMark>

  /// Takes over what the process before left in `folder`, whose lock the caller holds.
  ///
  /// - Parameter entry: the journal's last entry: deaths at another one are over.
  init(folder: String, entry: Int, seam: Seam) {
    self.seam = seam
    descriptor = open("\(folder)/crashes.mark", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    var mark = CrashMark(entry: entry)
    if let left = Self.read(descriptor), left.entry == entry {
      mark.deaths = left.afterDeath.deaths
    }
    suspended = Set(
      Part.allCases.filter { mark.deaths[$0.rawValue, default: 0] >= Self.deathsMax })
    for part in suspended { mark.deaths[part.rawValue] = nil }
    state = Mutex(mark)
    write(mark)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Deaths at the entries before `entry` are over: the till has gone on.
  func goOn(to entry: Int) {
    state.withLock { $0 = CrashMark(entry: entry) }
  }

  /// Runs `body` as `part`.
  func watch<Result>(_ part: Part, _ body: () throws -> Result) throws -> Result {
    try enter(part)
    defer { leave() }
    return try body()
  }

  /// Says that `part` runs, until ``leave()``; the seam's point is where a test dies in it.
  func enter(_ part: Part) throws {
    state.withLock { mark in
      mark.running = part.rawValue
      write(mark)
    }
    try seam.reach(.within(part: part.rawValue))
  }

  func leave() {
    state.withLock { mark in
      mark.running = nil
      write(mark)
    }
  }

  private static func read(_ descriptor: Int32) -> CrashMark? {
    guard descriptor >= 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: CrashMark.bytes) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, CrashMark.bytes, 0))
    }
    return CrashMark(bytes)
  }

  private func write(_ mark: CrashMark) {
    guard descriptor >= 0 else { return }
    let bytes = mark.line
    // What can't be written is not counted.
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}

/// One line of `crashes.mark`.
struct CrashMark: Hashable {
  /// A line is filled with spaces to that length, so that a shorter one covers a longer.
  static let bytes = 256

  var entry: Int
  /// What runs; nil between two parts.
  var running: String?
  /// By part, how many processes died in it at this entry.
  var deaths: [String: Int] = [:]

  /// The same with the death of what was running.
  var afterDeath: CrashMark {
    var mark = self
    if let running { mark.deaths[running, default: 0] += 1 }
    mark.running = nil
    return mark
  }

  init(entry: Int) { self.entry = entry }

  /// What `bytes` say; nil where they are no line of this kind.
  init?(_ bytes: [UInt8]) {
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard let first = words.first, let entry = Int(first) else { return nil }
    self.entry = entry
    for word in words.dropFirst() {
      if word.hasPrefix(">") {
        running = String(word.dropFirst())
      } else {
        let parts = word.split(separator: "=")
        guard parts.count == 2, let count = Int(parts[1]), count > 0 else { return nil }
        deaths[String(parts[0])] = count
      }
    }
  }

  var line: [UInt8] {
    var text = "\(entry)"
    if let running { text += " >\(running)" }
    for (part, count) in deaths.sorted(by: { $0.key < $1.key }) { text += " \(part)=\(count)" }
    let bytes = Array(text.utf8.prefix(Self.bytes - 1))
    return bytes + [UInt8](repeating: UInt8(ascii: " "), count: Self.bytes - 1 - bytes.count) + [10]
  }
}
