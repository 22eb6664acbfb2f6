/// Something that stands in the journal, and how: its own way to JSON and back.
///
/// The JSON is what Foundation makes of its `Codable` with sorted keys, byte for byte, nil left out.
/// `JSONCodedTests` hold every type to that with every field and every case of it, so whoever adds
/// one is told where to add it. Codable itself is not used between an answer and its commit, nor to
/// verify: it takes several times the instructions (docs/benchmarks.md).
package protocol JSONCoded: Codable {
  func write(to json: inout JSONWriter)

  /// - Throws: `JSONMismatch` where it is not what the type writes.
  init(json: JSONNode) throws
}

/// A JSON text holds together, and is not of the kind that was asked for.
enum JSONMismatch: Error {
  case otherKind
  case missing(key: String)
  case unknownCase(String)
  case refused
}

extension JSONCoded {
  /// The thing in JSON, one line of UTF-8.
  package var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// The same as text.
  package var jsonText: String { String(decoding: json, as: UTF8.self) }

  /// - Throws: `JSONError` for what is no JSON, `JSONMismatch` for other JSON.
  package init(json bytes: [UInt8]) throws {
    self = try JSONReader.read(bytes) { try Self(json: $0) }
  }

  package init(jsonText text: String) throws { try self.init(json: Array(text.utf8)) }
}

// MARK: - What everything is made of

extension String: JSONCoded {
  package func write(to json: inout JSONWriter) { json.text(self) }
  package init(json: JSONNode) throws { self = try json.text() }
}

extension Bool: JSONCoded {
  package func write(to json: inout JSONWriter) { json.bool(self) }
  package init(json: JSONNode) throws { self = try json.bool() }
}

extension Int64: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(self) }
  package init(json: JSONNode) throws { self = try json.int() }
}

extension Int: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(Int64(self)) }
  package init(json: JSONNode) throws { self = Int(try json.int()) }
}

extension UInt32: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(Int64(self)) }
  package init(json: JSONNode) throws {
    guard let number = UInt32(exactly: try json.int()) else { throw JSONMismatch.refused }
    self = number
  }
}

/// A number without a sign is written by its bits: the reader takes none above Int64.
extension UInt64: JSONCoded {
  package func write(to json: inout JSONWriter) { json.int(Int64(bitPattern: self)) }
  package init(json: JSONNode) throws { self = UInt64(bitPattern: try json.int()) }
}

extension Array: JSONCoded where Element: JSONCoded {
  package func write(to json: inout JSONWriter) { json.list(self) }
  package init(json: JSONNode) throws { self = try json.list() }
}

/// In no order, as it comes.
extension Set: JSONCoded where Element: JSONCoded {
  package func write(to json: inout JSONWriter) { json.list(self) }
  package init(json: JSONNode) throws { self = Set(try json.list() as [Element]) }
}

extension Dictionary: JSONCoded where Key == String, Value: JSONCoded {
  package func write(to json: inout JSONWriter) { json.record(self) }
  package init(json: JSONNode) throws { self = try json.record() }
}

extension RawRepresentable where Self: JSONCoded, RawValue: JSONCoded {
  package func write(to json: inout JSONWriter) { rawValue.write(to: &json) }
  package init(json: JSONNode) throws {
    guard let known = Self(rawValue: try RawValue(json: json)) else { throw JSONMismatch.refused }
    self = known
  }
}

extension Value: JSONCoded {
  package func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let flag): json.bool(flag)
    case .int(let number): json.int(number)
    case .string(let text): json.text(text)
    case .list(let items): json.list(items)
    case .record(let fields): json.record(fields)
    }
  }

  package init(json: JSONNode) throws { self = try json.value() }
}
