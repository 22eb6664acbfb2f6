/// What lets what is due next of a return go back another way than it came.
enum YesToMove: Hashable, Sendable {
  /// A senior's PIN.
  case person(String, to: AskedMove)
  /// What stands for a second person where nobody else has a PIN at this till.
  case reason(String, to: AskedMove)
}

extension YesToMove {
  /// Nil of an answer that says nothing of the kind, or lets a receipt that was set aside go on.
  init?(_ answer: RecordedAnswer, to request: PromptRequest, _ answered: [Change]) {
    let isForDetached = answered.contains { change in
      if case .receipt(.seniorAllowed) = change { true } else { false }
    }
    guard !isForDetached, let move = request.move else { return nil }
    switch (answer, request.use) {
    case (.verdict(true), .allowance(.senior, let name)): self = .person(name, to: move)
    case (.given(.text(let text)), .script): self = .reason(text, to: move)
    default: return nil
    }
  }

  var move: AskedMove {
    switch self {
    case .person(_, let move), .reason(_, let move): move
    }
  }
}
