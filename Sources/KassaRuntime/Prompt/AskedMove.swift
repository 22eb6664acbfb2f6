/// What a yes to another way is asked for: how much of what, and where it goes then.
package struct AskedMove: JSONCoded, Hashable, Sendable {
  let charge: ChargeKey
  let amount: Money
  /// Nil for in cash.
  let terminal: TerminalReference?
}
