import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What the torture's cashiers set out to do, played where nothing befalls the till.
@Suite struct WorkloadTests {
  /// A store that counts, and leaves card money in cash to a senior.
  private static func store(_ folder: TestFolder) throws -> WorkloadStore {
    let path = folder.path + "/store"
    try makeFolder(path)
    let text = """
      return store {
        api = 1, name = "Лавка", inn = "7701234567", taxation = "usn_income", address = "Москва",
        place = "Лавка", counts = true,
        cashiers = { { "Анна", role = "senior" }, { "Борис", role = "senior" } },
        rights = { returns = { other_tender = true } },
      }
      """
    try text.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
    return try WorkloadStore(folder: path, chain: nil)
  }

  /// Asked where a store has purposes or several terminals, or where a figure does not fit.
  private static let elsewhere: Set = [
    "settling.again", "drawer.again", "terminals.exists", "terminals.purpose", "charge.terminal",
  ]

  @Test func `each comes to every prompt that it has an answer to`() async throws {
    let folder = try TestFolder()
    let stage = ScheduleStage(store: try Self.store(folder), root: folder.path)
    var asked: [String: Set<String>] = [:]
    var played: Set<String> = []
    // One in three has the pinpad, and no other terminal.
    for seed in UInt64(0)..<3_000 where played.count < Workload.all.count * 2 {
      var schedule = Schedule(seed: seed)
      let name = schedule.workload.name
      guard played.insert("\(name) \(seed.isMultiple(of: 3))").inserted else { continue }
      (schedule.sweep, schedule.openings) = (nil, [])
      schedule.steps = Array(repeating: .plain, count: 45)
      let result = try await stage.play(schedule)
      #expect(result.violation == nil, "\(name): \(result.violation as Any)")
      let ids = result.trace.compactMap { line in
        line.split(separator: " ").dropFirst().first.map(String.init)
      }
      asked[name, default: []].formUnion(ids)
    }
    let missed = Workload.all.map { workload in
      let wanted = Set(workload.replies.map(\.prompt)).subtracting(Self.elsewhere)
      return (workload.name, wanted.subtracting(asked[workload.name] ?? []))
    }.filter { !$0.1.isEmpty }
    #expect(missed.map(\.0) == [], "\(missed)")
  }
}
