/// Splits what an `InputFeed` reads into lines, none longer than a bound.
final class LineFeed {
  enum Line: Equatable {
    /// Without its line break; a carriage return before it is taken off.
    case line([UInt8])
    /// A line over the bound; it was skipped whole, so memory stays bounded.
    case tooLong
    case end
  }

  private let input: InputFeed
  private let bytesMax: Int
  private var buffer: [UInt8] = []
  /// Bytes of the buffer already searched for a line break.
  private var searched = 0
  private var skipping = false

  init(_ input: InputFeed, bytesMax: Int) {
    self.input = input
    self.bytesMax = bytesMax
  }

  func next(isolation: isolated (any Actor)? = #isolation) async -> Line {
    while true {
      if let line = takeLine() { return line }
      switch await input.read() {
      case .bytes(let bytes): buffer += bytes
      case .nothing: break
      // An unfinished last line is no answer: what wrote it died in the middle of it.
      case .end: return .end
      }
    }
  }

  private func takeLine() -> Line? {
    guard let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = buffer.count
      guard buffer.count > bytesMax else { return nil }
      skipping = true
      buffer = []
      searched = 0
      return nil
    }
    var line = Array(buffer[..<end])
    buffer.removeSubrange(...end)
    searched = 0
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    let wasTooLong = skipping || line.count > bytesMax
    skipping = false
    return wasTooLong ? .tooLong : .line(line)
  }
}
