import KassaRuntime

/// What a front end has seen, and what it may be shown next.
struct WorkloadWatch: Sendable {
  /// What must never be shown.
  let secrets: [String]
  /// Since the last audit: prompts by number and id, papers by their document.
  private(set) var shown: [(number: Int, id: String)] = []
  private(set) var papers: [Int] = []
  /// How often the prompt that stands has refused an answer.
  private(set) var refusals = 0
  /// The prompt seen last, and whether its answer was given.
  private var stood: (prompt: Prompt, isAnswered: Bool)?

  init(secrets: [String]) { self.secrets = secrets }

  /// Sees a prompt: it is what stood before or follows its answer, and no secret is in it.
  ///
  /// - Returns: whether it is asked again because the last answer did not count.
  /// - Throws: `Violation`.
  mutating func see(_ prompt: Prompt) throws(Violation) -> Bool {
    try lookForSecrets(in: "\(prompt)", "prompt \(prompt.id)")
    // The till's own questions are no entries, and come between the others.
    if prompt.isOfTheTill { return false }
    shown.append((prompt.number, prompt.id))
    if let stood { try compare(prompt, with: stood) }
    let isRepeated = refusals > 0 && stood?.prompt.number == prompt.number
    if !isRepeated { refusals = 0 }
    stood = (prompt, false)
    return isRepeated
  }

  private func compare(
    _ prompt: Prompt, with stood: (prompt: Prompt, isAnswered: Bool)
  ) throws(Violation) {
    let before = stood.prompt
    guard prompt.number >= before.number else {
      throw Violation("another prompt", "prompt \(prompt.number) follows \(before.number)")
    }
    guard prompt.number == before.number || stood.isAnswered else {
      throw Violation("another prompt", "«\(before.id)» stood, and «\(prompt.id)» is asked now")
    }
    guard prompt.number != before.number || prompt.isSameQuestion(as: before) else {
      throw Violation(
        "another prompt",
        "number \(prompt.number) was \(before.inShort), and is \(prompt.inShort) after a restart")
    }
  }

  mutating func see(_ paper: Paper) throws(Violation) {
    papers.append(paper.number)
    try lookForSecrets(in: paper.lines.joined(separator: "\n"), "the paper of \(paper.number)")
  }

  func lookForSecrets(in text: String, _ place: String) throws(Violation) {
    for secret in secrets where text.contains(secret) {
      throw Violation("secret", "«\(secret)» is shown in \(place)")
    }
  }

  mutating func answered() { stood?.isAnswered = true }
  mutating func refused() { refusals += 1 }
  mutating func audited() { (shown, papers) = ([], []) }
}

extension Prompt {
  /// Nobody waits for anything here.
  var isAtRest: Bool {
    if case .sale(let view) = kind { return view.lines.isEmpty }
    return isSignIn
  }

  var isSignIn: Bool {
    id == "sign_in.name" || id == "sign_in.pin" || id == "sign_in.new_pin"
  }

  /// Whether a restart shows it so; its words may tell how old the question is.
  fileprivate func isSameQuestion(as other: Prompt) -> Bool {
    id == other.id && kind == other.kind && buttons.map(\.id) == other.buttons.map(\.id)
  }

  fileprivate var inShort: String { "«\(id)» \(buttons.map(\.id)) \(kind)" }
}
