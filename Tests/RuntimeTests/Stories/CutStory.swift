import GRDB
import Synchronization

@testable import KassaEmulators
@testable import KassaRuntime

extension Story {
  /// Plays `replies` with the power going at the `cut`th commit of the journal or device call, then what is
  /// left of them.
  ///
  /// - Returns: whether there were so many, and where that left the till.
  func play(_ replies: [String], cuttingAt cut: Int) async throws -> (went: Bool, scene: Scene) {
    let passed = Mutex(0)
    seam = Seam { point in
      switch point {
      case .beforeCommit(store: "journal"), .afterCommit(store: "journal"), .beforeDevice,
        .afterDevice:
        break
      default: return
      }
      let number = passed.withLock { count in
        count += 1
        return count
      }
      if number == cut { throw DatabaseError(resultCode: .SQLITE_IOERR) }
    }
    let (_, _, answered) = try await playUntilFailure(replies)
    seam = .production
    try await awaitRelease()
    let stands = try await play([]).stands
    // What was asked last may stand again, with what the till itself asked before it.
    let asked = max(0, answered - 2)...answered
    let next = replies.indices.last { asked.contains($0) && replies[$0].hasPrefix("\(stands):") }
    let scene = try await play(next.map { Array(replies[$0...]) } ?? [])
    return (passed.withLock { $0 } >= cut, scene)
  }
}
