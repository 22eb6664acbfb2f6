import Foundation
import KassaRuntime

/// Where a store's stories are played, and a failing one is made short.
struct StoryStage {
  let store: TortureStore
  /// Each story gets a folder of its own in this one.
  let root: String

  func play(_ story: Story) async throws -> StoryResult {
    let folder = "\(root)/\(UUID().uuidString)"
    try makeFolder(folder)
    let result: Result<StoryResult, any Error>
    do {
      let run = try StoryRun(story, in: store, root: folder)
      result = .success(await run.play())
    } catch { result = .failure(error) }
    try FileManager.default.removeItem(atPath: folder)
    return try result.get()
  }

  /// How many shorter stories are tried.
  private static let triesMax = 150
  private static let timeMax = Duration.seconds(30)

  /// The shortest story found that breaks the same promise as `result` does.
  ///
  /// What was done is played as it is, then without some of it: halves first, single moves at the
  /// end; what can't be left out is made plain.
  func shortest(of story: Story, _ result: StoryResult) async throws -> StoryResult {
    guard let rule = result.violation?.rule else { return result }
    var best = story
    (best.sweep, best.moves, best.openings) = (nil, result.moves, result.openings)
    var shortest = result
    var tries = 0
    let end = ContinuousClock.now + Self.timeMax
    var isGoingOn: Bool { tries < Self.triesMax && ContinuousClock.now < end }
    func fails(_ other: Story) async throws -> Bool {
      tries += 1
      let result = try await play(other)
      guard result.violation?.rule == rule else { return false }
      (best, shortest) = (other, result)
      return true
    }
    guard try await fails(best) else { return result }
    var size = max(1, best.moves.count / 2)
    while size >= 1, isGoingOn {
      var start = 0
      var isShorter = false
      while start < best.moves.count, isGoingOn {
        var other = best
        other.moves.removeSubrange(start..<min(start + size, best.moves.count))
        if try await fails(other) { isShorter = true } else { start += size }
      }
      if !isShorter || size > 1 { size /= 2 }
    }
    for index in best.moves.indices where isGoingOn {
      for plainer in best.moves[index].plainer {
        var other = best
        other.moves[index] = plainer
        if try await fails(other) { break }
      }
    }
    return shortest
  }
}

extension StoryMove {
  /// The same with less in it, plainest first.
  fileprivate var plainer: [StoryMove] {
    guard self != .plain else { return [] }
    return [
      .plain, StoryMove(event: event), StoryMove(pick: pick), StoryMove(event: event, pick: pick),
    ].filter { $0 != self }
  }
}
