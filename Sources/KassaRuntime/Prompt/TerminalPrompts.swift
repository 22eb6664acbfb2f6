/// The prompts by which a person changes what terminals a till has.
enum TerminalPrompts {
  /// Each shows a line of the runtime's own, and its answer allows one change.
  static let ids: Set<String> = lists.union([
    "terminals.which", "terminals.name", "terminals.purpose",
    "terminals.setting", "terminals.setting.yes_no", "terminals.address", "terminals.edit",
    "terminals.hour", "terminals.remove",
  ])

  /// Only what a long press on a row offers is a change there, or «Использовать по умолчанию» under them; the row
  /// itself leads on.
  private static let lists: Set = [
    "terminals.list", "terminals.provider", "terminals.chosen", "terminals.exists",
  ]

  /// Whether `answer` to `request` is somebody's yes to a change.
  static func isYes(_ answer: Answer, to request: PromptRequest) -> Bool {
    guard ids.contains(request.id) else { return false }
    if lists.contains(request.id) {
      guard case .button(let id) = answer else { return false }
      return id == "mark" || (request.menus ?? [:]).values.contains { $0.contains(id) }
    }
    return switch answer {
    case .cancel, .button("no"), .button("back"): false
    case .button, .amount, .text, .action, .count: true
    }
  }
}
