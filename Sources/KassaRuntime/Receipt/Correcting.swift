/// What makes a receipt a correction: the document that it puts right, what was wrong with it, and how
/// far it has come.
///
/// It is two documents in turn: the reverse of the original, then the right one. A power cut between the two
/// leaves the second owed.
package struct Correcting: JSONCoded, Hashable, Sendable {
  /// What was wrong.
  package enum Wrong: String, JSONCoded, CaseIterable, Hashable, Sendable {
    case tender, sum, lines
    /// Nobody paid: the reverse stands alone.
    case unpaid
  }

  /// As it stood when the correction began.
  let original: CorrectedDocument
  let wrong: Wrong
  /// What the right document says; nil where there is none.
  var right: RightDocument?
  /// Whose yes holds for both documents as they are; nil for nobody's.
  var allowed: CorrectionAllowance?
  /// The reverse, once it is issued.
  var reversed: Issued?
}

/// A printed sale with all that a document which puts it right says of it.
package struct CorrectedDocument: JSONCoded, Hashable, Sendable {
  let sale: SoldReceipt
  /// The document as it was frozen.
  let document: JSONText
  /// Its fiscal sign (tag 1077), in decimal.
  let sign: String
  /// The date of its settlement where the till is, "2026-11-26".
  var day: String
}

/// What should have been printed.
struct RightDocument: JSONCoded, Hashable, Sendable {
  var lines: ReceiptLines
  /// Of it in cash; what is not paid otherwise either, cards paid.
  var cash: Money
  /// The slip of card money that no charge of the original shows.
  var slip: CardSlip?
}

/// The slip of a charge that no receipt has, and the terminal that it is of.
package struct CardSlip: JSONCoded, Hashable, Sendable {
  let terminal: TerminalReference
  let use: SlipUse
}

/// Somebody's yes to a correction as it stands.
package struct CorrectionAllowance: JSONCoded, Hashable, Sendable {
  /// Who stood at the till.
  let by: String
  /// Who said yes beside them by a PIN; nil for nobody.
  let with: String?
  /// What stands for a second person where nobody else has a PIN here.
  let reason: String?
  /// Whether no senior said so, so that one is shown it.
  let isListed: Bool
  let at: Moment
}

extension Correcting {
  var sale: SoldReceipt { original.sale }

  /// The card money of the right document.
  var rightCard: Money {
    guard let right else { return .zero }
    let others = [TenderKind.prepaid, .credit, .other].reduce(right.cash.kopecks) {
      $0 + sale.paid($1).kopecks
    }
    return Money(checked: max(0, right.lines.sum - others))
  }

  /// What cards paid that no charge of the original shows.
  var cardWithoutCharge: Money { max(rightCard.less(sale.paid(.cashless)), .zero) }

  /// What each tender of the original paid of the right document; a card that is new comes last.
  func rightTenders(_ receipt: String) -> [SoldTender] {
    guard let right else { return [] }
    var (rest, tenders) = (rightCard.kopecks, [SoldTender]())
    for tender in sale.tenders {
      switch tender.kind {
      case .cashless:
        let amount = min(rest, tender.paid.kopecks)
        rest -= amount
        tenders.append(tender.paying(Money(checked: amount)))
      case .cash: tenders.append(tender.paying(right.cash))
      case .prepaid, .credit, .other: tenders.append(tender)
      }
    }
    if !sale.tenders.contains(where: { $0.kind == .cash }), right.cash > .zero {
      tenders.append(SoldTender(kind: .cash, paid: right.cash))
    }
    if rest > 0 {
      tenders.append(
        SoldTender(
          kind: .cashless, charge: ChargeKey(receipt: receipt, attempt: 1),
          terminal: right.slip?.terminal, paid: Money(checked: rest)))
    }
    return tenders
  }

  /// By how much the drawer should hold less, or more above zero.
  var drawerMoves: Int64 { (right?.cash.kopecks ?? 0) - sale.paid(.cash).kopecks }
}

extension SoldReceipt {
  /// What tenders of a kind paid of it.
  func paid(_ kind: TenderKind) -> Money {
    Money(checked: tenders.reduce(0) { $1.kind == kind ? $0 + $1.paid.kopecks : $0 })
  }
}

extension SoldTender {
  /// The same with another amount; its terminal knows only the whole charge, which a void would undo.
  fileprivate func paying(_ amount: Money) -> SoldTender {
    guard amount != paid else { return self }
    return SoldTender(
      kind: kind, charge: charge, terminal: terminal, lastFour: lastFour, paid: amount, back: back,
      isInQuestion: isInQuestion, isByDevice: isByDevice, slip: slip)
  }
}

extension Receipt {
  /// Whether it puts a printed document right, or makes up for one that was never issued.
  package var isCorrection: Bool { $correcting || $missing }

  /// What cards paid by it that no charge of a receipt shows.
  var cardWithoutCharge: Money { correcting?.cardWithoutCharge ?? missingCard }

  /// The slip of card money that no charge shows.
  var correctionSlip: CardSlip? { correcting?.right?.slip ?? missing?.slip }

  /// Whether its reverse is issued and its right document is not.
  package var owesDocument: Bool { $correcting && correcting?.reversed != nil && !isPrinted }

  /// The key that its next document has, or had: one a document.
  var printKey: String { owesDocument || isRightPrinted ? id + Self.rightKey : id }

  private var isRightPrinted: Bool { isPrinted && $correcting && correcting?.reversed != nil }

  private static let rightKey = "-right"

  /// The receipt of a document's key.
  static func id(ofKey key: String) -> String {
    key.hasSuffix(rightKey) ? String(key.dropLast(rightKey.count)) : key
  }

  /// What typing the number of a terminal's slip uses up, where it counts as card money of the right document.
  func slip(of terminal: TerminalReference, _ number: String, at: Moment) -> CardSlip {
    CardSlip(
      terminal: terminal,
      use: SlipUse(
        terminal: terminal.id, day: correcting?.original.day ?? missing?.day ?? "",
        number: "\(SlipField.number.rawValue) \(number)", receipt: id, attempt: 1, at: at,
        document: nil))
  }

  /// What it takes of the sale that it puts right, from its first print on: all that was left.
  var correctionRecord: ReturnRecord? {
    guard let correcting, isPrinting || isPrinted || correcting.reversed != nil else { return nil }
    let sale = correcting.sale
    return ReturnRecord(
      sale: sale.receipt, receipt: id,
      lines: sale.lines.compactMap { line in
        line.left.map {
          ReturnedLine(line: line.line, quantity: $0, sum: line.sum.less(line.backSum))
        }
      },
      tenders: sale.tenders.filter { $0.left > .zero }.map {
        ReturnedTender(kind: $0.kind, charge: $0.charge, amount: $0.left)
      }, isCorrection: true)
  }
}
