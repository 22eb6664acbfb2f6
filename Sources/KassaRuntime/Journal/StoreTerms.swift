/// What a store says of its sales that holds whatever becomes of its script: data, kept with every
/// flow that starts.
struct StoreTerms: JSONCoded, Hashable, Sendable {
  /// What terminals can be made from, with their limits and what a slip must prove.
  var providers: [Provider] = []
  var people: [Person] = []
  /// Where each of the store's hooks stands, by its name: "leto/store.lua:12".
  var hooks: [String: String] = [:]
  /// Who may go on past a guard that did not finish; a senior unless told.
  var lifter: Role?
  /// What a cashier may not do alone; older programs kept none.
  var rights: Rights?
}

extension StoreTerms {
  /// The hooks that may keep money from being taken, or a shift from being closed by hand.
  static let guards = [beforePayment, beforeShiftClose]
  static let beforePayment = "before_payment"
  static let beforeShiftClose = "before_shift_close"

  /// What a flow of that level can make terminals from.
  ///
  /// Without the store's code none is offered that the stock library lacks or whose limit is code.
  func providers(at level: FlowLevel) -> [Provider] {
    level == .store ? providers : providers.filter(\.needsNoCode)
  }
}

/// A guard that somebody who is not entitled to it went on past, kept until a senior has seen it.
struct GuardLift: JSONCoded, Hashable, Sendable {
  let name: String
  let receipt: String
  let cashier: String
  let at: Moment
}
