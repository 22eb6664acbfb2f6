import KassaRuntime

/// The fields of one object of the protocol, read by key and type.
struct WireFields {
  private let fields: [String: Value]

  init(_ value: Value, known: [String]) throws(WireError) {
    guard case .record(let fields) = value else { throw .notARecord }
    if fields.keys.contains(where: { !known.contains($0) }) {
      throw .unknownKeyFor(value, known: known)
    }
    self.fields = fields
  }

  subscript(key: String) -> Value? { fields[key] }

  private func required(_ key: String) throws(WireError) -> Value {
    guard let value = fields[key] else { throw .missing(key) }
    return value
  }

  func text(_ key: String) throws(WireError) -> String {
    guard let text = try required(key).string else {
      throw .wrongType(key: key, expected: "a string")
    }
    return text
  }

  func whole(_ key: String) throws(WireError) -> Int {
    guard let number = try required(key).int.flatMap(Int.init(exactly:)) else {
      throw .wrongType(key: key, expected: "a whole number")
    }
    return number
  }

  /// Whole kopecks, or an amount as people type it.
  func money(_ key: String) throws(WireError) -> Money {
    switch try required(key) {
    case .int(let kopecks): return try Self.money(kopecks, key: key)
    case .string(let text):
      do { return try Money(parsing: text) } catch { throw .money(key: key, error) }
    case .null, .bool, .list, .record:
      throw .wrongType(key: key, expected: "whole kopecks or an amount as a string")
    }
  }

  static func money(_ kopecks: Int64, key: String) throws(WireError) -> Money {
    do { return try Money(kopecks: kopecks) } catch { throw .money(key: key, error) }
  }

  /// A quantity as a string; absent where the key is.
  func quantity(_ key: String) throws(WireError) -> Quantity? {
    guard let value = fields[key] else { return nil }
    guard let text = value.string else {
      throw .wrongType(key: key, expected: "a string such as \"0.354\"")
    }
    do { return try Quantity(parsing: text) } catch {
      throw .money(key: key, error, .quantity)
    }
  }

  /// A percentage with at most two decimals, in hundredths of a percent.
  func hundredths(_ key: String) throws(WireError) -> Int {
    let text = try text(key)
    // Two decimals and no sign, as an amount has them.
    do { return Int(try Money(parsing: text).kopecks) } catch {
      throw .money(key: key, error, .percent)
    }
  }
}

extension WireError {
  /// The first key that is not known decides, in the order of the alphabet.
  static func unknownKeyFor(_ value: Value, known: [String]) -> WireError {
    let unknown = (value.record ?? [:]).keys.sorted().first { !known.contains($0) }
    guard let unknown else { return .missing(known.first ?? "") }
    return .unknownKey(suggestion: Spelling.nearest(to: unknown, among: known), known: known)
  }
}
