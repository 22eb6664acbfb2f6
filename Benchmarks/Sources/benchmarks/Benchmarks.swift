import Foundation

/// Measures the numbers the design wants and prints them as a table.
///
/// Arguments: `--growth` alone gives the figures of `docs/growth.md`; else the numbers of the rows to measure, all by default; `--receipts N` for the larger of
/// the two journals that row 8 opens; `--goods N` for the shop of row 15; `--count CASE TURNS` to run one case for `Benchmarks/instructions`.
@main struct Benchmarks {
  /// Waits for the rest on another thread: callgrind crashes in the loop that an `async` main runs.
  static func main() {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do { try await run(Array(CommandLine.arguments.dropFirst())) } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        exit(1)
      }
      done.signal()
    }
    done.wait()
  }

  private static func run(_ arguments: [String]) async throws {
    if arguments.count == 3, arguments[0] == "--count", let turns = Int(arguments[2]) {
      return try await Instructions.run(arguments[1], turns: turns)
    }
    if arguments == ["--growth"] { return try await Growth.print(in: TemporaryFolder()) }
    let chosen = arguments.prefix { !$0.hasPrefix("--") }.compactMap { Int($0) }
    let receipts = arguments.drop { $0 != "--receipts" }.dropFirst().first.flatMap { Int($0) }
    let goods = arguments.drop { $0 != "--goods" }.dropFirst().first.flatMap { Int($0) }
    let folder = try TemporaryFolder()
    var rows: [Row] = []
    func measure(_ number: Int, _ body: () async throws -> [Row]) async throws {
      guard chosen.isEmpty || chosen.contains(number) else { return }
      FileHandle.standardError.write(Data("row \(number) …\n".utf8))
      rows += try await body()
    }
    try await measure(1) { try HostCalls.rows() }
    try await measure(2) { try RoundTrip.rows() }
    try await measure(3) { try await DurableSale.rows(in: folder) }
    try await measure(4) { try ReplayedFlow.rows() }
    try await measure(5) { try ExploredSales.rows() }
    try await measure(6) { try FirstPrompt.rows(in: folder) }
    try await measure(7) { try await StoreMemory.rows(in: folder) }
    try await measure(8) {
      try LongReceipt.rows() + LargeJournal.rows(in: folder, receipts: receipts ?? 20_000)
    }
    try await measure(10) { try CrashNotes.rows(in: folder) }
    try await measure(11) { try Listeners.rows() }
    try await measure(12) { try CheckedStores.rows() }
    try await measure(13) { try JournalWork.rows(in: folder) }
    try await measure(14) { try ColdSale.rows(in: folder) }
    try await measure(15) { try GrowingGoods.rows(in: folder, goods: goods ?? 1_000_000) }
    try await measure(16) { try await GrowingTill.rows(in: folder) }
    try await measure(17) { try await SwappedScript.rows(in: folder) }
    try await measure(18) { try ExploredStates.rows() }
    try await measure(19) { try PlayedScenarios.rows() }
    try await measure(20) { try ComparedStores.compared(in: folder) }
    try await measure(21) { try ComparedStores.explored() }
    print(Row.header)
    for row in rows { print(row.text) }
    print("\nNotes\n")
    for row in rows where !row.note.isEmpty { print("- \(row.what): \(row.note)") }
  }
}

/// A folder that goes when the benchmark ends.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/kassa-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A new folder inside.
  func make(_ name: String) throws -> String {
    let made = path + "/" + name
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    return made
  }
}

/// Where this project lies, found from this file.
enum Project {
  static let root = String(
    #filePath.dropLast("/Benchmarks/Sources/benchmarks/Benchmarks.swift".count))
  static let cafe = root + "/Scripts/lua/stores/cafe"
  /// The release binary that was built beside this one.
  static let kassaRun = Bundle.main.bundlePath + "/kassa-run"
}
