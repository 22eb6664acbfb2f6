import Foundation

/// Lets one till sell for years of virtual time, and looks whether anything grows that should not.
///
/// ``LongRun`` says how it sells, ``Growth`` what must stay flat, ``Audit`` what must hold each evening.
public struct Simulation: Sendable {
  /// What was done until now.
  public struct Figures: Hashable, Sendable {
    /// Receipts in fiscal memory.
    public internal(set) var sales = 0
    /// Prompts that were asked.
    public internal(set) var prompts = 0
    /// Days that are over.
    public internal(set) var days = 0
    /// Times the till was opened.
    public internal(set) var openings = 0
    /// Receipts set aside when a sale last began.
    public internal(set) var parked = 0
    /// Warnings that the till gave.
    public internal(set) var warnings = 0
  }

  /// How a run went.
  public struct Report: Sendable {
    public let figures: Figures
    public let milestones: [Milestone]
    public let growth: [Growth]
    /// The journal's last entry and its hash, in hex.
    public let entries: Int
    /// The hash of the journal's last entry, in hex.
    public let head: String
    /// A promise that was broken, and what was shown and done before, a line each.
    public let violation: (rule: String, detail: String, trace: [String])?
  }

  static let milestonesMax = 10
  private let store: WorkloadStore

  /// Reads the store, with its goods.
  ///
  /// - Parameter folder: the store's; nil takes one of the stock library alone.
  /// - Throws: `StoreError` or `GoodsImportError` when it can't be used.
  public init(folder: String?, chain: String?) throws {
    store = try folder.map { try WorkloadStore(folder: $0, chain: chain) } ?? .stock()
  }

  /// Sells until there are `sales` receipts or a promise is broken.
  ///
  /// - Parameters:
  ///   - data: the till's data folder; made, and left with what the run has written.
  ///   - progress: is told every evening.
  public func run(
    seed: UInt64, sales: Int, data: String,
    progress: @Sendable (Figures) -> Void = { _ in }
  ) async throws -> Report {
    let run = try LongRun(seed: seed, store: store, folder: data)
    var found: Violation?
    do { try await run.run(sales, progress: progress) } catch let violation as Violation {
      found = violation
    }
    return await run.report(found)
  }
}

extension LongRun {
  func report(_ violation: Violation?) -> Simulation.Report {
    Simulation.Report(
      figures: figures, milestones: milestones, growth: Growth.all(in: milestones),
      entries: audit.lastNumber, head: audit.headHex,
      violation: violation.map { ($0.rule, $0.detail, trace) })
  }
}
