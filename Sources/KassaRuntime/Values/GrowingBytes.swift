import Foundation

/// Bytes that are written one part after the other.
///
/// Array's own `append(contentsOf:)` takes some 140 instructions for the ten bytes that a JSON key has, a copy into
/// room that is there already some 20; a sale writes 1,500 parts. All is copied and filled by the C library: what the
/// standard library does byte by byte takes long in a debug build, where every test writes JSON.
struct GrowingBytes {
  private var room: [UInt8]
  private(set) var count = 0

  /// - Parameter capacity: how many bytes it holds before it grows; at least one.
  init(capacity: Int) { room = Self.room(of: max(1, capacity), with: [], 0) }

  /// All that was written.
  var bytes: [UInt8] { Self.room(of: count, with: room, count) }

  /// Begins anew in the room that there is.
  mutating func removeAll() { count = 0 }

  /// Calls `body` with all that was written, where it lies.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    room.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == room.count { grow(by: 1) }
    room[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
    guard let start = part.baseAddress else { return }
    write(part.count) { memcpy($0, start, part.count) }
  }

  mutating func append(_ word: StaticString) {
    append(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ byte: UInt8, times: Int) {
    write(max(0, times)) { memset($0, Int32(byte), max(0, times)) }
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
    room = Self.room(of: room.count + max(room.count, length), with: room, count)
  }

  /// Room for `size` bytes, of which the first `count` are those of `old`.
  private static func room(of size: Int, with old: [UInt8], _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { new, length in
      length = size
      guard let start = new.baseAddress else { return }
      old.withUnsafeBytes { if let from = $0.baseAddress { memcpy(start, from, count) } }
      memset(start + count, 0, size - count)
    }
  }
}
