/// A correction as the report of its shift names it.
package struct NotedCorrection: JSONCoded, Hashable, Sendable {
  /// The document that was put right; nil where there was none.
  package let original: Int?
  /// By how much cash and cards are more by it than the original says, below zero less; in kopecks.
  package let cash: Int64
  package let card: Int64
  package let by: String
  package let with: String?
  package let reason: String?
  /// Of a sale that had no document the statement that stands for one; nil elsewhere, and of older programs.
  var statement: Statement?

  struct Statement: JSONCoded, Hashable, Sendable {
    /// The day of the sale, "2026-11-26".
    let day: String
    let number: String
    let date: String
  }
}

// What a correction changes of what should be there: only where what it puts right came after the last count
// or settlement, so that a figure which somebody has found already never moves.
extension TillState {
  /// Whether the cash of what a correction puts right was in the drawer when that was counted last.
  func isCounted(_ correction: Receipt) -> Bool {
    // Its cash lay there as that of a receipt set aside, which it is no more.
    guard !correction.isLate else { return false }
    guard let at = correction.soldAt, let count = drawer.counted else { return false }
    return at <= count.at
  }

  /// Notes a correction whose documents are all issued.
  mutating func note(_ receipt: Receipt) {
    guard let allowed = receipt.correcting?.allowed ?? receipt.missing?.allowed,
      let soldAt = receipt.soldAt
    else { return }
    let (right, sale) = (receipt.rightTenders, receipt.correcting?.sale)
    func moved(_ kind: TenderKind) -> Int64 {
      right.reduce(0) { $1.kind == kind ? $0 + $1.paid.kopecks : $0 }
        - (sale?.paid(kind).kopecks ?? 0)
    }
    let noted = NotedCorrection(
      original: sale?.document, cash: moved(.cash), card: moved(.cashless), by: allowed.by,
      with: allowed.with, reason: allowed.reason,
      statement: holdsPeriods ? receipt.missing?.statement : nil)
    core.shift?.corrected.note(noted, keeping: Self.correctedMax)
    guard keepsCounts else { return }
    // What its slip shows was counted as it was found.
    let found = holdsSlips ? Set(unconfirmed.filter { $0.isWrong == true }.map(\.key)) : []
    if holdsSlips { noteRight(right, of: sale) }
    for moved in receipt.movedCharges where isOpen(moved.terminal.id, soldAt) {
      if let charge = moved.charge, found.contains(charge) { continue }
      change(
        period: moved.terminal.id, moved.terminal.name, at: moved.at, isLate: !moved.isMore
      ) {
        if moved.isMore {
          $0.charges.add(moved.amount)
        } else {
          $0.charges.take(moved.amount, isAll: moved.isAll)
        }
      }
    }
  }

  /// Refuses to put right what a return or a correction is set aside of: what becomes of that is not known.
  func requireNothingAside(of sale: String) throws(ReceiptError) {
    let isAside = parked.values.contains {
      ($0.receipt.back?.sale ?? $0.receipt.correcting?.sale)?.receipt == sale
    }
    let isAlive = unconfirmed.contains { $0.isListed && $0.refunded?.receipt == sale }
    if isAside || isAlive { throw .saleInQuestion }
  }

  private static let correctedMax = 100

  /// Whether what a terminal did then stands in its period.
  private func isOpen(_ terminal: String, _ at: Moment) -> Bool {
    periods[terminal]?.since.map { at > $0 } ?? true
  }
}

/// What a terminal charged more or less than the documents said that a correction puts right.
struct MovedCharge {
  let terminal: TerminalReference
  let amount: Money
  let isMore: Bool
  /// Whether nothing is left of the charge.
  let isAll: Bool
  /// Which it was; nil where the documents had none.
  var charge: ChargeKey?
  /// When its terminal was asked for it, or at the latest.
  let at: Moment
}

extension MissingSale {
  fileprivate var statement: NotedCorrection.Statement? {
    guard isLate != true else { return nil }
    return NotedCorrection.Statement(day: day, number: basis, date: basisDate)
  }
}

extension Receipt {
  /// By how much a correction, all of whose documents are issued, changes what terminals are held to have charged.
  var movedCharges: [MovedCharge] {
    guard let soldAt else { return [] }
    let right = rightTenders
    var moved: [MovedCharge] = (correcting?.sale.tenders ?? []).compactMap { tender in
      let now = right.first { $0.charge == tender.charge }?.paid ?? .zero
      guard tender.kind == .cashless, let terminal = tender.terminal, now < tender.paid else {
        return nil
      }
      return MovedCharge(
        terminal: terminal, amount: tender.paid.less(now), isMore: false, isAll: now == .zero,
        charge: tender.charge, at: tender.since ?? soldAt)
    }
    if cardWithoutCharge > .zero, let terminal = correctionSlip?.terminal {
      moved.append(
        MovedCharge(
          terminal: terminal, amount: cardWithoutCharge, isMore: true, isAll: false, at: soldAt))
    }
    return moved
  }

  /// When the sale was over that a correction is about; nil of any other receipt.
  fileprivate var soldAt: Moment? { correcting?.sale.at ?? missing?.at }

  /// How it was paid, as a correction says.
  fileprivate var rightTenders: [SoldTender] { correcting?.rightTenders(id) ?? missingTenders }
}

extension TerminalPeriod.Tally {
  /// Takes off what was never charged.
  fileprivate mutating func take(_ amount: Money, isAll: Bool) {
    if isAll { count = max(0, count - 1) }
    sum -= amount
  }
}
