/// What of a connection is taken in: no more than answers need, however fast it comes.
///
/// One read of a socket may hold thousands of heads or pieces of a body, and all of them would wait in memory for
/// whoever answers.
struct Inflow {
  enum Verdict {
    case pass
    /// Nothing is read on; who sends it may still read the reply.
    case drop
    /// Nobody sends that but to do harm.
    case end
  }

  /// A browser waits for one reply before it asks again, and may have it before its end is written here.
  static let unansweredMax = 4
  /// One comes with each read of the socket, or is a chunk.
  static let piecesMax = 256

  private(set) var unanswered = 0
  private var (bytes, pieces) = (0, 0)

  /// Whether a body was longer than what anybody reads.
  var isTooLong: Bool { bytes > Reply.bytesMax }

  mutating func head() -> Verdict {
    guard !isTooLong else { return .drop }
    (bytes, pieces) = (0, 0)
    unanswered += 1
    return unanswered > Self.unansweredMax ? .end : .pass
  }

  mutating func body(_ count: Int) -> Verdict {
    // The piece that makes it too long passes: the reply says so.
    guard !isTooLong else { return .drop }
    (bytes, pieces) = (bytes + count, pieces + 1)
    return pieces > Self.piecesMax ? .end : .pass
  }

  mutating func bodyEnded() -> Verdict { isTooLong ? .drop : .pass }

  mutating func replied() { unanswered = max(0, unanswered - 1) }
}
