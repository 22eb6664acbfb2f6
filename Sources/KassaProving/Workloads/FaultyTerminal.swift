import KassaRuntime
import Synchronization

/// A connected terminal that can have faults, and the truth about every charge: it keeps its power.
final class FaultyTerminal: TerminalDriver {
  let id = "pinpad"
  let name = "Пинпад"

  fileprivate struct Charge {
    let fault: TerminalFault
    let amount: Money
    /// What the terminal calls it: no two are alike.
    let reference: String
  }

  /// Money that it really took.
  struct Taken: Hashable, Sendable {
    let kopecks: Int64
    /// What it calls the charge.
    let reference: String
  }

  private struct State {
    var fault = TerminalFault.none
    /// How many charges there were.
    var count = 0
    /// What became of each charge, by its key.
    var charges: [String: Charge] = [:]
  }

  private let state = Mutex(State())

  /// What it does with its next charge.
  func set(_ fault: TerminalFault) { state.withLock { $0.fault = fault } }

  /// What was taken, by the charge's key.
  var taken: [String: Taken] {
    state.withLock { state in
      state.charges.mapValues {
        Taken(kopecks: $0.fault.taken(of: $0.amount), reference: $0.reference)
      }.filter { $0.value.kopecks > 0 }
    }
  }

  /// Forgets the charges of receipts that nobody will ask about any more.
  func forgetAll(but receipts: Set<String>) {
    state.withLock { state in
      state.charges = state.charges.filter { key, _ in
        key.split(separator: "/").first.map { receipts.contains(String($0)) } ?? false
      }
    }
  }

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    let charge = state.withLock { state in
      if state.charges[request.key] == nil {
        state.count += 1
        state.charges[request.key] = Charge(
          fault: state.fault, amount: request.amount, reference: "op \(state.count)")
        state.fault = .none
      }
      return state.charges[request.key]
    }
    return charge?.fault == .loseReply ? .unknown : charge?.reply ?? .unknown
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    // A charge that never came can't be approved any more: its key is spent.
    state.withLock { state in
      if state.charges[request.key] == nil {
        state.charges[request.key] = Charge(fault: .decline, amount: .zero, reference: "")
      }
      return state.charges[request.key]?.reply ?? .unknown
    }
  }
}

extension FaultyTerminal.Charge {
  fileprivate var reply: TerminalReply {
    switch fault {
    case .none, .loseReply: return .approved(reference: reference)
    case .decline: return .declined(reason: "no money")
    case .takePart:
      guard let part = try? Money(kopecks: amount.kopecks / 2), part > .zero else {
        return .declined(reason: "too little")
      }
      return .approvedInPart(part, reference: reference)
    case .takeAndVanish, .vanish: return .unknown
    }
  }
}
