import KassaRuntime
import Synchronization

/// A connected terminal that can have faults, and the truth about every charge: it keeps its power.
final class FaultyTerminal: TerminalDriver {
  let id = "pinpad"
  let name = "Пинпад"

  fileprivate struct Operation {
    let fault: TerminalFault
    let amount: Money
    /// What the terminal calls it: no two are alike.
    let reference: String
    /// How a void of it went; nil for not voided.
    var voidedBy: TerminalFault?
  }

  /// Money that really moved: taken by a charge, given back by a refund.
  struct Moved: Hashable, Sendable {
    let kopecks: Int64
    /// What it calls the operation.
    let reference: String
    /// Whether a void undid it afterwards.
    let isVoided: Bool
  }

  private struct State {
    var fault = TerminalFault.none
    /// How many operations there were.
    var count = 0
    /// What became of each charge and refund, by its key.
    var operations: [String: Operation] = [:]

    /// Uses up the fault that the next operation has.
    mutating func next() -> (fault: TerminalFault, reference: String) {
      defer { fault = .none }
      count += 1
      return (fault, "op \(count)")
    }

    /// Does what a new key asks for, and nothing for one that is known.
    mutating func perform(_ request: TerminalCharge) -> Operation {
      if let known = operations[request.key] { return known }
      let (fault, reference) = next()
      let done = Operation(fault: fault, amount: request.amount, reference: reference)
      operations[request.key] = done
      return done
    }
  }

  private let state = Mutex(State())

  /// What it does with its next operation.
  func set(_ fault: TerminalFault) { state.withLock { $0.fault = fault } }

  /// What moved, by the key of its charge or refund.
  var moved: [String: Moved] {
    state.withLock { state in
      state.operations.mapValues {
        Moved(
          kopecks: $0.fault.moved(of: $0.amount), reference: $0.reference,
          isVoided: $0.voidedBy?.isDone ?? false)
      }.filter { $0.value.kopecks > 0 }
    }
  }

  /// Forgets what receipts asked for that nobody will ask about any more.
  func forgetAll(but receipts: Set<String>) {
    state.withLock { state in
      state.operations = state.operations.filter { key, _ in
        key.split(separator: "/").first.map { receipts.contains(String($0)) } ?? false
      }
    }
  }

  func charge(_ request: TerminalCharge) async -> TerminalReply {
    let done = state.withLock { $0.perform(request) }
    return done.fault == .loseReply ? .unknown : done.reply
  }

  func refund(_ request: TerminalCharge, of charge: TerminalCharge?) async -> TerminalReply {
    let leaves = state.withLock { state in
      let leaves = state.fault == .leaveToPerson && state.operations[request.key] == nil
      if leaves { _ = state.next() }
      return leaves
    }
    return leaves ? .byHand : await self.charge(request)
  }

  /// A void is its charge's own: asked again of one that it undid it does nothing more.
  func void(_ charge: TerminalCharge) async -> TerminalReply {
    state.withLock { state in
      guard let known = state.operations[charge.key], known.fault.moved(of: known.amount) > 0 else {
        return .declined(reason: "nothing to void")
      }
      if let by = known.voidedBy, by.isDone { return by.replyAgain(known.reference) }
      let (fault, _) = state.next()
      if fault == .leaveToPerson { return .byHand }
      state.operations[charge.key]?.voidedBy = fault
      return fault.replyToVoid(known.reference)
    }
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    // What never came can't be approved any more: its key is spent.
    state.withLock { state in
      if state.operations[request.key] == nil {
        state.operations[request.key] = Operation(
          fault: .decline, amount: .zero, reference: "")
      }
      guard let known = state.operations[request.key] else { return .unknown }
      return known.voidedBy?.isDone == true ? .declined(reason: "voided") : known.reply
    }
  }
}

extension FaultyTerminal.Operation {
  fileprivate var reply: TerminalReply {
    switch fault {
    case .none, .loseReply, .leaveToPerson: return .approved(reference: reference)
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

extension TerminalFault {
  /// Whether a void that meets it undoes its charge.
  fileprivate var isDone: Bool {
    switch self {
    case .none, .takePart, .loseReply, .takeAndVanish: true
    case .decline, .vanish, .leaveToPerson: false
    }
  }

  fileprivate func replyToVoid(_ reference: String) -> TerminalReply {
    switch self {
    case .none, .takePart: .approved(reference: reference)
    case .decline: .declined(reason: "no void")
    case .loseReply, .takeAndVanish, .vanish: .unknown
    case .leaveToPerson: .byHand
    }
  }

  fileprivate func replyAgain(_ reference: String) -> TerminalReply {
    self == .takeAndVanish ? .unknown : .approved(reference: reference)
  }
}
