/// The prompts by which a person changes what terminals a till has.
enum TerminalPrompts {
  /// Each shows a line of the runtime's own, and its answer allows one change.
  static let ids: Set = [
    "terminals.exists", "terminals.which", "terminals.name", "terminals.purpose",
    "terminals.setting", "terminals.setting.yes_no", "terminals.address", "terminals.edit",
    "terminals.remove",
  ]

  /// Whether `answer` to `request` is somebody's yes to a change.
  static func isYes(_ answer: Answer, to request: PromptRequest) -> Bool {
    guard ids.contains(request.id) else { return false }
    return switch answer {
    case .cancel, .button("no"), .button("back"): false
    case .button, .amount, .text, .action, .count: true
    }
  }
}
