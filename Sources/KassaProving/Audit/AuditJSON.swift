import Foundation

/// JSON as it is written, looked into by key.
struct AuditJSON: Hashable {
  private let value: AnyHashable?

  init(_ text: Data) throws {
    value = try JSONSerialization.jsonObject(with: text, options: .fragmentsAllowed) as? NSObject
  }

  private init(_ value: Any?) { self.value = value as? NSObject }

  subscript(key: String) -> AuditJSON { AuditJSON((value as? NSDictionary)?[key]) }

  var isThere: Bool { value != nil && !(value?.base is NSNull) }
  var items: [AuditJSON] { (value as? NSArray)?.map { AuditJSON($0) } ?? [] }
  var text: String { value as? String ?? "" }
  var number: Int64? { (value?.base as? NSNumber)?.int64Value }
  var isTrue: Bool { (value?.base as? NSNumber)?.boolValue ?? false }
  /// The one key of an enumeration's case.
  var name: String { (value as? NSDictionary)?.allKeys.first as? String ?? "" }
}
