/// What became of answers and scans, by their keys: the same key gets the first reply again.
///
/// A reply that was lost on its way is asked for by sending the same again; nothing counts twice.
struct Replies {
  /// A key, which is its sender's own.
  struct Key: Hashable {
    let caller: String
    let key: String
  }

  private enum Known {
    case pending([CheckedContinuation<Reply, Never>])
    case settled(Reply)
  }

  private var known: [Key: Known] = [:]
  /// In the order they were settled.
  private var order: [Key] = []

  /// So many are kept: whoever asks again does so within seconds.
  private static let countMax = 512

  /// Whether `key` came before.
  func has(_ key: Key) -> Bool { known[key] != nil }

  /// From now on `key` has come.
  mutating func begin(_ key: Key) { known[key] = .pending([]) }

  /// The reply to `key` where there is one; else `continuation` is told it.
  mutating func wait(for key: Key, _ continuation: CheckedContinuation<Reply, Never>) {
    switch known[key] {
    case .settled(let reply): continuation.resume(returning: reply)
    case .pending(let others): known[key] = .pending(others + [continuation])
    case nil: continuation.resume(returning: .closing)
    }
  }

  mutating func settle(_ key: Key, _ reply: Reply) {
    if case .pending(let waiting) = known[key] {
      for each in waiting { each.resume(returning: reply) }
    }
    known[key] = .settled(reply)
    order.append(key)
    guard order.count > Self.countMax else { return }
    known[order.removeFirst()] = nil
  }
}
