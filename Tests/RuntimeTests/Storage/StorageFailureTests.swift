import Foundation
import GRDB
import Synchronization
import Testing

@testable import KassaRuntime

/// A disk that is full or broken at any commit of the journal: the till stops, and a reopened one
/// goes on where it was.
@Suite struct StorageFailureTests {
  private static let replies =
    Story.start + ["sale: pay.card", "charge.window: approved"]

  /// Before a commit nothing of it is there; after it all of it is, and only memory does not know.
  @Test(arguments: [true, false])
  func `a full disk at any commit stops the till and loses nothing`(before: Bool) async throws {
    var failures = 0
    while try await fail(at: failures + 1, before, .SQLITE_FULL, .full) { failures += 1 }
    #expect(failures >= 8, "a card sale commits more often than that")
  }

  @Test func `an I-O error at any commit stops the till and loses nothing`() async throws {
    var failures = 0
    while try await fail(
      at: failures + 1, true, .SQLITE_IOERR, .failed(reason: "disk I/O error"))
    { failures += 1 }
    #expect(failures >= 8, "a card sale commits more often than that")
  }

  /// Whether the sale reached commit `number`, which fails; everything is checked either way.
  private func fail(
    at number: Int, _ before: Bool, _ code: ResultCode, _ expected: JournalError
  ) async throws -> Bool {
    let story = try Story()
    story.seam = Self.failing(at: number, before, code)
    let (error, stood, answered) = try await story.playUntilFailure(Self.replies)
    guard let error else { return false }
    #expect(error as? JournalError == expected, "commit \(number)")
    story.seam = .production
    let again = try await story.play([])
    var left = Self.replies.dropFirst(answered)
    if let stood, again.prompts.first?.number == stood.number {
      #expect(again.prompts.first?.id == stood.id, "commit \(number)")
      left = Self.replies.dropFirst(answered - 1)
    }
    let scene = try await story.play(Array(left))
    #expect(scene.stands == "sale", "commit \(number)")
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950], "commit \(number)")
    let verdict = try story.verify()
    #expect(verdict.receipts == 1 && verdict.matters == 0, "commit \(number)")
    return true
  }

  private static func failing(
    at number: Int, _ before: Bool, _ code: ResultCode, store: String = "journal"
  ) -> Seam {
    let seen = Counter()
    return Seam { point in
      switch point {
      case .beforeCommit(store) where before, .afterCommit(store) where !before:
        if seen.next() == number { throw DatabaseError(resultCode: code) }
      default: break
      }
    }
  }

  /// A step's second is the script's own: what the disk takes is not counted.
  @Test func `a slow disk makes the till slow and nothing else`() async throws {
    let story = try Story()
    let seen = Counter()
    story.seam = Seam { point in
      guard case .beforeCommit(store: "journal") = point else { return }
      usleep(seen.next() == 5 ? 1_200_000 : 50_000)
    }
    let scene = try await story.play(Self.replies)
    #expect(scene.stands == "sale" && scene.warnings.isEmpty)
    #expect(scene.documents.map(\.payments.cashless.kopecks) == [19_950])
    #expect(try story.faults().isEmpty)
  }

  @Test func `a PIN that can't be kept stops the till, and is chosen again`() async throws {
    let story = try Story()
    // The first commit makes the table.
    story.seam = Self.failing(at: 2, true, .SQLITE_FULL, store: "people")
    let (error, stood, _) = try await story.playUntilFailure(Story.signIn)
    let full = StorageError.full(path: story.data + "/people.sqlite")
    #expect(error as? StorageError == full && stood?.id == "sign_in.new_pin")
    story.seam = .production
    #expect(try await story.play(Story.signIn).stands == "sale")
  }

  @Test func `a till that failed goes on failing until it is opened again`() async throws {
    let story = try Story()
    try await story.play(Story.start)
    story.seam = Self.failing(at: 2, true, .SQLITE_FULL)
    let till = try await story.open(story.scripted(["sale: pay.card", "sale: pay.card"]))
    await #expect(throws: JournalError.full) { try await till.run() }
    await #expect(throws: JournalError.full) { try await till.run() }
  }
}

/// Counts from 1, from any thread.
private final class Counter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
