/// A printed sale as its journal has it: what a return gives back, whatever became of goods and prices.
///
/// What went back of it, or may have, is counted as given.
package struct SoldReceipt: JSONCoded, Hashable, Sendable {
  /// Its receipt's id.
  let receipt: String
  /// The fiscal document's number (tag 1040).
  package let document: Int
  var at: Moment
  var total: Money
  let taxation: TaxationSystem
  let soldBy: SoldBy
  var lines: [SoldLine]
  var tenders: [SoldTender]
  /// Whether another document put it right, or may have; nil for no.
  var isCorrected: Bool?
  /// What is known of a sale that this journal does not have; nil for one of its own.
  var other: OtherSale?
  /// The fiscal memory that it was printed in (tag 1041); nil where a flow of an older program kept none.
  var memory: String?
}

/// A sale of another till, or one of which there is no paper: what somebody says of it.
struct OtherSale: JSONCoded, Hashable, Sendable {
  /// The day of the sale where the till is, "2026-11-26".
  let day: String
  /// Why it goes back here, in the cashier's words.
  let reason: String
  /// What may still go back by its paper, as far as this till knows; nil where there is none.
  let most: Money?
  /// Whether this till's registrar printed it, before its journal began; nil for no.
  var isEarlier: Bool?
  /// What its QR code says beside memory and number; nil where there is none, and of older programs.
  var paper: PaperWords?

  /// How such a sale is called of which there is no paper, beside the id of the return that was first.
  static let withoutPaper = "other-"
}

/// What the QR code of a paper says beside its fiscal memory and number: another code with these is no other sale.
struct PaperWords: JSONCoded, Hashable, Sendable {
  let total: Money
  /// "2026-11-26 14:05".
  let at: String
  /// Its fiscal sign (tag 1077).
  let sign: String
}

/// Whose sale it was, as its document says (tags 1048, 1018, 1009, 1187).
struct SoldBy: JSONCoded, Hashable, Sendable {
  let name: String
  let inn: String
  let address: String
  let place: String
}

/// One line of a printed sale.
struct SoldLine: JSONCoded, Hashable, Sendable {
  /// Its id on the receipt.
  let line: Int
  let item: Item
  /// What was paid for it.
  let sum: Money
  /// How much of it went back or is in question, in millionths of its measure.
  var back: Int64 = 0
  /// What that came to.
  var backSum = Money.zero
}

/// What one tender paid of a printed sale: a charge, or one of the other kinds.
struct SoldTender: JSONCoded, Hashable, Sendable {
  let kind: TenderKind
  /// Of card money, the charge and the terminal that took it.
  var charge: ChargeKey?
  var terminal: TerminalReference?
  var lastFour: String?
  /// When its terminal was asked for it, and for how much: so it knows the charge.
  var since: Moment?
  var asked: Money?
  var paid: Money
  /// What went back by it or is in question.
  var back = Money.zero
  /// Whether nobody knows yet of a refund of it what became of it; nil for no.
  var isInQuestion: Bool?
  /// Whether its terminal itself said that it took the money; nil for by a person's word.
  var isByDevice: Bool?
  /// What of its slip was typed that a void's shows again, by field; nil for nothing.
  var slip: [String: String]?
  /// What its slip was found to show once it was printed; nil for nothing else than it paid.
  var found: FoundAmount?
}

/// Another amount than its receipt has, which the slip of a printed charge was found to show.
struct FoundAmount: JSONCoded, Hashable, Sendable {
  let taken: Money
  /// Whether a senior has seen to the rest, or to what was too much; nil for not yet.
  let isSeen: Bool?
}

extension SoldLine {
  /// What can still go back of it; nil for nothing.
  var left: Quantity? {
    let rest = item.quantity.millionths - back
    do { return try Quantity(millionths: rest) } catch { return nil }
  }

  /// What so much of it comes to, after what has gone back; nil where less is left.
  ///
  /// Parts are cumulative, half a kopeck up, so the last one ends at what was paid for the line.
  func part(_ quantity: Quantity) -> Money? {
    let until = back + quantity.millionths
    guard until <= item.quantity.millionths,
      let whole = try? sum.share(
        UInt64(until), of: UInt64(item.quantity.millionths), rounding: .halfUp)
    else { return nil }
    return max(whole.less(backSum), .zero)
  }
}

extension SoldTender {
  /// What it can still give back: no more than its terminal took.
  var left: Money { max(taken.less(back), .zero) }

  /// What of the receipt its terminal took; of a charge that took less the rest is missing until a senior has
  /// seen to it.
  private var taken: Money { found.map { $0.isSeen == true ? paid : min(paid, $0.taken) } ?? paid }

  /// Whether less was taken than it paid, and nobody has seen to that.
  var isShort: Bool { taken < paid }
}

/// What a return takes of its sale: reserved from its first attempt or its print on, and gone with it
/// where nothing comes of it.
package struct ReturnRecord: JSONCoded, Hashable, Sendable {
  /// The receipt's id of the sale, and the return's own.
  let sale: String
  let receipt: String
  let lines: [ReturnedLine]
  let tenders: [ReturnedTender]
  /// Whether it is a correction, which leaves nothing of its sale; nil for a return.
  var isCorrection: Bool?
  /// What the sale's paper said, where this journal does not have it; nil elsewhere, and of older programs.
  var paper: PaperWords?
}

struct ReturnedLine: JSONCoded, Hashable, Sendable {
  let line: Int
  let quantity: Quantity
  let sum: Money
}

struct ReturnedTender: JSONCoded, Hashable, Sendable {
  let kind: TenderKind
  let charge: ChargeKey?
  let amount: Money
  /// Whether nobody knows yet what became of it; nil where it is known.
  var isInQuestion: Bool?
}

extension SoldReceipt {
  /// The card charges of which nothing went back.
  var cards: [SoldTender] { tenders.filter { $0.charge != nil && $0.back == .zero } }

  /// By which what cash paid goes back on a terminal: no charge has that number.
  var cashKey: ChargeKey { ChargeKey(receipt: receipt, attempt: 0) }

  /// Whether more went back by its tenders than of its lines.
  var hasStrayRefund: Bool {
    tenders.reduce(0) { $0 + $1.back.kopecks } > lines.reduce(0) { $0 + $1.backSum.kopecks }
  }

  /// What a refund gives back of it.
  func tender(of refund: Attempt) -> SoldTender? {
    refund.operation.refunded.flatMap { tender($0) }
  }

  /// What a refund under that key gives back.
  func tender(_ key: ChargeKey) -> SoldTender? { index(of: key).map { tenders[$0] } }

  func index(of key: ChargeKey) -> Int? {
    tenders.firstIndex { key == cashKey ? $0.kind == .cash : $0.charge == key }
  }

  /// Counts what a return took of it.
  mutating func take(_ record: ReturnRecord) {
    if record.isCorrection == true { isCorrected = true }
    for returned in record.lines {
      guard let index = lines.firstIndex(where: { $0.line == returned.line }) else { continue }
      lines[index].back += returned.quantity.millionths
      lines[index].backSum = Money(
        checked: min(
          lines[index].sum.kopecks, lines[index].backSum.kopecks + returned.sum.kopecks))
    }
    for returned in record.tenders {
      let index =
        returned.charge.flatMap { self.index(of: $0) }
        ?? tenders.firstIndex { $0.kind == returned.kind && $0.charge == returned.charge }
      guard let index else { continue }
      tenders[index].back = Money(
        checked: min(
          tenders[index].paid.kopecks, tenders[index].back.kopecks + returned.amount.kopecks))
      if returned.isInQuestion == true { tenders[index].isInQuestion = true }
    }
  }
}

extension SoldReceipt {
  /// The same as it would have been printed so many milliseconds earlier.
  package func older(by milliseconds: Int64) -> SoldReceipt {
    var older = self
    older.at = at.adding(milliseconds: -milliseconds)
    return older
  }
}
