/// What the journal's first format wrote otherwise, and how it reads today.
///
/// Entries stay as they were written, for their hashes. `meta.format_1_until` names the last of them.
enum Format1 {
  /// The key in `meta`.
  static let until = "format_1_until"

  /// An entry, or a row of the projection, as today's format writes it.
  static func upgraded(_ value: Value) -> Value {
    switch value {
    case .null, .bool, .int, .string: return value
    case .list(let items): return .list(items.map(upgraded))
    case .record(let fields):
      return .record(start(voided(document(fields.mapValues(upgraded)))))
    }
  }

  /// A print's document was kept as JSON in a text.
  private static func document(_ fields: [String: Value]) -> [String: Value] {
    guard fields["lastDocument"] != nil, fields["memory"] != nil,
      let text = fields["document"]?.string,
      let document = try? JSONReader.value(of: Array(text.utf8))
    else { return fields }
    var fields = fields
    fields["document"] = document
    return fields
  }

  /// A charge that was undone stayed approved, with a mark.
  private static func voided(_ fields: [String: Value]) -> [String: Value] {
    guard fields.count == 1, let approved = fields["approved"],
      approved["approval"]["voided"] == true
    else { return fields }
    return ["voided": approved]
  }

  /// A flow's start had of the till what a script can see.
  private static func start(_ fields: [String: Value]) -> [String: Value] {
    guard fields["bundle"] != nil || fields["level"] != nil, fields["till"] == nil,
      let terminals = fields["terminals"], let last = fields["lastDocument"]
    else { return fields }
    var fields = fields
    var till: [String: Value] = [
      "terminals": terminals, "lastDocument": last, "lastParked": 0, "unansweredReports": [],
    ]
    till["cashier"] = fields["cashier"]
    fields["till"] = .record(till)
    return fields
  }
}
