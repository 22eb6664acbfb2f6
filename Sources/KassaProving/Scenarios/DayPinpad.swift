import KassaRuntime
import Synchronization

/// A scenario's connected terminal: it charges as the scenario says, and remembers each charge.
///
/// Whatever socket the terminal was set up with. It outlives the power cuts of the till.
final class DayPinpad: Sendable {
  /// What the next charge comes to.
  enum Plan: Hashable {
    case approves
    case declines
    /// Takes less than was asked.
    case takes(Money)
    /// Charges, and its reply is lost; asked, it says so.
    case losesReply
    /// Says nothing, whether charged or asked.
    case isSilent
  }

  private struct State {
    var next = Plan.approves
    var replies = PinpadReplies()
  }

  private let state = Mutex(State())

  /// The names that scenarios give the plans; "in_part" comes with its amount.
  static let names = ["approved", "declined", "in_part", "lost_reply", "silent"]

  func plan(_ plan: Plan) { state.withLock { $0.next = plan } }

  /// The terminal as a till knows it.
  func driver(id: String, name: String) -> any TerminalDriver {
    Driver(id: id, name: name, pinpad: self)
  }

  private func charge(_ request: TerminalCharge) -> TerminalReply {
    state.withLock { state in
      if let known = state.replies[request] { return known }
      defer { state.next = .approves }
      let reference = "pinpad \(state.replies.count + 1)"
      var reply = TerminalReply.approved(reference: reference)
      var isHeard = true
      switch state.next {
      case .approves: break
      case .declines: reply = .declined(reason: "51")
      case .takes(let amount): reply = .approvedInPart(amount, reference: reference)
      case .losesReply: isHeard = false
      case .isSilent: (reply, isHeard) = (.unknown, false)
      }
      state.replies[request] = reply
      return isHeard ? reply : .unknown
    }
  }

  private func outcome(of request: TerminalCharge) -> TerminalReply {
    state.withLock { $0.replies.outcome(of: request) }
  }

  private func void(_ charge: TerminalCharge) -> TerminalReply {
    state.withLock { $0.replies.void(charge) }
  }

  private struct Driver: TerminalDriver {
    let id: String
    let name: String
    let pinpad: DayPinpad

    func charge(_ request: TerminalCharge) async -> TerminalReply { pinpad.charge(request) }
    func outcome(of request: TerminalCharge) async -> TerminalReply { pinpad.outcome(of: request) }
    func void(_ charge: TerminalCharge) async -> TerminalReply { pinpad.void(charge) }
    func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply {
      pinpad.charge(request)
    }
  }
}
