/// Plain data that crosses between a script, the journal and a front end.
///
/// There is no floating point: a script's numbers must be whole where they are to be remembered.
/// An empty Lua table arrives as an empty list; a reader that wants a record takes it as one.
public enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case string(String)
  case list([Value])
  case record([String: Value])
}

extension Value {
  /// Whether a script could not tell one from the other: texts by their bytes, where `String` takes «й» of one
  /// scalar for «й» of two.
  public static func == (one: Value, other: Value) -> Bool {
    switch (one, other) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.int(let one), .int(let other)): one == other
    case (.string(let one), .string(let other)): one.hasBytes(of: other)
    case (.list(let one), .list(let other)): one == other
    case (.record(let one), .record(let other)):
      one.count == other.count
        && one.allSatisfy { key, value in
          guard let place = other.index(forKey: key) else { return false }
          return other[place].key.hasBytes(of: key) && other[place].value == value
        }
    default: false
    }
  }

  /// The text, where it is one.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The number, where it is one.
  public var int: Int64? { if case .int(let number) = self { number } else { nil } }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  public var list: [Value]? { if case .list(let items) = self { items } else { nil } }

  /// The fields, where it is a record; none of an empty list.
  public var record: [String: Value]? {
    switch self {
    case .record(let fields): fields
    case .list(let items) where items.isEmpty: [:]
    default: nil
    }
  }

  /// The field of a record by `key`; null where there is none.
  public subscript(key: String) -> Value { record?[key] ?? .null }
}

extension Value {
  /// About how many bytes it takes as text.
  var weight: Int {
    switch self {
    case .null, .bool, .int: 8
    case .string(let text): text.utf8.count + 2
    case .list(let items): items.reduce(2) { $0 + $1.weight + 1 }
    case .record(let fields): fields.reduce(2) { $0 + $1.key.utf8.count + $1.value.weight + 4 }
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
  ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .record(Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
  public init(nilLiteral: ()) { self = .null }
}

extension Value: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .int(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let items = try? container.decode([Value].self) {
      self = .list(items)
    } else {
      self = .record(try container.decode([String: Value].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .int(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .list(let items): try container.encode(items)
    case .record(let fields): try container.encode(fields)
    }
  }
}
