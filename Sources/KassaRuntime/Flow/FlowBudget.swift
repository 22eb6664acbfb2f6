// MARK: - What scripts spend

extension FlowContext {
  /// A person has said something: what scripts may spend is whole again.
  func renew() { spent = Spending() }

  func spend(instructions: Int, microseconds: Int) {
    spent[level].instructions += instructions
    spent[level].microseconds += microseconds
  }

  /// Counts what is about to be done; the words of a fault where it is too much.
  func spend(_ what: WritableKeyPath<Spending.Account, Int>) -> String? {
    spent[level][keyPath: what] += 1
    return Budget.of(level).objection(to: spent[level])
  }

  /// Why no document may be printed before a person says something; nil where one may.
  var objectionToDocument: String? {
    Budget.of(level).objectionToDocument(after: spent[level])
  }

  /// Counts a document that came out, or may have.
  func note(_ outcome: DeviceOutcome) {
    let isUnanswered = outcome.result.dropFirst().first == "unreachable"
    if outcome.paper != nil || isUnanswered { spent[level].documents += 1 }
    spent[level].serviceMilliseconds += outcome.milliseconds ?? 0
  }

  /// The call that `request` comes to; nil where nobody may be made to wait any longer.
  func intent(for request: ServiceRequest) -> ServiceIntent? {
    let left = Budget.of(level).serviceMilliseconds - spent[level].serviceMilliseconds
    guard left > 0 else { return nil }
    return ServiceIntent(
      request, number: (services?.last ?? 0) + 1, receipt: receipt.id, at: now,
      milliseconds: min(left, Self.serviceMillisecondsMax))
  }

  /// How long one call may take.
  private static let serviceMillisecondsMax = 3_000

  /// What is left of the budget for the next step.
  var left: (instructions: Int, microseconds: Int) {
    let (budget, spent) = (Budget.of(level), spent[level])
    return (
      max(1, budget.instructions - spent.instructions),
      max(0, budget.microseconds - spent.microseconds)
    )
  }
}
