public import KassaRuntime

// What the protocol writes: one object a line, its keys sorted. docs/protocol.md is the contract.

extension Prompt {
  /// The prompt as `{"prompt":{…}}`.
  public var wire: Value { wire(lines: nil) }

  /// - Parameter lines: what stands in place of a receipt's lines; nil for all of them.
  func wire(lines: [String: Value]?) -> Value {
    var fields: [String: Value] = [
      "n": .int(Int64(number)), "id": .string(id), "title": .string(title), "body": .string(body),
      "buttons": .list(buttons.map(\.wire)), "cancel": .bool(mayCancel),
      "quiet": .int(Int64(quietMilliseconds)), "language": .string(language.rawValue),
    ]
    if let effect { fields["effect"] = effect.wire(language) }
    if let mismatch { fields["mismatch"] = mismatch.wire }
    if let wait { fields["waiting"] = wait.fields }
    if let look { fields["look"] = .string(look.rawValue) }
    if let defaultButton { fields["default"] = .string(defaultButton) }
    if takesScan { fields["scan"] = true }
    if scansWaiting > 0 { fields["scans_waiting"] = .int(Int64(scansWaiting)) }
    fields["cashier"] = cashier.map(Value.string)
    let (kind, detail) = self.kind.wire(lines)
    fields["kind"] = .string(kind)
    if let detail { fields[kind] = detail }
    return ["prompt": .record(fields)]
  }
}

extension PromptEffect {
  fileprivate func wire(_ language: Language) -> Value {
    var fields: [String: Value] = [
      "act": .string(act.rawValue), "text": .string(text(language)),
    ]
    fields["amount"] = amount?.wire
    fields["terminal"] = terminal.map(Value.string)
    return .record(fields)
  }
}

extension Button {
  fileprivate var wire: Value {
    var fields: [String: Value] = ["id": .string(id), "label": .string(label)]
    if let key { fields["key"] = .int(Int64(key)) }
    if let place { fields["place"] = .string(place.rawValue) }
    if let role { fields["role"] = .string(role.rawValue) }
    if let menu {
      fields["menu"] = .list(menu.map { ["id": .string($0.id), "label": .string($0.label)] })
    }
    return .record(fields)
  }
}

extension PromptKind {
  /// The kind's name, and what it alone has.
  fileprivate func wire(_ lines: [String: Value]?) -> (String, Value?) {
    switch self {
    case .tell: ("tell", nil)
    case .confirm: ("confirm", nil)
    case .choose: ("choose", nil)
    case .amount(let rule): ("amount", rule.wire)
    case .text(let rule): ("text", rule.wire)
    case .secret(let rule): ("secret", rule.wire)
    case .outcome(let question): ("outcome", question.wire)
    case .sale(let view): ("sale", view.wire(lines))
    case .count(let rule): ("count", rule.wire)
    }
  }
}

extension AmountRule {
  fileprivate var wire: Value {
    ["least": least.wire, "most": most.wire, "offered": .list(offered.map(\.wire))]
  }
}

extension CountRule {
  fileprivate var wire: Value {
    [
      "fields": .list(
        fields.map { field in
          [
            "id": .string(field.id), "label": .string(field.label),
            "unit": .string(field.unit.rawValue),
          ]
        })
    ]
  }
}

extension TextRule {
  fileprivate var wire: Value {
    var fields: [String: Value] = [
      "format": .string(format.rawValue), "least": .int(Int64(least)), "most": .int(Int64(most)),
    ]
    if narrows { fields["narrows"] = true }
    return .record(fields)
  }
}

extension OutcomeQuestion {
  fileprivate var wire: Value {
    [
      "operation": .string(operation.rawValue), "amount": amount.wire,
      "terminal": .string(terminal), "since": .int(since.milliseconds),
    ]
  }
}

extension SaleView {
  fileprivate func wire(_ shown: [String: Value]?) -> Value {
    var fields: [String: Value] = shown ?? ["lines": .list(lines.map(\.wire))]
    fields.merge([
      "total": total.wire, "paid": paid.wire,
      "contact": contact.map(Value.string) ?? .null, "cashier": .string(cashier),
      "parked": .int(Int64(parked)), "matters": .int(Int64(matters)),
    ]) { _, own in own }
    if !unknownCodes.isEmpty { fields["unknown"] = .list(unknownCodes.map(Value.string)) }
    return .record(fields)
  }
}

extension SaleView.Line {
  var wire: Value {
    var fields: [String: Value] = [
      "line": .int(Int64(id)), "name": .string(name), "price": price.wire,
      "quantity": .string(quantity.description), "measure": .string(measure.name),
      "discount": discount.wire, "sum": sum.wire,
    ]
    if !discountNames.isEmpty { fields["discounts"] = .list(discountNames.map(Value.string)) }
    return .record(fields)
  }
}

extension SlipMismatch {
  fileprivate var wire: Value { ["got": got.wire, "due": due.wire] }
}

extension Money {
  fileprivate var wire: Value { .int(kopecks) }
}

extension Notice {
  /// Paper as `{"document":{…}}`, a warning as `{"warning":{…}}`, of a scan `{"scan":{…}}`.
  public var wire: Value {
    switch self {
    case .paper(let paper): ["document": paper.wire]
    case .warning(let text): ["warning": ["message": .string(text)]]
    case .scanRefused(let text): ["scan": ["refused": .string(text)]]
    case .scansWaiting(let count): ["scan": ["waiting": .int(Int64(count))]]
    }
  }
}

extension TillWait {
  /// What the till waits for, as `{"waiting":{…}}`.
  public var wire: Value { ["waiting": fields] }

  fileprivate var fields: Value {
    var fields: [String: Value] = [
      "device": .string(device.rawValue), "since": .int(since.milliseconds),
      "may_stop": .bool(mayStop),
    ]
    fields["operation"] = operation.map { .string($0.rawValue) }
    fields["amount"] = amount?.wire
    fields["terminal"] = terminal.map(Value.string)
    return .record(fields)
  }
}

extension Paper {
  fileprivate var wire: Value {
    [
      "kind": .string(kind.rawValue), "number": .int(Int64(number)),
      "columns": .int(Int64(columns)), "lines": .list(lines.map(Value.string)),
      "qr": qr.map(Value.string) ?? .null,
    ]
  }
}

extension WireError {
  /// The error as `{"error":{…}}`; write the prompt again after it.
  public func wire(of prompt: Prompt) -> Value {
    var fields: [String: Value] = [
      "n": .int(Int64(prompt.number)), "code": .string(code), "message": .string(message),
      "remedy": .string(remedy),
    ]
    if let text = text(prompt.language) { fields["text"] = .string(text) }
    return ["error": .record(fields)]
  }
}

extension AnswerError {
  /// Why the till did not take an answer, as `{"error":{…}}`; the till asks the prompt again.
  public func wire(of prompt: Prompt) -> Value { WireError.answer(self).wire(of: prompt) }
}
