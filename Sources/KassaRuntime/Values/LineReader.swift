/// Takes lines, none longer than a bound, out of bytes that come in parts.
///
/// A line ends with a line feed; a carriage return before it belongs to the end. What has no end yet
/// is no line: whoever wrote it may have died in the middle of it.
package struct LineReader: Sendable {
  package enum Line: Hashable, Sendable {
    /// Without its end.
    case line([UInt8])
    /// A line over the bound; it was skipped whole, so memory stays bounded.
    case tooLong
  }

  private let bytesMax: Int
  private var buffer: [UInt8] = []
  /// Bytes of the buffer already searched for an end.
  private var searched = 0
  private var isSkipping = false

  /// - Parameter bytesMax: what a line may have, its end aside.
  package init(bytesMax: Int) { self.bytesMax = bytesMax }

  package mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

  /// Whether the line that has not ended yet is over the bound already.
  ///
  /// Known once ``next()`` has found no further line.
  package var isOverBound: Bool { isSkipping }

  /// Whether bytes are there that no line has had yet.
  package var hasMore: Bool { !buffer.isEmpty || isSkipping }

  /// The next line; nil until its end comes.
  package mutating func next() -> Line? {
    guard let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = buffer.count
      // A carriage return at the very end may belong to the line's end.
      let bytes = buffer.last == UInt8(ascii: "\r") ? buffer.count - 1 : buffer.count
      if bytes > bytesMax { isSkipping = true }
      if isSkipping { (buffer, searched) = ([], 0) }
      return nil
    }
    var line = Array(buffer[..<end])
    buffer.removeSubrange(...end)
    searched = 0
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    let isTooLong = isSkipping || line.count > bytesMax
    isSkipping = false
    return isTooLong ? .tooLong : .line(line)
  }
}
