/// Writes JSON as the journal holds it: sorted keys, no white space, so that equal things are equal
/// bytes.
///
/// Straight into bytes, without a tree between: see `JSONCoded`.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  /// Whether a comma goes before what comes next.
  private var isAfterValue = false

  package init(capacity: Int = 2_048) { bytes.reserveCapacity(capacity) }

  /// A record of the fields that `body` writes, in the order of their keys.
  mutating func record(_ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    isAfterValue = true
  }

  mutating func field(_ key: StaticString, _ value: some JSONCoded) {
    begin(key)
    value.write(to: &self)
  }

  /// Nothing where the value is nil.
  mutating func field(_ key: StaticString, _ value: (some JSONCoded)?) {
    if let value { field(key, value) }
  }

  /// A case of an enum: `{"name":{…}}` with what `body` writes of its values.
  mutating func single(_ name: StaticString, _ body: (inout JSONWriter) -> Void = { _ in }) {
    record { json in
      json.begin(name)
      json.record(body)
    }
  }

  mutating func list(_ items: some Sequence<some JSONCoded>) {
    separate()
    bytes.append(UInt8(ascii: "["))
    for item in items { item.write(to: &self) }
    bytes.append(UInt8(ascii: "]"))
    isAfterValue = true
  }

  /// A record whose keys are data.
  mutating func record(_ fields: [String: some JSONCoded]) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    for field in fields.sorted(by: { $0.key < $1.key }) {
      text(field.key)
      bytes.append(UInt8(ascii: ":"))
      isAfterValue = false
      field.value.write(to: &self)
    }
    bytes.append(UInt8(ascii: "}"))
    isAfterValue = true
  }

  private mutating func begin(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// Puts the comma that belongs before what comes next.
  private mutating func separate() {
    if isAfterValue { bytes.append(UInt8(ascii: ",")) }
    isAfterValue = false
  }
}

// MARK: - Values without parts

extension JSONWriter {
  mutating func null() { word("null") }

  mutating func bool(_ flag: Bool) { word(flag ? "true" : "false") }

  private mutating func word(_ word: StaticString) {
    separate()
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    isAfterValue = true
  }

  mutating func int(_ number: Int64) {
    separate()
    // From the last digit on, then turned round: Int64.min has 19 digits and a sign.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var (rest, first) = (number.magnitude, 20)
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 {
        first -= 1
        digits[first] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
    }
    isAfterValue = true
  }

  /// What this wrote before.
  mutating func written(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
    isAfterValue = true
  }

  /// Escapes what JSON must (RFC 8259, 7) and nothing else.
  mutating func text(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      while true {
        let end = PlainText.end(in: utf8, from: start)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<end]))
        guard end < utf8.count else { break }
        escape(utf8[end])
        start = end + 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
    isAfterValue = true
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0..<0x20:
      let digits = String(UInt16(byte) + 0x100, radix: 16).dropFirst()
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(contentsOf: digits.utf8)
    default: bytes.append(byte)
    }
  }
}
