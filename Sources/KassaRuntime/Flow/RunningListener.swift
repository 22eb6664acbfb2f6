/// A listener of the store that runs, or another function that a stock flow calls of it.
struct RunningListener {
  /// As messages call it: "on.line_added".
  let name: String
  /// Where it begins, "leto/store.lua:12"; "" where that is not known.
  let place: String
  /// The receipt as it finds it.
  ///
  /// Whatever else a listener may change is remembered here too, and brought back by
  /// `FlowContext.undo`.
  let before: Receipt

  /// The point it listens at; nil for a function of another kind.
  var point: String? {
    name.hasPrefix("on.") ? String(name.dropFirst(3)) : nil
  }

  /// Whether it computes, and changes nothing.
  var isPure: Bool { name.hasPrefix("prices") }
}

/// Something of a store that failed, and that was skipped or taken for a veto.
package struct ListenerFailure: Hashable, Sendable {
  /// "on.line_added".
  package let name: String
  package let error: ScriptError
}

extension ListenerFailure: CustomStringConvertible {
  /// "leto/store.lua:12: on.line_added: oops; called by: …".
  package var description: String {
    let place = error.place.map { "\($0): " } ?? ""
    let remedy = error.remedy.map { "; \($0)" } ?? ""
    let calls = error.calls.isEmpty ? "" : "; called by: " + error.calls.joined(separator: ", ")
    return CardNumber.redacted("\(place)\(name): \(error.message)\(remedy)\(calls)")
  }
}

extension WaitRequest {
  /// What of it no listener may ask for: it pays, prints or closes; nil for all the rest.
  var isForFlowsOnly: String? {
    switch self {
    case .charge, .void: "charge a terminal"
    case .print, .continuePrinting: "print the receipt"
    case .prompt(let prompt): prompt.use.takesMoney ? "take money" : nil
    case .closeShift, .openShift, .copyOfLast, .readiness, .unconfirmed: nil
    }
  }

  /// Whether it takes what is due of the receipt, or a part of it.
  var takesTender: Bool {
    switch self {
    case .charge: true
    case .prompt(let prompt): prompt.use.takesTender
    case .void, .print, .continuePrinting, .copyOfLast, .openShift, .closeShift, .readiness,
      .unconfirmed:
      false
    }
  }
}

extension AnswerUse {
  fileprivate var takesMoney: Bool { takesTender || self == .cashReturned }
}
