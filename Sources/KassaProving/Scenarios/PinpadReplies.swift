import KassaRuntime

/// What a terminal in memory has said, by the keys of what it was asked for.
struct PinpadReplies: Hashable, Sendable {
  private var said: [String: TerminalReply] = [:]

  var count: Int { said.count }
  /// Without the keys, which are of their receipts.
  var sorted: [String] { said.values.map { "\($0)" }.sorted() }

  subscript(request: TerminalCharge) -> TerminalReply? {
    get { said[request.key] }
    set { said[request.key] = newValue }
  }

  /// A charge that never came is declined from then on, as ``TerminalDriver`` asks.
  mutating func outcome(of request: TerminalCharge) -> TerminalReply {
    let reply = self[request] ?? .declined(reason: "no such operation")
    self[request] = reply
    return reply
  }

  /// What was taken is not any more; asked again it says so again.
  mutating func void(_ charge: TerminalCharge) -> TerminalReply {
    switch self[charge] {
    case .approved, .approvedInPart, .approvedOver:
      self[charge] = .declined(reason: "voided")
      return .approved(reference: "void")
    case .declined(reason: "voided"): return .approved(reference: "void")
    default: return .declined(reason: "nothing to void")
    }
  }

  /// Forgets what it was asked for by a receipt.
  mutating func forget(_ receipt: String) {
    said = said.filter { !$0.key.hasPrefix(receipt + "/") }
  }
}
