/// Makes things of a value, the way back of `ValueEncoder`.
package enum ValueDecoder {
  /// - Throws: `DecodingError` where the value is not what the type writes.
  package static func decode<T: Decodable>(_ type: T.Type, from value: Value) throws -> T {
    try ValueSource(value: value, codingPath: []).decode(type)
  }
}

/// One value that something is made of.
private struct ValueSource: Decoder, SingleValueDecodingContainer {
  let value: Value
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func mismatch<T>(_ type: T.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "another kind of value"))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard let fields = value.record else { throw mismatch([String: Value].self) }
    return KeyedDecodingContainer(FieldSource<Key>(fields: fields, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard let items = value.list else { throw mismatch([Value].self) }
    return ItemSource(items: items, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { value == .null }
  func decode(_ type: Bool.Type) throws -> Bool {
    guard let flag = value.bool else { throw mismatch(type) }
    return flag
  }
  func decode(_ type: String.Type) throws -> String {
    guard let text = value.string else { throw mismatch(type) }
    return text
  }
  func decode(_ type: Double.Type) throws -> Double { throw mismatch(type) }
  func decode(_ type: Float.Type) throws -> Float { throw mismatch(type) }
  func decode(_ type: Int.Type) throws -> Int { try whole(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { UInt64(bitPattern: try whole(Int64.self)) }

  private func whole<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    guard let number = value.int, let fitting = T(exactly: number) else { throw mismatch(type) }
    return fitting
  }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let value = value as? T { return value }
    return try T(from: self)
  }
}

private struct FieldSource<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let fields: [String: Value]
  let codingPath: [any CodingKey]

  var allKeys: [Key] { fields.keys.compactMap(Key.init(stringValue:)) }
  func contains(_ key: Key) -> Bool { fields[key.stringValue] != nil }

  private func source(_ key: Key) throws -> ValueSource {
    guard let value = fields[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "«\(key.stringValue)» is missing"))
    }
    return ValueSource(value: value, codingPath: codingPath)
  }

  func decodeNil(forKey key: Key) throws -> Bool { try source(key).decodeNil() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try source(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try source(key).decode(type)
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try source(key).decode(type)
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try source(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try source(key).decode(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try source(key).decode(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try source(key).decode(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try source(key).decode(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try source(key).decode(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try source(key).decode(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try source(key).decode(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try source(key).decode(type)
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try source(key).decode(type)
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try source(key).decode(type)
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try source(key).decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try source(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try source(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    ValueSource(value: .record(fields), codingPath: codingPath)
  }
  func superDecoder(forKey key: Key) throws -> any Decoder { try source(key) }
}

private struct ItemSource: UnkeyedDecodingContainer {
  let items: [Value]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(items: [Value], codingPath: [any CodingKey]) {
    (self.items, self.codingPath) = (items, codingPath)
  }

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  private mutating func next() throws -> ValueSource {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Value.self, .init(codingPath: codingPath, debugDescription: "the list is at its end"))
    }
    defer { currentIndex += 1 }
    return ValueSource(value: items[currentIndex], codingPath: codingPath)
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex] == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next().decode(type) }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try next().container(keyedBy: type) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder { try next() }
}
