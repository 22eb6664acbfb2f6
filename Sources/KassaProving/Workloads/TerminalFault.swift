import KassaRuntime

/// What a connected terminal does with its next charge, refund or void.
enum TerminalFault: String, CaseIterable, Sendable {
  /// It takes what it is asked for.
  case none = "approve"
  case decline
  /// Takes less than it is asked for.
  case takePart = "take a part"
  /// Takes the money, and its reply is lost; asked again, it tells.
  case loseReply = "take the money and lose its reply"
  /// Takes the money and can't be asked again.
  case takeAndVanish = "take the money and vanish"
  /// Takes nothing, and nobody can tell.
  case vanish = "vanish"
  /// Gives nothing back by itself: a person does it there.
  case leaveToPerson = "leave it to a person"
}

extension TerminalFault {
  /// Kopecks of `amount` that it takes, or gives back.
  func moved(of amount: Money) -> Int64 {
    switch self {
    case .none, .loseReply, .takeAndVanish, .leaveToPerson: amount.kopecks
    case .takePart: amount.kopecks / 2
    case .decline, .vanish: 0
    }
  }
}
