import KassaRuntime
import Synchronization

/// A connected terminal of a story, and the truth about every charge: it keeps its power.
final class StoryPinpad: TerminalDriver {
  let id = "pinpad"
  let name = "Пинпад"

  enum Mood: String, CaseIterable, Sendable {
    case approve
    case decline
    /// Takes less than it is asked for.
    case takePart = "take a part"
    /// Takes the money, and its reply is lost; asked again, it tells.
    case loseReply = "take the money and lose its reply"
    /// Takes the money and can't be asked again.
    case takeAndVanish = "take the money and vanish"
    /// Takes nothing, and nobody can tell.
    case vanish = "vanish"
  }

  fileprivate struct Charge {
    let mood: Mood
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
    var mood = Mood.approve
    /// How many charges there were.
    var count = 0
    /// What became of each charge, by its key.
    var charges: [String: Charge] = [:]
  }

  private let state = Mutex(State())

  func be(_ mood: Mood) { state.withLock { $0.mood = mood } }

  /// What was taken, by the charge's key.
  var taken: [String: Taken] {
    state.withLock { state in
      state.charges.mapValues {
        Taken(kopecks: $0.mood.taken(of: $0.amount), reference: $0.reference)
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
          mood: state.mood, amount: request.amount, reference: "op \(state.count)")
        state.mood = .approve
      }
      return state.charges[request.key]
    }
    return charge?.mood == .loseReply ? .unknown : charge?.reply ?? .unknown
  }

  func outcome(of request: TerminalCharge) async -> TerminalReply {
    // A charge that never came can't be approved any more: its key is spent.
    state.withLock { state in
      if state.charges[request.key] == nil {
        state.charges[request.key] = Charge(mood: .decline, amount: .zero, reference: "")
      }
      return state.charges[request.key]?.reply ?? .unknown
    }
  }
}

extension StoryPinpad.Mood {
  func taken(of amount: Money) -> Int64 {
    switch self {
    case .approve, .loseReply, .takeAndVanish: amount.kopecks
    case .takePart: amount.kopecks / 2
    case .decline, .vanish: 0
    }
  }
}

extension StoryPinpad.Charge {
  fileprivate var reply: TerminalReply {
    switch mood {
    case .approve, .loseReply: return .approved(reference: reference)
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
