import Foundation

/// Writes JSON as the journal holds it: sorted keys, no white space, so that equal things are equal
/// bytes.
///
/// Straight into bytes, without a tree between: see `JSONCoded`.
package struct JSONWriter {
  private var out: GrowingBytes
  /// Whether a comma goes before what comes next.
  private var isAfterValue = false

  package init(capacity: Int = 2_048) { out = GrowingBytes(capacity: capacity) }

  /// What was written.
  package var bytes: [UInt8] { out.bytes }

  /// A record of the fields that `body` writes, in the order of their keys.
  mutating func record(_ body: (inout JSONWriter) -> Void) {
    separate()
    out.append(UInt8(ascii: "{"))
    body(&self)
    out.append(UInt8(ascii: "}"))
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
    out.append(UInt8(ascii: "["))
    for item in items { item.write(to: &self) }
    out.append(UInt8(ascii: "]"))
    isAfterValue = true
  }

  /// A record whose keys are data.
  mutating func record(_ fields: [String: some JSONCoded]) {
    separate()
    out.append(UInt8(ascii: "{"))
    for field in fields.sorted(by: { $0.key < $1.key }) {
      text(field.key)
      out.append(UInt8(ascii: ":"))
      isAfterValue = false
      field.value.write(to: &self)
    }
    out.append(UInt8(ascii: "}"))
    isAfterValue = true
  }

  private mutating func begin(_ key: StaticString) {
    separate()
    let length = key.utf8CodeUnitCount
    out.write(length + 3) { place in
      place[0] = UInt8(ascii: "\"")
      memcpy(place + 1, key.utf8Start, length)
      place[length + 1] = UInt8(ascii: "\"")
      place[length + 2] = UInt8(ascii: ":")
    }
  }

  /// Puts the comma that belongs before what comes next.
  private mutating func separate() {
    if isAfterValue { out.append(UInt8(ascii: ",")) }
    isAfterValue = false
  }
}

// MARK: - Values without parts

extension JSONWriter {
  mutating func null() { word("null") }

  mutating func bool(_ flag: Bool) { word(flag ? "true" : "false") }

  private mutating func word(_ word: StaticString) {
    separate()
    out.append(word)
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
      out.append(UnsafeBufferPointer(rebasing: digits[first...]))
    }
    isAfterValue = true
  }

  /// What this wrote before.
  mutating func written(_ json: [UInt8]) {
    separate()
    json.withUnsafeBufferPointer { out.append($0) }
    isAfterValue = true
  }

  /// Escapes what JSON must (RFC 8259, 7) and nothing else.
  mutating func text(_ string: String) {
    separate()
    out.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { utf8 in
      var start = 0
      while true {
        let end = PlainText.end(in: utf8, from: start)
        out.append(UnsafeBufferPointer(rebasing: utf8[start..<end]))
        guard end < utf8.count else { break }
        escape(utf8[end])
        start = end + 1
      }
    }
    out.append(UInt8(ascii: "\""))
    isAfterValue = true
  }

  private mutating func escape(_ byte: UInt8) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: out.append(UInt8(ascii: "b"))
    case 0x0C: out.append(UInt8(ascii: "f"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    case 0x09: out.append(UInt8(ascii: "t"))
    case 0..<0x20:
      out.append("u00" as StaticString)
      out.append(String(String(UInt16(byte) + 0x100, radix: 16).dropFirst()))
    default: out.append(byte)
    }
  }
}
