/// JSON that is kept as its text stands, and read by whoever wants what is in it.
///
/// Equal things are equal texts, as `JSONWriter` writes them.
package struct JSONText: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(of thing: some JSONCoded) { bytes = thing.json }

  static let null = JSONText(of: Value.null)
}

extension JSONText: JSONCoded {
  package func write(to json: inout JSONWriter) { json.written(bytes) }

  package init(json: JSONNode) throws {
    bytes = try json.span.map { Array($0) } ?? json.value().json
  }

  package init(from decoder: any Decoder) throws { bytes = try Value(from: decoder).json }

  package func encode(to encoder: any Encoder) throws {
    try JSONReader.value(of: bytes).encode(to: encoder)
  }
}
