/// Reads what a store declares of one value: its id, its kind, its bounds.
enum RuleReading {
  /// Small letters, digits and _, so that it can stand in a command and before a slash.
  static func id(_ value: Value, _ path: String, _ reader: StoreReader) -> String? {
    let isName = { (text: String) in
      (1...64).contains(text.utf8.count) && text.first?.isASCII == true
        && text.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLowercase || $0.isNumber)) }
    }
    guard let id = value.string, isName(id), id.first?.isNumber == false else {
      reader.note(
        path,
        "an id of small letters, digits and _ was expected first, got \(value.shown)"
          + value.quoting)
      return nil
    }
    return id
  }

  /// The rule of kind, least, most and choices, with what the choices are called.
  static func rule(
    _ item: Value, _ path: String, _ reader: StoreReader
  ) -> (rule: ValueRule, labels: [String: Wording]?)? {
    let name = item["kind"].string ?? ""
    guard let kind = ValueRule.Kind(rawValue: name) else {
      let known = ValueRule.Kind.allCases.map(\.rawValue)
      reader.note(path + ".kind", "no kind «\(name)»" + Spelling.remedy(name, among: known))
      return nil
    }
    var rule = ValueRule(kind: kind)
    (rule.least, rule.most) = bounds(item, kind, path, reader)
    guard kind == .choice else {
      if item["choices"] != .null { reader.note(path + ".choices", "only a choice has them") }
      return (rule, nil)
    }
    guard let buttons = Words.buttons(item["choices"]), !buttons.isEmpty else {
      reader.note(path + ".choices", "a list of ids or { id, label } was expected")
      return nil
    }
    rule.choices = buttons.map(\.id)
    var labels: [String: Wording] = [:]
    for (index, pair) in (item["choices"].list ?? []).enumerated() {
      guard let id = pair.list?.first?.string ?? pair["1"].string else { continue }
      let label = pair.list?.last ?? pair["2"]
      labels[id] = reader.words(label, at: "\(path).choices[\(index + 1)]", most: 64)
    }
    return (rule, labels.isEmpty ? nil : labels)
  }

  private static func bounds(
    _ item: Value, _ kind: ValueRule.Kind, _ path: String, _ reader: StoreReader
  ) -> (least: Int64?, most: Int64?) {
    var found: [Int64?] = []
    for key in ["least", "most"] {
      let value = item[key]
      switch kind {
      case .amount: found.append(reader.amount(value, at: "\(path).\(key)")?.kopecks)
      case .number, .text:
        if value != .null, value.int == nil {
          reader.note("\(path).\(key)", "a whole number was expected, got \(value.shown)")
        }
        found.append(value.int)
      case .choice, .yesNo:
        if value != .null {
          reader.note("\(path).\(key)", "a \(kind.rawValue) has no bounds; take it out")
        }
        found.append(nil)
      }
    }
    if kind == .text, found[1] ?? 1 > ValueRule.textMost || found[1] ?? 1 < 1 {
      reader.note(path + ".most", "from 1 to \(ValueRule.textMost) characters were expected")
    }
    if let least = found[0], let most = found[1], least > most {
      reader.note(path + ".least", "\(least) is more than most, \(most); swap them")
    }
    return (found[0], found[1])
  }

  /// A value that the rule lets be; null where there is none.
  static func value(
    _ value: Value, _ rule: ValueRule, _ path: String, _ reader: StoreReader
  ) -> Value {
    guard value != .null else { return .null }
    if let problem = rule.problem(with: value) { reader.note(path, problem) }
    return value
  }
}

extension ValueRule {
  /// The longest text that a store may ask for.
  static let textMost: Int64 = 1_024

  /// A value that may be, for who only looks at a store; of a text the id of what it is for.
  func sample(for id: String) -> Value {
    switch kind {
    case .amount, .number: .int(least ?? min(0, most ?? 0))
    case .choice: choices?.first.map(Value.string) ?? .null
    case .text: .string(sampleText(id))
    case .yesNo: false
    }
  }

  private func sampleText(_ id: String) -> String {
    let least = Int(clamping: min(least ?? 1, Self.textMost))
    let missing = String(repeating: "x", count: max(0, least - id.count))
    return String((id + missing).prefix(Int(clamping: most ?? Self.textMax)))
  }
}
