/// A value as JSON: sorted keys, no white space, so that equal values are equal bytes.
extension Value {
  /// The value in JSON, one line of UTF-8.
  package var json: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(weight + 64)
    append(to: &bytes)
    return bytes
  }

  /// The same as text.
  package var jsonText: String { String(decoding: json, as: UTF8.self) }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .int(let number): bytes.append(contentsOf: String(number).utf8)
    case .string(let text): text.appendJSON(to: &bytes)
    case .list(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .record(let fields):
      bytes.append(UInt8(ascii: "{"))
      for (index, field) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        field.key.appendJSON(to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        field.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}

extension String {
  /// Escapes what JSON must (RFC 8259, 7) and nothing else.
  fileprivate func appendJSON(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain {
      bytes.append(contentsOf: utf8)
    } else {
      for byte in utf8 { byte.appendEscaped(to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension UInt8 {
  fileprivate func appendEscaped(to bytes: inout [UInt8]) {
    switch self {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, self])
    case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
    case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0..<0x20:
      let digits = String(UInt16(self) + 0x100, radix: 16).dropFirst()
      bytes.append(contentsOf: #"\u00"#.utf8)
      bytes.append(contentsOf: digits.utf8)
    default: bytes.append(self)
    }
  }
}
