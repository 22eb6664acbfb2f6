/// Which terminal a charge went to, and why.
package struct TerminalChoice: Hashable, Sendable {
  /// A rule that was looked at.
  package struct Rule: Hashable, Sendable {
    package let name: String
    package let held: Bool
    /// As a trace has it: "amount", "time", "chosen".
    package let why: String
  }

  /// As the cashier calls it, and what it was made from.
  package let terminal: String
  package let provider: String
  /// The rule that chose it, or "only", "by_hand".
  package let rule: String
  package let rules: [Rule]
  package let amount: Money
}

extension Attempt {
  package var choice: TerminalChoice {
    TerminalChoice(
      terminal: terminal.name, provider: terminal.provider, rule: reason,
      rules: (trace.list ?? []).map {
        TerminalChoice.Rule(
          name: $0["rule"].string ?? "", held: $0["held"].bool == true, why: $0["why"].string ?? "")
      }, amount: amount)
  }
}
