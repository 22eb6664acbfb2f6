/// A question for the PIN of somebody who says yes, by which a change of the runtime's own comes about.
enum PINQuestion {
  /// What it comes to.
  static let verdict = [
    Returned("right", "boolean?", summary: "Whether the PIN is theirs; only then it counts."),
    Returned("reason", "string?", summary: "\"cancelled\", or a button's id."),
  ]

  /// - Parameters:
  ///   - args: what its words may name, the person as `cashier` among it.
  ///   - asked: which prompts about money it asks; nil where it asks about none.
  ///   - move: the way that money is to go back instead of its own.
  static func ask(
    _ use: AnswerUse, _ args: [String: Value], _ call: borrowing Call, _ port: any FlowPort,
    asked: MoneyPrompts.Asked? = nil, move: AskedMove? = nil
  ) throws(ScriptError) -> Reply {
    var request = try PromptFields.request(
      call, port, .init(kind: .secret(rule: PromptModule.pinRule), use: use, asked: asked)
    ).cancellable(args: args)
    request.move = move
    return try call.wait(port, .prompt(request))
  }
}
