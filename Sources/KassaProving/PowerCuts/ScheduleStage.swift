import Foundation
import KassaRuntime

/// Where a store's schedules are played, and a failing one is shrunk.
struct ScheduleStage {
  let store: WorkloadStore
  /// Each schedule gets a folder of its own in this one.
  let root: String

  func play(_ schedule: Schedule) async throws -> ScheduleResult {
    let folder = "\(root)/\(UUID().uuidString)"
    try makeFolder(folder)
    let result: Result<ScheduleResult, any Error>
    do {
      let run = try ScheduleRun(schedule, in: store, root: folder)
      result = .success(await run.play())
    } catch { result = .failure(error) }
    try FileManager.default.removeFolder(folder)
    return try result.get()
  }
}
