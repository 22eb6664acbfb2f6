import KassaRuntime

/// The lines of what an `InputFeed` reads, none longer than a bound.
final class LineFeed {
  private let input: InputFeed
  private var reader: LineReader

  init(_ input: InputFeed, bytesMax: Int) {
    self.input = input
    reader = LineReader(bytesMax: bytesMax)
  }

  /// Whether something stands there that was not taken yet, a line or a part of one, or the end.
  var hasMore: Bool { reader.hasMore || input.isReady }

  /// The next line; nil at the end, where an unfinished last line is none, and when the task is
  /// cancelled.
  func next(isolation: isolated (any Actor)? = #isolation) async -> LineReader.Line? {
    while true {
      if let line = reader.next() { return line }
      switch await input.read() {
      case .bytes(let bytes): reader.append(bytes)
      case .nothing, .resized: break
      case .cancelled: if Task.isCancelled { return nil }
      case .end: return nil
      }
    }
  }
}
