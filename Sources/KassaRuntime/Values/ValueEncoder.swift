/// Makes a value of anything that can encode itself: what the journal and its projections hold.
///
/// Foundation's encoder costs several times as much and gives no tree to look at. A number of 64 bits
/// without a sign is written by its bits.
package enum ValueEncoder {
  /// - Throws: what an `encode(to:)` throws; none of the runtime's does.
  package static func value(of encodable: some Encodable) throws -> Value {
    let sink = ValueSink(path: [])
    try sink.take(encodable)
    return sink.value
  }
}

/// Where one thing is encoded to: a single value, or a record or a list that is filled.
private final class ValueSink: Encoder {
  private enum Content {
    case nothing
    case single(Value)
    case record([String: Value], open: [(key: String, sink: ValueSink)])
    case list([Value], open: [(index: Int, sink: ValueSink)])
  }

  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  private var content = Content.nothing

  init(path: [any CodingKey]) { codingPath = path }

  var value: Value {
    switch content {
    case .nothing: return .record([:])
    case .single(let value): return value
    case .record(var fields, let open):
      for (key, sink) in open { fields[key] = sink.value }
      return .record(fields)
    case .list(var items, let open):
      for (index, sink) in open { items[index] = sink.value }
      return .list(items)
    }
  }

  /// Takes a whole thing in, values as they are.
  func take(_ encodable: some Encodable) throws {
    if let value = encodable as? Value {
      content = .single(value)
    } else {
      try encodable.encode(to: self)
    }
  }

  func put(_ value: Value) { content = .single(value) }

  func put(_ value: Value, at key: any CodingKey) {
    guard case .record(var fields, let open) = content else { return }
    // Out of the case first: a dictionary that two hold is copied at each field.
    content = .nothing
    fields[key.stringValue] = value
    content = .record(fields, open: open)
  }

  func append(_ value: Value) {
    guard case .list(var items, let open) = content else { return }
    content = .nothing
    items.append(value)
    content = .list(items, open: open)
  }

  /// A sink for what stands at `key` and is filled later.
  func open(_ key: any CodingKey) -> ValueSink {
    let sink = ValueSink(path: codingPath + [key])
    guard case .record(let fields, var open) = content else { return sink }
    open.append((key.stringValue, sink))
    content = .record(fields, open: open)
    return sink
  }

  /// The same for the next element of a list.
  func open() -> ValueSink {
    let sink = ValueSink(path: codingPath)
    guard case .list(var items, var open) = content else { return sink }
    open.append((items.count, sink))
    items.append(.null)
    content = .list(items, open: open)
    return sink
  }

  var count: Int { if case .list(let items, _) = content { items.count } else { 0 } }

  func beRecord() {
    if case .record = content { return }
    content = .record([:], open: [])
  }

  func beList() {
    if case .list = content { return }
    content = .list([], open: [])
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    beRecord()
    return KeyedEncodingContainer(ValueFields<Key>(sink: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    beList()
    return ValueItems(sink: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { ValueSingle(sink: self) }
}

private func whole<T: FixedWidthInteger>(_ number: T, _ path: [any CodingKey]) throws -> Value {
  guard let number = Int64(exactly: number) else {
    throw EncodingError.invalidValue(
      number, .init(codingPath: path, debugDescription: "the number is above 2^63"))
  }
  return .int(number)
}

private func fraction(_ number: Any, _ path: [any CodingKey]) -> EncodingError {
  .invalidValue(number, .init(codingPath: path, debugDescription: "a value holds no fractions"))
}

private struct ValueFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: ValueSink
  var codingPath: [any CodingKey] { sink.codingPath }

  mutating func encodeNil(forKey key: Key) { sink.put(.null, at: key) }
  mutating func encode(_ value: Bool, forKey key: Key) { sink.put(.bool(value), at: key) }
  mutating func encode(_ value: String, forKey key: Key) { sink.put(.string(value), at: key) }
  mutating func encode(_ value: Double, forKey key: Key) throws {
    throw fraction(value, codingPath)
  }
  mutating func encode(_ value: Float, forKey key: Key) throws { throw fraction(value, codingPath) }
  mutating func encode(_ value: Int, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: Int8, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: Int16, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: Int32, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: Int64, forKey key: Key) { sink.put(.int(value), at: key) }
  mutating func encode(_ value: UInt, forKey key: Key) throws {
    sink.put(try whole(value, codingPath), at: key)
  }
  mutating func encode(_ value: UInt8, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: UInt16, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: UInt32, forKey key: Key) { sink.put(.int(Int64(value)), at: key) }
  mutating func encode(_ value: UInt64, forKey key: Key) {
    sink.put(.int(Int64(bitPattern: value)), at: key)
  }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    let inner = ValueSink(path: codingPath)
    try inner.take(value)
    sink.put(inner.value, at: key)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { sink.open(key).container(keyedBy: keyType) }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    sink.open(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { sink }
  mutating func superEncoder(forKey key: Key) -> any Encoder { sink.open(key) }
}

private struct ValueItems: UnkeyedEncodingContainer {
  let sink: ValueSink
  var codingPath: [any CodingKey] { sink.codingPath }
  var count: Int { sink.count }

  mutating func encodeNil() { sink.append(.null) }
  mutating func encode(_ value: some Encodable) throws {
    let inner = ValueSink(path: codingPath)
    try inner.take(value)
    sink.append(inner.value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { sink.open().container(keyedBy: keyType) }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    sink.open().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { sink.open() }
}

private struct ValueSingle: SingleValueEncodingContainer {
  let sink: ValueSink
  var codingPath: [any CodingKey] { sink.codingPath }

  mutating func encodeNil() { sink.put(.null) }
  mutating func encode(_ value: Bool) { sink.put(.bool(value)) }
  mutating func encode(_ value: String) { sink.put(.string(value)) }
  mutating func encode(_ value: Double) throws { throw fraction(value, codingPath) }
  mutating func encode(_ value: Float) throws { throw fraction(value, codingPath) }
  mutating func encode(_ value: Int) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: Int8) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: Int16) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: Int32) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: Int64) { sink.put(.int(value)) }
  mutating func encode(_ value: UInt) throws { sink.put(try whole(value, codingPath)) }
  mutating func encode(_ value: UInt8) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: UInt16) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: UInt32) { sink.put(.int(Int64(value))) }
  mutating func encode(_ value: UInt64) { sink.put(.int(Int64(bitPattern: value))) }
  mutating func encode(_ value: some Encodable) throws { try sink.take(value) }
}
