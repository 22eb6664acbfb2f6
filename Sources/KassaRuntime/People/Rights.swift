/// What a cashier may do to a receipt alone, and from where on somebody else says yes.
///
/// They judge what a person asks for, and never what a script does by itself. Once money was taken for the
/// receipt no limit leaves anything to the cashier alone.
package struct Rights: JSONCoded, Hashable, Sendable {
  /// What a person asks for.
  enum Act: String, JSONCoded, CaseIterable, Sendable {
    case discount, clear, remove, returns, cashOut = "cash_out", corrections
  }

  /// Who may do an act, and up to where anybody may.
  struct Right: JSONCoded, Hashable, Sendable {
    var role = Role.senior
    /// In hundredths of a percent of a line for a discount, else in kopecks; nil is no limit.
    var above: Int64?
    /// Of returns, how much of them a shift has in kopecks without anybody else's yes; nil is no limit.
    var shift: Int64?
    /// Of returns, whether a card's money may go back in cash; nil for no.
    var otherTender: Bool?
    /// Of corrections, whether one makes up for a receipt that was paid in a shift since closed; nil for
    /// yes, and for no in flows of older programs.
    ///
    /// See `FlowStart.holdsMatters`. Which of both the tax office wants is unverified, so it is a setting.
    var late: Bool?
  }

  var discount = Right(above: 10_00)
  var clear = Right(above: 3_000_00)
  var remove = Right()
  /// Nil where none goes back without a senior's yes.
  var returns: Right?
  /// Absent for its default, as in journals before there was any.
  var cashOut: Right?
  /// Absent for its default, as in journals before there was any.
  var corrections: Right?

  subscript(act: Act) -> Right {
    get {
      switch act {
      case .discount: discount
      case .clear: clear
      case .remove: remove
      case .returns: returns ?? Right()
      case .cashOut: cashOut ?? Right(above: 0)
      case .corrections: corrections ?? Right(above: 0)
      }
    }
    set {
      switch act {
      case .discount: discount = newValue
      case .clear: clear = newValue
      case .remove: remove = newValue
      case .returns: returns = newValue
      case .cashOut: cashOut = newValue
      case .corrections: corrections = newValue
      }
    }
  }
}

extension Rights {
  /// An act that the cashier alone may not do.
  struct Asked: Hashable, Sendable {
    let act: Act
    let role: Role
    /// The line it is about; nil for the whole receipt.
    let line: Line?
    /// How far it goes, in kopecks; nil of cash and of a correction, which are shown whole.
    var extent: Int64?
    /// All that would be taken off it then; nil for another act.
    var discount: Money?
    /// Cash that would leave the drawer.
    var cash: CashAsked?
    /// Whether it takes somebody else than stands here, whoever that is.
    var takesSecond = false
  }

  /// What taking cash out asks for; nil where anybody may.
  func asked(by cash: CashAsked) -> Asked? {
    let right = self[.cashOut]
    // What was counted at a closing goes to the safe by the report, which names it.
    guard cash.direction == .outward, cash.isToSafe != true, right.role != .cashier,
      cash.amount.kopecks > right.above ?? .max
    else { return nil }
    return Asked(act: .cashOut, role: right.role, line: nil, cash: cash)
  }

  /// What a yes to `request` asks for that goes beyond what anybody may.
  func asked(by answer: Answer, to request: PromptRequest, on receipt: Receipt) -> Asked? {
    switch (request.kind, request.use, answer) {
    case (.sale, _, _): asked(by: answer, of: receipt).flatMap { receipt.permits($0) ? nil : $0 }
    case (_, .drawer(.cash(let cash)), .button("yes")): asked(by: cash)
    case (_, .correctionConfirmed, .button("yes")): asked(byCorrection: receipt)
    default: nil
    }
  }

  /// What printing the documents of a correction asks for; one that leaves less in the drawer takes two people
  /// whatever a store frees.
  private func asked(byCorrection receipt: Receipt) -> Asked? {
    guard receipt.isCorrection else { return nil }
    let right = self[.corrections]
    let takesSecond = (receipt.correcting?.drawerMoves ?? 0) < 0
    let isBeyond =
      right.role != .cashier
      && (receipt.correcting?.sale.total ?? receipt.total).kopecks > right.above ?? .max
    guard takesSecond || isBeyond else { return nil }
    return Asked(
      act: .corrections, role: isBeyond ? right.role : .cashier, line: nil, takesSecond: takesSecond
    )
  }

  /// What `answer`, given at a sale, asks for that goes beyond what anybody may; nil where nothing does.
  func asked(by answer: Answer, of receipt: Receipt) -> Asked? {
    let isFree = !receipt.hasMoneyInQuestion && receipt.tenders.isEmpty
    func asks(
      _ act: Act, _ extent: Int64, _ line: Line? = nil, discount: Money? = nil
    ) -> Asked? {
      let right = self[act]
      guard right.role != .cashier, extent > 0 else { return nil }
      let isBeyond = isFree ? right.above.map { extent > $0 } ?? false : true
      guard isBeyond else { return nil }
      return Asked(
        act: act, role: right.role, line: line, extent: discount?.kopecks ?? extent,
        discount: discount)
    }
    switch answer {
    case .button("clear"): return asks(.clear, receipt.lines.isEmpty ? 0 : receipt.total.kopecks)
    case .action(.remove(let id)):
      guard let line = receipt.line(id) else { return nil }
      return asks(.remove, line.sum.kopecks, line)
    case .action(.discount(let id, let amount)):
      guard let line = receipt.line(id) else { return nil }
      return asks(.discount, amount.hundredths(of: line.gross), line, discount: amount)
    case .action(.discountShare(let id, let hundredths)):
      guard let line = receipt.line(id) else { return nil }
      let share = try? line.gross.share(UInt64(clamping: hundredths), of: 10_000, rounding: .halfUp)
      return asks(.discount, Int64(hundredths), line, discount: share)
    case .action(.quantity(let id, let quantity)):
      // Fewer is a removal in part; a discount in roubles weighs more on fewer, and a share comes to more of more.
      guard let line = receipt.line(id), let changed = try? line.with(quantity: quantity) else {
        return nil
      }
      let (before, after) = (line.discountHundredths, changed.discountHundredths)
      return asks(.remove, line.sum.kopecks - changed.sum.kopecks, line)
        ?? (after > before || changed.discountAmount > line.discountAmount
          ? asks(.discount, after, line, discount: changed.discountAmount) : nil)
    case .action(.add), .action(.addRow), .action(.search), .action(.typed), .action(.free),
      .action(.contact),
      .button, .amount, .count,
      .text, .cancel:
      return nil
    }
  }
}

extension Rights {
  /// Whether whoever is signed in may give back so much in kopecks alone, after `freed` in this shift.
  func frees(return kopecks: Int64, after freed: Int64) -> Bool {
    guard let returns else { return false }
    if returns.role == .cashier { return true }
    guard let above = returns.above, kopecks <= above else { return false }
    return returns.shift.map { freed + kopecks <= $0 } ?? true
  }
}

extension Receipt {
  /// Whether somebody has said yes to that discount, or to a larger one of that line; what is taken off the receipt
  /// takes a yes each time.
  fileprivate func permits(_ asked: Rights.Asked) -> Bool {
    guard let discount = asked.discount else { return false }
    return (permitted ?? []).contains { $0.line == asked.line?.id && discount <= $0.most }
  }

  fileprivate func line(_ id: Int) -> Line? { lines.index(of: id).map { lines[$0] } }
}

extension Line {
  /// What its discount is of its price, in hundredths of a percent.
  fileprivate var discountHundredths: Int64 { discountAmount.hundredths(of: gross) }
}

extension Money {
  /// What it is of `whole`, in hundredths of a percent, any rest up; of nothing, nothing.
  fileprivate func hundredths(of whole: Money) -> Int64 {
    guard whole > .zero, self > .zero else { return 0 }
    let (product, overflows) = kopecks.multipliedReportingOverflow(by: 10_000)
    return overflows ? 10_000 : (product + whole.kopecks - 1) / whole.kopecks
  }
}

extension Rights: CustomStringConvertible {
  /// Who may do what, in one line.
  package var description: String {
    Act.allCases.map { act in
      let right = self[act]
      guard right.role != .cashier else { return "\(act.rawValue): the cashier" }
      let limit =
        switch (act, right.above) {
        case (.returns, nil): "always"
        case (_, nil): "once money was taken"
        case (.cashOut, 0), (.corrections, 0): "at all"
        case (.discount, let above?): "above \(Self.percent(above)) of a line"
        case (_, let above?): "above \(Money(checked: above))"
        }
      return "\(act.rawValue) \(limit): a \(right.role.rawValue)"
    }.joined(separator: "; ")
  }

  private static func percent(_ hundredths: Int64) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100)" + (rest == 0 ? "" : ".\(rest.padded(digits: 2))") + " %"
  }
}
