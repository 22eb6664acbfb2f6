import KassaRuntime

/// A misfortune the emulated registrar can be told to have.
public enum EmulatedFault: String, Codable, CaseIterable, Hashable, Sendable {
  case noPaper
  case paperLow
  /// The next receipt is issued, and its paper ends in the middle.
  case paperOutDuring
  case coverOpen
  case busy
  /// Nothing answers, not even a question for the status.
  case unreachable
  /// The request is lost: nothing is issued, and the caller can't know.
  case lostReplyBefore
  /// The document is issued, the reply is lost.
  case lostReplyAfter
}

/// What the emulated registrar is asked, as far as faults tell them apart.
enum EmulatedCall {
  /// A question that prints nothing.
  case ask
  /// Paper only: a copy, the rest of a receipt.
  case paper
  case shift
  case receipt

  /// Whether `fault` can happen to this call; only then one of its times is used up.
  func meets(_ fault: EmulatedFault) -> Bool {
    switch fault {
    case .unreachable: true
    case .paperLow: false
    case .noPaper, .coverOpen, .busy: self != .ask
    case .lostReplyBefore, .lostReplyAfter: self == .shift || self == .receipt
    case .paperOutDuring: self == .receipt
    }
  }
}

/// The faults that the call in hand has.
struct EmulatedFaults {
  var active: Set<EmulatedFault>

  func has(_ fault: EmulatedFault) -> Bool { active.contains(fault) }

  /// The state of the device that keeps it from printing; nil where nothing does.
  var refusal: Refusal? {
    if has(.busy) { return .busy }
    if has(.coverOpen) { return .coverOpen }
    return has(.noPaper) ? .noPaper : nil
  }
}
