/// A payment, refund or void as the till has it on record.
package struct BookedOperation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case charge, refund, void
  }

  /// The number of its receipt.
  package let receipt: Int
  /// The id of its terminal; nil where it was cash.
  package let terminal: String?
  package let kind: Kind
  package let amount: Money
  /// What its receipt took in cash beside it.
  package let cash: Money
  /// Whether the till holds it for done; one that was declined, not run or is in question is not.
  package let counts: Bool
  /// Who was signed in.
  package let person: String?

  package init(
    receipt: Int, terminal: String?, kind: Kind = .charge, amount: Money, cash: Money = .zero,
    counts: Bool = true, person: String? = nil
  ) {
    self.receipt = receipt
    self.terminal = terminal
    self.kind = kind
    self.amount = amount
    self.cash = cash
    self.counts = counts
    self.person = person
  }
}

/// How a terminal's report treats a void (facts differ by bank, so its provider says).
package enum VoidArithmetic: String, JSONCoded, Hashable, Sendable, CaseIterable {
  /// The voided payment leaves «Оплата»: net = Оплата − Возврат.
  case inside
  /// It stays there and the void stands beside it: net = Оплата − Отмена − Возврат.
  case beside
}

/// What a terminal's report shows of each kind of operation; nil is what it does not show.
package struct ReportFigures: Hashable, Sendable {
  package struct Total: Hashable, Sendable {
    package var sum: Money?
    package var count: Int?

    package init(sum: Money?, count: Int?) {
      self.sum = sum
      self.count = count
    }
  }

  package var charges: Total
  package var refunds: Total
  package var voids: Total

  package init(charges: Total, refunds: Total, voids: Total) {
    self.charges = charges
    self.refunds = refunds
    self.voids = voids
  }
}

/// A terminal whose report was typed.
package struct CountedTerminal: Hashable, Sendable {
  package let id: String
  package let voids: VoidArithmetic
  package let report: ReportFigures

  package init(id: String, voids: VoidArithmetic, report: ReportFigures) {
    self.id = id
    self.voids = voids
    self.report = report
  }
}

/// Everything that a count is explained from.
package struct CountedPeriod: Sendable {
  package var terminals: [CountedTerminal]
  /// Since the last settlement of their terminals, in the order they happened.
  package var operations: [BookedOperation]
  /// Those of the periods before, the latest last: what a report may still show.
  package var before: [BookedOperation] = []
  /// Those booked to the periods after, the earliest first.
  package var after: [BookedOperation] = []
  /// What the drawer held more than it should; nil where it was not counted.
  package var drawer: Money?

  package init(
    terminals: [CountedTerminal], operations: [BookedOperation], before: [BookedOperation] = [],
    after: [BookedOperation] = [], drawer: Money? = nil
  ) {
    self.terminals = terminals
    self.operations = operations
    self.before = before
    self.after = after
    self.drawer = drawer
  }
}
