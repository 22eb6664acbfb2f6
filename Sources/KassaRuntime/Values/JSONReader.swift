/// Why a text is no JSON of the kind that the runtime takes.
///
/// Columns count bytes from 1.
///
/// The text at fault is never repeated.
public enum JSONError: Error, Hashable {
  /// The bytes are no UTF-8.
  case notUTF8
  /// A byte that can't stand there.
  case unexpected(column: Int)
  /// The line ends in the middle.
  case unfinished
  /// A number with a fraction or an exponent.
  case fraction(column: Int)
  /// A number that does not fit 64 bits.
  case numberTooLarge(column: Int)
  /// A key that the object has already.
  case doubledKey(column: Int)
  /// More objects and lists in each other than the reader takes.
  case tooDeep(column: Int)
}

/// Reads a value from JSON, strictly.
///
/// Foundation's decoder takes 199.0 for the whole number 199 and lets the last of two equal keys win.
/// An answer may be evidence about money, so here a fraction, an exponent and a doubled key are errors.
package struct JSONReader {
  private let bytes: [UInt8]
  private let depthMax: Int
  private let isWrapping: Bool
  private var position = 0

  /// - Parameters:
  ///   - depthMax: how deep lists and records may nest.
  ///   - isWrapping: gives a number from 2^63 to 2^64 − 1 by its bits instead of refusing it.
  package static func value(
    of bytes: [UInt8], depthMax: Int = 512, isWrapping: Bool = false
  ) throws(JSONError) -> Value {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    var reader = JSONReader(bytes: bytes, depthMax: depthMax, isWrapping: isWrapping)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw .unexpected(column: reader.column) }
    return value
  }

  private init(bytes: [UInt8], depthMax: Int, isWrapping: Bool) {
    (self.bytes, self.depthMax, self.isWrapping) = (bytes, depthMax, isWrapping)
  }

  private var column: Int { position + 1 }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The error for a byte that can't stand here, or for no byte at all.
  private var misplaced: JSONError {
    position < bytes.count ? .unexpected(column: column) : .unfinished
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
  }

  private mutating func take(_ byte: Character) throws(JSONError) {
    skipSpace()
    guard next == byte.asciiValue else { throw misplaced }
    position += 1
  }

  /// Takes `byte` if it comes next.
  private mutating func has(_ byte: Character) -> Bool {
    skipSpace()
    guard next == byte.asciiValue else { return false }
    position += 1
    return true
  }
}

extension JSONReader {
  private mutating func value(depth: Int) throws(JSONError) -> Value {
    skipSpace()
    guard depth <= depthMax else { throw .tooDeep(column: column) }
    switch next {
    case UInt8(ascii: "{"): return try record(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return .int(try number())
    default: throw misplaced
    }
  }

  private mutating func word(_ word: String, _ value: Value) throws(JSONError) -> Value {
    for byte in word.utf8 {
      guard next == byte else { throw misplaced }
      position += 1
    }
    return value
  }

  private mutating func record(depth: Int) throws(JSONError) -> Value {
    try take("{")
    var fields: [String: Value] = [:]
    if has("}") { return .record(fields) }
    repeat {
      skipSpace()
      let start = column
      let key = try string()
      guard fields[key] == nil else { throw .doubledKey(column: start) }
      try take(":")
      fields[key] = try value(depth: depth + 1)
    } while has(",")
    try take("}")
    return .record(fields)
  }

  private mutating func list(depth: Int) throws(JSONError) -> Value {
    try take("[")
    var items: [Value] = []
    if has("]") { return .list(items) }
    repeat { items.append(try value(depth: depth + 1)) } while has(",")
    try take("]")
    return .list(items)
  }

  private mutating func number() throws(JSONError) -> Int64 {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let firstDigit = position
    while let byte = next, isDigit(byte) { position += 1 }
    guard position > firstDigit else { throw misplaced }
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw .unexpected(column: firstDigit + 2)
    }
    if let byte = next, [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte) {
      throw .fraction(column: start + 1)
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    if let number = Int64(digits) { return number }
    guard isWrapping, let large = UInt64(digits) else { throw .numberTooLarge(column: start + 1) }
    return Int64(bitPattern: large)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension JSONReader {
  private mutating func string() throws(JSONError) -> String {
    guard next == UInt8(ascii: "\"") else { throw misplaced }
    position += 1
    let start = position
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { position += 1 }
    if next == 0x22 {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while let byte = next {
      switch byte {
      case 0x22:
        position += 1
        return String(decoding: text, as: UTF8.self)
      case 0x5C: text.append(contentsOf: try escape())
      case 0..<0x20: throw misplaced
      default:
        text.append(byte)
        position += 1
      }
    }
    throw .unfinished
  }

  private mutating func escape() throws(JSONError) -> [UInt8] {
    position += 1
    guard let byte = next else { throw .unfinished }
    if byte == UInt8(ascii: "u") { return Array(String(try unicodeEscape()).utf8) }
    let meant: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    guard let meaning = meant[byte] else { throw misplaced }
    position += 1
    return [meaning]
  }

  /// A scalar outside the first plane comes as two escapes, a high and a low surrogate.
  private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
    let start = column
    let high = try hexUnit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard next == UInt8(ascii: "\\") else { throw .unexpected(column: start) }
    position += 1
    guard next == UInt8(ascii: "u") else { throw misplaced }
    let low = try hexUnit()
    guard (0xD800..<0xDC00).contains(high), (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw .unexpected(column: start) }
    return scalar
  }

  private mutating func hexUnit() throws(JSONError) -> UInt32 {
    position += 1
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80
      else { throw misplaced }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
