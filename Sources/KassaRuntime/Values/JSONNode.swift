/// One place in a JSON text that holds together: a value, or the key of a field.
struct JSONPlace {
  enum Kind: UInt8 { case null, no, yes, int, text, escapedText, list, record }

  let kind: Kind
  /// The place after it and all that is in it.
  var next: Int32
  /// The number itself; of anything else where it starts, and in the lower half how long it is.
  var number: Int64

  /// Its bytes; of a text those between the quotes.
  func raw(in bytes: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8> {
    let (start, count) = (Int(number >> 32), Int(number & 0xFFFF_FFFF))
    return UnsafeBufferPointer(start: bytes.map { $0 + start }, count: count)
  }
}

/// A value in a JSON text that `JSONReader.read` has gone through.
///
/// It points into that text and owns nothing, so that reading costs no counts of references: it is of
/// use within the body that got it, and kept nowhere.
package struct JSONNode {
  fileprivate let places: UnsafePointer<JSONPlace>
  fileprivate let bytes: UnsafePointer<UInt8>
  fileprivate let index: Int

  init(_ places: UnsafePointer<JSONPlace>, _ bytes: UnsafePointer<UInt8>, at index: Int) {
    (self.places, self.bytes, self.index) = (places, bytes, index)
  }

  private var place: JSONPlace { places[index] }

  var isNull: Bool { place.kind == .null }

  func bool() throws -> Bool {
    switch place.kind {
    case .yes: true
    case .no: false
    default: throw JSONMismatch.otherKind
    }
  }

  func int() throws -> Int64 {
    guard place.kind == .int else { throw JSONMismatch.otherKind }
    return place.number
  }

  func text() throws -> String {
    switch place.kind {
    case .text: String(decoding: raw, as: UTF8.self)
    case .escapedText: JSONReader.unescaped(raw)
    default: throw JSONMismatch.otherKind
    }
  }

  fileprivate var raw: UnsafeBufferPointer<UInt8> { place.raw(in: bytes) }

  private func at(_ index: Int) -> JSONNode { JSONNode(places, bytes, at: index) }

  func list<Item: JSONCoded>() throws -> [Item] {
    guard place.kind == .list else { throw JSONMismatch.otherKind }
    var items: [Item] = []
    var (index, end) = (index + 1, Int(place.next))
    while index < end {
      items.append(try Item(json: at(index)))
      index = Int(places[index].next)
    }
    return items
  }

  /// A record whose keys are data.
  func record<Item: JSONCoded>() throws -> [String: Item] {
    var fields: [String: Item] = [:]
    var (index, end) = try bounds()
    while index < end {
      fields[try at(index).text()] = try Item(json: at(index + 1))
      index = Int(places[index + 1].next)
    }
    return fields
  }

  /// An empty Lua table is an empty list, and may stand for a record.
  private func bounds() throws -> (Int, Int) {
    switch place.kind {
    case .record: (index + 1, Int(place.next))
    case .list where Int(place.next) == index + 1: (index + 1, index + 1)
    default: throw JSONMismatch.otherKind
    }
  }

  func fields() throws -> JSONFields {
    let (first, end) = try bounds()
    return JSONFields(node: self, first: first, end: end)
  }

  /// A case of an enum, `{"name":{…}}`.
  func single() throws -> (name: String, fields: JSONFields) {
    let (first, end) = try bounds()
    guard first < end, Int(places[first + 1].next) == end else { throw JSONMismatch.otherKind }
    return (try at(first).text(), try at(first + 1).fields())
  }

  /// A list or a record as its text stands; nil for anything else.
  var span: UnsafeBufferPointer<UInt8>? {
    place.kind == .list || place.kind == .record ? raw : nil
  }

  func value() throws -> Value {
    switch place.kind {
    case .null: .null
    case .no: .bool(false)
    case .yes: .bool(true)
    case .int: .int(place.number)
    case .text, .escapedText: .string(try text())
    case .list: .list(try list())
    case .record: .record(try record())
    }
  }
}

/// The fields of a record, looked up one after another.
///
/// Each search begins where the last one ended: whoever asks in the order of the keys, as they are
/// written, finds each at once. Fields that nobody asks for are passed over.
struct JSONFields {
  fileprivate let node: JSONNode
  private let first: Int
  private let end: Int
  private var cursor: Int

  fileprivate init(node: JSONNode, first: Int, end: Int) {
    (self.node, self.first, self.end, cursor) = (node, first, end, first)
  }

  /// - Throws: `JSONMismatch.missing` where there is none.
  mutating func take<Item: JSONCoded>(_ key: StaticString) throws -> Item {
    guard let found = search(key) else { throw JSONMismatch.missing(key: "\(key)") }
    return try Item(json: found)
  }

  /// Nil where there is none, or null.
  mutating func find<Item: JSONCoded>(_ key: StaticString) throws -> Item? {
    guard let found = search(key), !found.isNull else { return nil }
    return try Item(json: found)
  }

  mutating func contains(_ key: StaticString) -> Bool { search(key) != nil }

  private mutating func search(_ key: StaticString) -> JSONNode? {
    let start = cursor
    if let found = search(key, from: start, to: end) { return found }
    return search(key, from: first, to: start)
  }

  private mutating func search(_ key: StaticString, from: Int, to: Int) -> JSONNode? {
    var index = from
    while index < to {
      let name = JSONNode(node.places, node.bytes, at: index)
      let next = Int(node.places[index + 1].next)
      if name.isKey(key) {
        cursor = next
        return JSONNode(node.places, node.bytes, at: index + 1)
      }
      index = next
    }
    return nil
  }
}

extension JSONNode {
  fileprivate func isKey(_ key: StaticString) -> Bool {
    guard place.kind == .text else { return (try? text()) == "\(key)" }
    let raw = raw
    return raw.count == key.utf8CodeUnitCount
      && raw.elementsEqual(
        UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
  }
}
