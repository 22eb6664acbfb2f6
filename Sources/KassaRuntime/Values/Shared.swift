/// A value that copies share until one of them changes.
///
/// For what is large, copied with each step and seldom changed: a copy counts one reference instead of some
/// thirty.
struct Shared<Value> {
  private final class Box {
    var value: Value

    init(_ value: Value) { self.value = value }
  }

  private var box: Box

  init(_ value: Value) { box = Box(value) }

  // Read as a copy: of a large value that a coroutine yields, this compiler (6.3) takes a copy only after the
  // coroutine has ended, from its freed frame.
  var value: Value {
    get { box.value }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
      yield &box.value
    }
  }
}

extension Shared: Equatable where Value: Equatable {
  static func == (left: Shared, right: Shared) -> Bool {
    left.box === right.box || left.box.value == right.box.value
  }
}

extension Shared: Hashable where Value: Hashable {
  func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

// Nobody changes a box that another copy can see.
extension Shared: @unchecked Sendable where Value: Sendable {}

/// A large part of a value that few of them have: one that has none carries a reference in its place.
///
/// With what makes a receipt a return or a correction inside each of its copies, copying memory took a seventh of
/// the instructions of a replay.
@propertyWrapper
package struct Rare<Part> {
  private var part: Shared<Part>?

  package init(wrappedValue: Part?) { part = wrappedValue.map(Shared.init) }

  package var wrappedValue: Part? {
    get { part?.value }
    set { part = newValue.map(Shared.init) }
  }

  /// Whether it is there; nothing is copied to know that.
  package var projectedValue: Bool { part != nil }
}

extension Rare: Equatable where Part: Equatable {}
extension Rare: Hashable where Part: Hashable {}
extension Rare: Sendable where Part: Sendable {}

/// In JSON it stands as any part that may be missing.
extension Rare: Codable where Part: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try decoder.singleValueContainer().decode(Part?.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension KeyedDecodingContainer {
  func decode<Part: Codable>(_ type: Rare<Part>.Type, forKey key: Key) throws -> Rare<Part> {
    Rare(wrappedValue: try decodeIfPresent(Part.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Part: Codable>(_ rare: Rare<Part>, forKey key: Key) throws {
    try encodeIfPresent(rare.wrappedValue, forKey: key)
  }
}
