/// Where bytes of a JSON text need a look: RFC 8259, 7 lets all others stand for themselves.
///
/// A bundle is hundreds of kilobytes of text with a place to escape in each line, so eight bytes are looked
/// at at once: without optimization, where each call counts, its JSON took a quarter of the tests' starts.
enum PlainText {
  /// The first place from `start` on that holds a quote, a backslash or a control character; the end
  /// where none does.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    guard let raw = UnsafeRawPointer(bytes.baseAddress) else { return start }
    while place &+ 8 <= bytes.count {
      let eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // A borrow reaches only bytes above one that is marked itself, so the lowest mark is right.
      let marks =
        marks(zerosOf: eight ^ quotes) | marks(zerosOf: eight ^ backslashes)
        | ((eight &- spaces) & ~eight & tops)
      if marks != 0 { return place &+ marks.trailingZeroBitCount &>> 3 }
      place &+= 8
    }
    while place < bytes.count, isPlain(bytes[place]) { place &+= 1 }
    return place
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5C
  }

  private static func marks(zerosOf eight: UInt64) -> UInt64 { (eight &- ones) & ~eight & tops }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080
  private static let spaces: UInt64 = 0x2020_2020_2020_2020
  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
}
