import Synchronization

/// Waiting for what may never come.
enum Deadline {
  /// Returns when the task is cancelled.
  static func never() async {
    while (try? await Task.sleep(for: .seconds(3600))) != nil {}
  }

  /// What `work` comes to; nil once `end` returns, or the task is cancelled.
  ///
  /// The work goes on then, and nobody hears what it comes to.
  static func first<Reply: Sendable>(
    before end: @escaping @Sendable () async -> Void, work: @escaping @Sendable () async -> Reply
  ) async -> Reply? {
    let (replies, inbox) = AsyncStream.makeStream(of: Reply?.self)
    Task { inbox.yield(await work()) }
    let clock = Task {
      await end()
      if !Task.isCancelled { inbox.yield(nil) }
    }
    defer { clock.cancel() }
    for await reply in replies { return reply }
    return nil
  }

  static func first<Reply: Sendable>(
    within limit: Duration, work: @escaping @Sendable () async -> Reply
  ) async -> Reply? {
    // A cancelled wait ends early, and then nobody listens.
    await first(before: { _ = try? await Task.sleep(for: limit) }, work: work)
  }
}

/// Something that happens once, on whatever thread.
final class Flag: Sendable {
  private let state = Mutex(false)
  var isSet: Bool { state.withLock { $0 } }
  func set() { state.withLock { $0 = true } }
}
