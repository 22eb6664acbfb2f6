import KassaRuntime
import Synchronization

/// A connected terminal in memory for a till that is explored, whatever socket it was set up with.
final class ExploredPinpad: Sendable {
  struct State: Hashable, Sendable {
    var replies: [String: TerminalReply] = [:]
    /// What it does until that is taken away.
    var plan: Mishap.Pinpad?
  }

  private let state = Mutex(State())

  var memory: State {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  func forget(_ receipt: String) {
    state.withLock { state in
      state.replies = state.replies.filter { !$0.key.hasPrefix(receipt + "/") }
    }
  }

  func driver(id: String, name: String) -> any TerminalDriver {
    Driver(id: id, name: name, pinpad: self)
  }

  private func charge(_ request: TerminalCharge) -> TerminalReply {
    state.withLock { state in
      if let known = state.replies[request.key] { return known }
      var reply = TerminalReply.approved(reference: "pinpad")
      var isHeard = true
      switch state.plan {
      case nil: break
      case .declined: reply = .declined(reason: "51")
      case .silent: (reply, isHeard) = (.unknown, false)
      case .inPart:
        reply = .approvedInPart(Mishap.Pinpad.part, reference: "pinpad")
      case .lostReply: isHeard = false
      }
      state.replies[request.key] = reply
      return isHeard ? reply : .unknown
    }
  }

  private func outcome(of request: TerminalCharge) -> TerminalReply {
    state.withLock { state in
      if state.plan == .silent { return .unknown }
      let reply = state.replies[request.key] ?? .declined(reason: "no such operation")
      state.replies[request.key] = reply
      return reply
    }
  }

  /// What was taken is not any more; asked again it says so again.
  private func void(_ charge: TerminalCharge) -> TerminalReply {
    state.withLock { state in
      switch state.replies[charge.key] {
      case .approved, .approvedInPart, .approvedOver:
        state.replies[charge.key] = .declined(reason: "voided")
        return .approved(reference: "void")
      case .declined(reason: "voided"): return .approved(reference: "void")
      default: return .declined(reason: "nothing to void")
      }
    }
  }

  private struct Driver: TerminalDriver {
    let id: String
    let name: String
    let pinpad: ExploredPinpad

    func charge(_ request: TerminalCharge) async -> TerminalReply { pinpad.charge(request) }
    func outcome(of request: TerminalCharge) async -> TerminalReply { pinpad.outcome(of: request) }
    func void(_ charge: TerminalCharge) async -> TerminalReply { pinpad.void(charge) }
    func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply {
      pinpad.charge(request)
    }
  }
}

/// The shop's own servers for a till that is explored: each call is a yes without a word, or goes wrong.
final class ExploredService: ServiceCaller {
  private let fault = Mutex<Mishap.Service?>(nil)

  func set(_ fault: Mishap.Service?) { self.fault.withLock { $0 = fault } }

  func call(_ call: ServiceCall) async -> ServiceReply {
    switch fault.withLock({ $0 }) {
    case nil: .answered([])
    case .absent: .absent(reason: "explored")
    case .refused: .refused
    case .lost: .unknown(reason: "explored")
    }
  }
}
