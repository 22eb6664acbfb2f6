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

/// Reads JSON, strictly.
///
/// Foundation's decoder takes 199.0 for the whole number 199 and lets the last of two equal keys win.
/// An answer may be evidence about money, so here a fraction, an exponent and a doubled key are errors.
///
/// It goes through the text once and notes where each value stands; `JSONNode` makes things of these
/// places without a tree between.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let depthMax: Int
  private let isWrapping: Bool
  private var position = 0
  private var places: [JSONPlace] = []

  /// How deep lists and records may nest.
  package static let depthMax = 512

  /// - Parameter isWrapping: gives a number from 2^63 to 2^64 − 1 by its bits instead of refusing it.
  package static func value(
    of bytes: [UInt8], depthMax: Int = depthMax, isWrapping: Bool = false
  ) throws(JSONError) -> Value {
    do {
      return try read(bytes, depthMax: depthMax, isWrapping: isWrapping) { try $0.value() }
    } catch let error as JSONError { throw error } catch { preconditionFailure("\(error)") }
  }

  /// Calls `body` with the text's value, which is of use within it alone.
  ///
  /// - Throws: `JSONError`, and what `body` throws.
  package static func read<Result>(
    _ bytes: [UInt8], depthMax: Int = depthMax, isWrapping: Bool = false,
    _ body: (JSONNode) throws -> Result
  ) throws -> Result {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONError.notUTF8 }
    return try bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer, depthMax: depthMax, isWrapping: isWrapping)
      try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.position == buffer.count else {
        throw JSONError.unexpected(column: reader.column)
      }
      return try reader.places.withUnsafeBufferPointer { places in
        guard let first = places.baseAddress, let text = buffer.baseAddress else {
          throw JSONError.unfinished
        }
        return try body(JSONNode(first, text, at: 0))
      }
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, depthMax: Int, isWrapping: Bool) {
    (self.bytes, self.depthMax, self.isWrapping) = (bytes, depthMax, isWrapping)
    places.reserveCapacity(bytes.count / 8 + 8)
  }

  private var column: Int { position + 1 }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The error for a byte that can't stand here, or for no byte at all.
  private var misplaced: JSONError {
    position < bytes.count ? .unexpected(column: column) : .unfinished
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) throws(JSONError) {
    guard has(byte) else { throw misplaced }
  }

  /// Takes `byte` if it comes next.
  private mutating func has(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func add(_ kind: JSONPlace.Kind, _ number: Int64 = 0) {
    places.append(JSONPlace(kind: kind, next: Int32(places.count + 1), number: number))
  }
}

extension JSONReader {
  private mutating func value(depth: Int) throws(JSONError) {
    skipSpace()
    guard depth <= depthMax else { throw .tooDeep(column: column) }
    switch next {
    case UInt8(ascii: "{"): try record(depth: depth)
    case UInt8(ascii: "["): try list(depth: depth)
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): add(.int, try number())
    default: throw misplaced
    }
  }

  private mutating func word(_ word: String, _ kind: JSONPlace.Kind) throws(JSONError) {
    for byte in word.utf8 {
      guard next == byte else { throw misplaced }
      position += 1
    }
    add(kind)
  }

  private mutating func record(depth: Int) throws(JSONError) {
    let (record, start) = (places.count, position)
    add(.record)
    try take(UInt8(ascii: "{"))
    defer { close(record, from: start) }
    if has(UInt8(ascii: "}")) { return }
    var (last, known): (Int?, Set<String>?) = (nil, nil)
    repeat {
      skipSpace()
      let start = column
      let key = places.count
      try text()
      guard isNew(key, after: last, of: record, &known) else { throw .doubledKey(column: start) }
      last = key
      try take(UInt8(ascii: ":"))
      try value(depth: depth + 1)
    } while has(UInt8(ascii: ","))
    try take(UInt8(ascii: "}"))
  }

  private mutating func list(depth: Int) throws(JSONError) {
    let (list, start) = (places.count, position)
    add(.list)
    try take(UInt8(ascii: "["))
    defer { close(list, from: start) }
    if has(UInt8(ascii: "]")) { return }
    repeat { try value(depth: depth + 1) } while has(UInt8(ascii: ","))
    try take(UInt8(ascii: "]"))
  }

  private mutating func close(_ place: Int, from start: Int) {
    places[place].next = Int32(places.count)
    places[place].number = Int64(start) << 32 | Int64(position - start)
  }

  private mutating func number() throws(JSONError) -> Int64 {
    let start = position
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let firstDigit = position
    var (magnitude, overflows): (UInt64, Bool) = (0, false)
    while let byte = next, isDigit(byte) {
      let (tens, overflowsTen) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, overflowsOne) = tens.addingReportingOverflow(UInt64(byte - 0x30))
      (magnitude, overflows) = (sum, overflows || overflowsTen || overflowsOne)
      position += 1
    }
    guard position > firstDigit else { throw misplaced }
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw .unexpected(column: firstDigit + 2)
    }
    switch next {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      throw .fraction(column: start + 1)
    default: break
    }
    let limit = UInt64(Int64.max) + (isNegative ? 1 : 0)
    if !overflows, magnitude <= limit {
      return Int64(bitPattern: isNegative ? ~magnitude &+ 1 : magnitude)
    }
    guard isWrapping, !overflows, !isNegative else { throw .numberTooLarge(column: start + 1) }
    return Int64(bitPattern: magnitude)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

// MARK: - Keys

extension JSONReader {
  /// Whether the key at that place is none that its record had before; `known` are these, once they had
  /// to be collected.
  ///
  /// Where keys ascend byte by byte, as the journal writes them, each is compared with the one before.
  /// Equal is what Swift takes for equal: «é» in one scalar and in two is one key.
  private func isNew(
    _ key: Int, after last: Int?, of record: Int, _ known: inout Set<String>?
  ) -> Bool {
    if known == nil, isPlain(key), last.map({ raw($0).lexicographicallyPrecedes(raw(key)) }) ?? true
    {
      return true
    }
    var keys = known ?? []
    if known == nil {
      var place = record + 1
      while place < key {
        keys.insert(text(at: place))
        place = Int(places[place + 1].next)
      }
    }
    defer { known = keys }
    return keys.insert(text(at: key)).inserted
  }

  private func isPlain(_ key: Int) -> Bool {
    places[key].kind == .text && raw(key).allSatisfy { $0 < 0x80 }
  }

  private func raw(_ place: Int) -> UnsafeBufferPointer<UInt8> {
    places[place].raw(in: bytes.baseAddress)
  }

  private func text(at place: Int) -> String {
    places[place].kind == .text
      ? String(decoding: raw(place), as: UTF8.self) : Self.unescaped(raw(place))
  }
}

// MARK: - Texts

extension JSONReader {
  private mutating func text() throws(JSONError) {
    guard next == UInt8(ascii: "\"") else { throw misplaced }
    position += 1
    let start = position
    var kind = JSONPlace.Kind.text
    while true {
      position = PlainText.end(in: bytes, from: position)
      switch next {
      case 0x22:
        add(kind, Int64(start) << 32 | Int64(position - start))
        position += 1
        return
      case 0x5C:
        kind = .escapedText
        try escape()
      // A control character, or the end.
      default: throw misplaced
      }
    }
  }

  /// Checks an escape and goes past it.
  private mutating func escape() throws(JSONError) {
    position += 1
    guard let byte = next else { throw .unfinished }
    if byte == UInt8(ascii: "u") { return try unicodeEscape() }
    guard Self.meaning(of: byte) != nil else { throw misplaced }
    position += 1
  }

  /// A scalar outside the first plane comes as two escapes, a high and a low surrogate.
  private mutating func unicodeEscape() throws(JSONError) {
    let start = column
    let high = try hexUnit()
    if Unicode.Scalar(high) != nil { return }
    guard next == UInt8(ascii: "\\") else { throw .unexpected(column: start) }
    position += 1
    guard next == UInt8(ascii: "u") else { throw misplaced }
    let low = try hexUnit()
    guard UTF16.isLeadSurrogate(high), UTF16.isTrailSurrogate(low) else {
      throw .unexpected(column: start)
    }
  }

  private mutating func hexUnit() throws(JSONError) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Self.hexDigit(byte) else { throw misplaced }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte) - 0x30
    case 0x41...0x46: UInt16(byte) - 0x41 + 10
    case 0x61...0x66: UInt16(byte) - 0x61 + 10
    default: nil
    }
  }

  private static func meaning(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x22, 0x5C, 0x2F: byte
    case 0x62: 0x08
    case 0x66: 0x0C
    case 0x6E: 0x0A
    case 0x72: 0x0D
    case 0x74: 0x09
    default: nil
    }
  }

  /// What a text means whose escapes have been checked.
  static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    var units: [UInt16] = []
    var text = ""
    var (place, start) = (0, 0)
    func takePlain(to end: Int) {
      text += String(decoding: raw[start..<end], as: UTF8.self)
    }
    while true {
      // Of what a text has to escape a checked one holds backslashes alone.
      place = PlainText.end(in: raw, from: place)
      guard place < raw.count else { break }
      takePlain(to: place)
      let byte = raw[place + 1]
      if byte == UInt8(ascii: "u") {
        units.append(raw[(place + 2)..<(place + 6)].reduce(0) { $0 << 4 | (hexDigit($1) ?? 0) })
        place += 6
        if let unit = units.last, UTF16.isLeadSurrogate(unit) {
          start = place
          continue
        }
        text += String(decoding: units, as: UTF16.self)
        units = []
      } else {
        text.unicodeScalars.append(Unicode.Scalar(meaning(of: byte) ?? byte))
        place += 2
      }
      start = place
    }
    takePlain(to: raw.count)
    return text
  }
}
