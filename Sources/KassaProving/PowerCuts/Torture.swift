import Foundation
import KassaRuntime

/// Cuts the power of stores' tills thousands of times and looks whether their files keep the promises.
///
/// Schedule after schedule, each from its own seed, a whole till in this process serves a person who
/// does anything, before an emulated registrar and a connected terminal with faults, at a clock that
/// jumps, on a disk that fails. ``PowerDisk`` says what a cut leaves; ``Audit`` says what must hold then.
public struct Torture: Sendable {
  /// What was done until now.
  public struct Figures: Hashable, Sendable {
    /// Schedules that were played.
    public var schedules = 0
    /// Prompts that were asked.
    public var prompts = 0
    /// Receipts in fiscal memory.
    public var sales = 0
    /// Power cuts.
    public var crashes = 0
    /// Openings after a crash or a failing disk that came to a prompt.
    public var recoveries = 0
    /// Times a failing disk stopped the till.
    public var failures = 0
    /// Scripts that took another's place while a till ran.
    public var swaps = 0
    /// Broken promises.
    public var violations = 0
  }

  /// A promise that was broken, and the shortest schedule found in which it is.
  public struct Finding: Sendable {
    /// The store's folder; nil for the store that needs none.
    public let folder: String?
    /// The schedule's: the same seed plays it again.
    public let seed: UInt64
    /// The promise, in a few words, and what broke it.
    public let rule: String
    /// What broke the promise.
    public let detail: String
    /// What was shown and done, a line each.
    public let trace: [String]
  }

  /// Whether a failing schedule is shrunk, which takes up to half a minute.
  var shrinksFindings = true
  private let stores: [(folder: String?, store: WorkloadStore)]

  /// Reads the stores, with their goods.
  ///
  /// - Parameter folders: the stores' folders; none takes a store of the stock library alone.
  /// - Throws: `StoreError` or `GoodsImportError` when one can't be used.
  public init(folders: [String], chain: String? = nil) throws {
    stores =
      folders.isEmpty
      ? [(nil, try .stock())]
      : try folders.map { ($0, try WorkloadStore(folder: $0, chain: chain)) }
  }

  /// Plays schedules until `crashes` power cuts have struck, or a promise is broken.
  ///
  /// - Parameters:
  ///   - seed: of the first schedule; the next ones count up, from one store to the next.
  ///   - crashes: nil plays the schedule of `seed` alone, once in each store.
  ///   - progress: is told after each schedule.
  public func run(
    seed: UInt64, crashes: Int?, progress: (Figures) -> Void = { _ in }
  ) async throws -> (figures: Figures, finding: Finding?) {
    var figures = Figures()
    let root = ScratchFolder.path("torture")
    try makeFolder(root)
    defer { try? FileManager.default.removeFolder(root) }
    while crashes.map({ figures.crashes < $0 }) ?? (figures.schedules < stores.count) {
      let (folder, store) = stores[figures.schedules % stores.count]
      let schedule = Schedule(seed: crashes == nil ? seed : seed &+ UInt64(figures.schedules))
      let stage = ScheduleStage(store: store, root: root)
      let result = try await stage.play(schedule)
      figures.add(result)
      progress(figures)
      guard let violation = result.violation else { continue }
      figures.violations += 1
      let shortest = shrinksFindings ? try await stage.shrunk(schedule, result) : result
      return (
        figures,
        Finding(
          folder: folder, seed: schedule.seed, rule: violation.rule,
          detail: shortest.violation?.detail ?? violation.detail, trace: shortest.trace)
      )
    }
    return (figures, nil)
  }
}

extension Torture.Figures {
  fileprivate mutating func add(_ result: ScheduleResult) {
    schedules += 1
    prompts += result.prompts
    sales += result.sales
    crashes += result.crashes
    recoveries += result.recoveries
    failures += result.failures
    swaps += result.swaps
  }
}
