/// What lets what is due next of a return go back another way than it came.
enum YesToMove: Hashable, Sendable {
  /// A senior's PIN, asked for with the sum.
  case person(String)
  /// What stands for a second person where nobody else has a PIN at this till.
  case reason(String)
}

extension YesToMove {
  /// Nil of an answer that says nothing of the kind, or lets a receipt that was set aside go on.
  init?(_ answer: RecordedAnswer, to request: PromptRequest, _ answered: [Change]) {
    let isForDetached = answered.contains { change in
      if case .receipt(.seniorAllowed) = change { true } else { false }
    }
    guard !isForDetached else { return nil }
    switch (answer, request.use) {
    case (.verdict(true), .allowance(.senior, let name)): self = .person(name)
    case (.given(.text(let text)), .script) where request.id == Self.reasonPrompt:
      self = .reason(text)
    default: return nil
    }
  }

  private static let reasonPrompt = "return.reason"
}
