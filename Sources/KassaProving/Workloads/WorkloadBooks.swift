import KassaRuntime

/// What a cashier answers about receipts that are printed: which one, what of it, what was wrong.
struct WorkloadBooks: Sendable {
  /// The number of the receipt that was printed last.
  private var last = 0
  private var givesBack = false
  private var looksUp = false
  /// How often each prompt was met since goods were last asked for: nobody says the same for ever.
  private var met: [String: Int] = [:]

  private static let patience = 3

  mutating func begin(_ workload: Workload) {
    (givesBack, looksUp, met) = (workload.givesBack, workload.looksUp, [:])
  }

  mutating func see(_ document: Int) { last = document }

  /// What goes on where the workload gives money back or looks receipts up, and what leaves where it does not.
  mutating func plain(_ prompt: Prompt) -> Answer? {
    if prompt.id == "sale" { met = [:] }
    let isReturn = prompt.id.hasPrefix("return.")
    guard isReturn || prompt.id.hasPrefix("document.") || prompt.id.hasPrefix("correction.") else {
      return nil
    }
    met[prompt.id, default: 0] += 1
    let isTired = met[prompt.id] ?? 0 > Self.patience
    if isTired || !(isReturn ? givesBack : looksUp) { return Self.left(prompt) }
    return goingOn(prompt)
  }

  private static func left(_ prompt: Prompt) -> Answer? {
    if prompt.mayCancel { return .cancel }
    return button(of: prompt, ["back"])
  }

  private func goingOn(_ prompt: Prompt) -> Answer? {
    switch prompt.id {
    case "return.find", "document.find": .text("\(last)")
    case "return.lines": Self.button(of: prompt, ["go", "all"])
    case "return.quantity": Self.button(of: prompt, ["whole"])
    case "return.declined": Self.button(of: prompt, ["stop"])
    case "return.unfinished": Self.button(of: prompt, ["aside"])
    case "return.not_ready", "correction.not_ready": Self.button(of: prompt, ["again"])
    case "document.shown": Self.button(of: prompt, ["back"])
    case "correction.lines": Self.button(of: prompt, ["go"])
    case "correction.goods": Self.button(of: prompt, ["go"]) ?? .text("199,50 Кофе")
    case "correction.day": .text("12.01.2026")
    default: nil
    }
  }

  /// The first of these buttons that the prompt has.
  private static func button(of prompt: Prompt, _ wanted: [String]) -> Answer? {
    let ids = prompt.buttons.map(\.id)
    return wanted.first(where: ids.contains).map { .button($0) }
  }

  /// Any receipt that was printed, where one is asked for.
  func whim(_ prompt: Prompt, _ numbers: inout SplitMix64) -> Answer? {
    guard ["return.find", "document.find"].contains(prompt.id), last > 0 else { return nil }
    return .text("\(1 + numbers.below(last))")
  }
}
