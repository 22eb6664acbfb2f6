/// Bytes that are written one part after the other.
///
/// Array's own `append(contentsOf:)` takes some 140 instructions for the ten bytes that a JSON key has, a copy into
/// room that is there already some 20; a sale writes 1,500 parts.
struct GrowingBytes {
  private var room: [UInt8]
  private(set) var count = 0

  /// - Parameter capacity: how many bytes it holds before it grows; at least one.
  init(capacity: Int) { room = [UInt8](repeating: 0, count: max(1, capacity)) }

  /// All that was written.
  var bytes: [UInt8] { Array(room[..<count]) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == room.count { grow(by: 1) }
    room[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
    guard let start = part.baseAddress else { return }
    write(part.count) { $0.update(from: start, count: part.count) }
  }

  mutating func append(_ word: StaticString) {
    append(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ byte: UInt8, times: Int) {
    write(max(0, times)) { $0.update(repeating: byte, count: max(0, times)) }
  }

  /// Lets `body` write `length` bytes at the end.
  @inline(__always)
  mutating func write(_ length: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
    if count + length > room.count { grow(by: length) }
    room.withUnsafeMutableBufferPointer { room in
      guard let start = room.baseAddress else { return }
      body(start + count)
    }
    count += length
  }

  private mutating func grow(by length: Int) {
    room.append(contentsOf: repeatElement(0, count: max(room.count, length)))
  }
}
