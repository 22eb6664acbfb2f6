import KassaRuntime
import Synchronization

/// A connected terminal in memory for a till that is explored, whatever socket it was set up with.
final class ExploredPinpad: Sendable {
  struct State: Hashable, Sendable {
    var replies = PinpadReplies()
    /// What it does until that is taken away.
    var plan: Mishap.Pinpad?
  }

  private let state = Mutex(State())

  var memory: State {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  func forget(_ receipt: String) {
    state.withLock { $0.replies.forget(receipt) }
  }

  func driver(id: String, name: String) -> any TerminalDriver {
    Driver(id: id, name: name, pinpad: self)
  }

  private func charge(_ request: TerminalCharge) -> TerminalReply {
    state.withLock { state in
      if let known = state.replies[request] { return known }
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
      state.replies[request] = reply
      return isHeard ? reply : .unknown
    }
  }

  private func outcome(of request: TerminalCharge) -> TerminalReply {
    state.withLock { $0.plan == .silent ? .unknown : $0.replies.outcome(of: request) }
  }

  private func void(_ charge: TerminalCharge) -> TerminalReply {
    state.withLock { $0.replies.void(charge) }
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

/// The shop's own servers for a till that is explored: each call is answered as the store's examples say, or by a
/// yes without a word where it has none; or goes wrong.
final class ExploredService: ServiceCaller {
  private let fault = Mutex<Mishap.Service?>(nil)
  /// By service and by what is asked.
  private let examples: [String: [String: [Value]]]

  init(_ examples: [String: [String: [Value]]]) { self.examples = examples }

  func set(_ fault: Mishap.Service?) { self.fault.withLock { $0 = fault } }

  func call(_ call: ServiceCall) async -> ServiceReply {
    switch fault.withLock({ $0 }) {
    case nil: answer(0, to: call)
    case .answers(let example): answer(example, to: call)
    case .absent: .absent(reason: "explored")
    case .refused: .refused
    case .lost: .unknown(reason: "explored")
    }
  }

  private func answer(_ example: Int, to call: ServiceCall) -> ServiceReply {
    guard let known = examples[call.service]?[call.what], let first = known.first else {
      return .answered([])
    }
    return .answered((known.indices.contains(example) ? known[example] : first).json)
  }
}
