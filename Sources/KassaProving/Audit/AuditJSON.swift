import Foundation

/// JSON as it is written, looked into by key.
///
/// It is read by Foundation, not by the till's own reader, which it is to check. What Foundation gives is taken over
/// as plain values at once: casts to its classes fail in programs that have Foundation inside.
struct AuditJSON: Hashable {
  private indirect enum Node: Hashable {
    case null
    /// Flags are 0 and 1.
    case number(Int64)
    case real(Double)
    case text(String)
    case list([AuditJSON])
    case record([String: AuditJSON])
  }

  private let node: Node?

  private init(_ node: Node?) { self.node = node }

  init(_ text: Data) throws {
    self.init(of: try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed))
  }

  private init(of value: Any) {
    switch value {
    case let text as String: node = .text(text)
    case let items as [Any]: node = .list(items.map(AuditJSON.init(of:)))
    case let fields as [String: Any]: node = .record(fields.mapValues(AuditJSON.init(of:)))
    case let number as NSNumber:
      let whole = number.int64Value
      node = Double(whole) == number.doubleValue ? .number(whole) : .real(number.doubleValue)
    default: node = .null
    }
  }

  subscript(key: String) -> AuditJSON {
    guard case .record(let fields)? = node else { return AuditJSON(nil) }
    return fields[key] ?? AuditJSON(nil)
  }

  var isThere: Bool { node != nil && node != .null }
  var items: [AuditJSON] { if case .list(let items)? = node { items } else { [] } }
  var text: String { if case .text(let text)? = node { text } else { "" } }
  var number: Int64? {
    switch node {
    case .number(let whole): whole
    case .real(let real): Int64(exactly: real.rounded(.towardZero))
    default: nil
    }
  }
  var isTrue: Bool { number.map { $0 != 0 } ?? false }
  /// The one key of an enumeration's case.
  var name: String { if case .record(let fields)? = node { fields.keys.first ?? "" } else { "" } }
}
