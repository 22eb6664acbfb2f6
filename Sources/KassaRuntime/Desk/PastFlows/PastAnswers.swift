/// Answers of a journal, as another script's prompts can take them.
enum PastAnswers {
  /// What was said, as an answer to `prompt`; nil where it is none.
  ///
  /// Whoever paid what was due pays what is due now, and a slip that showed the charge shows it now.
  static func fitted(
    _ said: PastRecord.Said, to prompt: Prompt, _ before: Prompt, _ request: PromptRequest,
    _ receipt: Receipt
  ) -> RecordedAnswer? {
    switch said.answer {
    case .verdict, .duplicate: return said.answer
    case .given(let answer):
      let answer = fitted(answer, said, prompt, before, request, receipt)
      do throws(AnswerError) { try prompt.check(answer) } catch { return nil }
      return .given(answer: answer)
    }
  }

  private static func fitted(
    _ answer: Answer, _ said: PastRecord.Said, _ prompt: Prompt, _ before: Prompt,
    _ request: PromptRequest, _ receipt: Receipt
  ) -> Answer {
    switch answer {
    case .amount(let amount):
      switch request.use {
      case .slipAmount where amount == said.charge:
        return .amount(receipt.openAttempt?.amount ?? amount)
      case .cashReceived where amount == said.due || amount < receipt.due && amount > said.due:
        return .amount(receipt.due)
      default: return answer
      }
    case .button(let id):
      guard prompt.label(of: id) == nil else { return answer }
      let old = before.buttons.first { $0.id == id }
      let same = prompt.buttons.first { $0.label == old?.label }
      return .button(same?.id ?? id)
    case .text, .action, .count, .cancel: return answer
    }
  }

  /// Every kind of answer to a prompt that nobody has answered, the likeliest first.
  static func all(to prompt: Prompt, _ request: PromptRequest) -> [RecordedAnswer] {
    var answers: [Answer] = []
    let buttons = prompt.buttons.filter { !$0.isWayOut }.map { Answer.button($0.id) }
    switch prompt.kind {
    case .tell, .confirm, .outcome: answers = buttons
    case .choose:
      let usual = prompt.defaultButton.map { [Answer.button($0)] } ?? []
      answers = usual + buttons.filter { !usual.contains($0) }
    case .amount(let rule): answers = [.amount(rule.offered.first ?? rule.least)] + buttons
    case .text(let rule): answers = rule.narrows ? buttons : [.text(rule.example)] + buttons
    case .secret: return [.verdict(right: true)]
    case .count: answers = [.count([:])] + buttons
    case .sale: return []
    }
    if prompt.mayCancel { answers.append(.cancel) }
    return answers.map { .given(answer: $0) }
  }
}

extension TextRule {
  /// A text that this rule takes.
  package var example: String {
    switch format {
    case .contact: "+79991234567"
    case .free, .digits, .code: String(repeating: "1", count: max(1, least))
    }
  }
}

extension PromptKind {
  /// As scenarios name it.
  package var name: String {
    switch self {
    case .tell: "tell"
    case .confirm: "confirm"
    case .choose: "choose"
    case .amount: "amount"
    case .text: "text"
    case .secret: "secret"
    case .outcome: "outcome"
    case .sale: "sale"
    case .count: "count"
    }
  }
}
