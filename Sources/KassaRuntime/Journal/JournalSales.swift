import Foundation
import GRDB

/// Printed sales of a till's own journal, for who gives money back.
extension Journal {
  /// More than a person looks through.
  private static let findsMax = 20

  /// The sales that somebody may mean by `text`, the newest first.
  func sales(_ text: String) throws(JournalError) -> [SoldReceipt] {
    guard !SaleWanted.all(in: text).isEmpty else { return [] }
    let offset = ledger.till.flow?.start.offsetSeconds ?? 0
    return try reading { journal, index in
      try SaleWanted.find(text, max: Self.findsMax) { each, found in
        for printed in try each.find(journal, index, max: Self.findsMax, offset) {
          guard !found.contains(where: { $0.receipt == printed.receipt }),
            let sale = try JournalSales.sale(printed, journal, index, fits: each)
          else { continue }
          found.append(sale)
        }
      }
    }
  }

  /// The sale of that receipt, with what went back of it; nil where there is none.
  func sale(_ receipt: String) throws(JournalError) -> SoldReceipt? {
    try reading { journal, index in
      try index.find(.receipt(receipt), max: 1).first.flatMap {
        try JournalSales.sale($0, journal, index)
      }
    }
  }
}

extension Journal {
  /// Whether a paper is one that this journal need not have, as far as its fiscal memory, number and day tell.
  func standing(of paper: PaperOfMemory) throws(JournalError) -> PaperOfMemory.Standing {
    let offset = ledger.till.flow?.start.offsetSeconds ?? 0
    // Whether it is that print's, its registrar has to say first.
    if ledger.till.isPrinting(in: paper.memory) { return .inQuestion }
    return try reading { journal, index in
      guard let first = try index.first(inMemory: paper.memory) else { return .other }
      guard try index.reports(.document(paper.document), max: 1).isEmpty,
        try !index.hasPrinted(paper.document, inMemory: paper.memory)
      else { return .shouldBeHere }
      if paper.document < first.document, paper.isPrinted(by: first.at, offset) { return .missing }
      let isMissing = try JournalSales.isMissing(paper, offset, journal, index)
      return isMissing ? .missing : .shouldBeHere
    }
  }

  /// What returns here took of a sale, whoever sold it; nil where its paper said something else then.
  func givenBack(_ sale: String, _ words: PaperWords? = nil) throws(JournalError) -> Int64? {
    try reading { journal, _ in
      let returns = try JournalReturns.of(sale, journal)
      if let words, returns.contains(where: { $0.paper.map { $0 != words } ?? false }) {
        return nil
      }
      return returns.flatMap(\.tenders).reduce(0) { $0 + $1.amount.kopecks }
    }
  }
}

extension Journal {
  /// That sale with all that a document which puts it right says of it; nil where there is none.
  func corrected(_ receipt: String) throws(JournalError) -> CorrectedDocument? {
    try reading { journal, index in
      try index.find(.receipt(receipt), max: 1).first.flatMap {
        try JournalSales.corrected($0, journal, index)
      }
    }
  }
}

extension Journal {
  /// The attempt that a slip was accepted for; nil where its receipt was never printed.
  func attempt(of use: SlipUse) throws(JournalError) -> Attempt? {
    try reading { journal, index in
      guard let printed = try index.find(.receipt(use.receipt), max: 1).first,
        let (receipt, _, _) = try JournalSales.rebuilt(printed, journal)
      else { return nil }
      return receipt.attempts.first { $0.id == use.attempt }
    }
  }
}

/// What the code of a paper says of the fiscal memory that it was printed in.
struct PaperOfMemory: Hashable, Sendable {
  /// Tag 1041.
  let memory: String
  /// Tag 1040.
  let document: Int
  /// "2026-11-26".
  let day: String
  let words: PaperWords

  enum Standing {
    /// Nothing here was printed in that memory.
    case other
    /// Printed in it before this journal began, or while it had another one.
    case missing
    /// It has a number of this journal's time, and is none of its documents.
    case shouldBeHere
    /// A receipt of this journal may have been printed in it: nobody knows yet.
    case inQuestion
  }

  fileprivate func isPrinted(by moment: Moment, _ offsetSeconds: Int) -> Bool {
    day <= LocalTime(moment, offsetSeconds: offsetSeconds).date
  }
}

extension TillState {
  /// Whether a receipt was set aside of which nobody knows whether it was printed in that fiscal memory.
  fileprivate func isPrinting(in memory: String) -> Bool {
    parked.values.contains { parked in
      guard case .intended(let intent) = parked.receipt.printing else { return false }
      return intent.memory == memory
    }
  }
}

extension JournalSales {
  /// Whether it is among the documents that the registrar had issued, and this journal did not have, when somebody
  /// saw that it was behind.
  fileprivate static func isMissing(
    _ paper: PaperOfMemory, _ offsetSeconds: Int, _ journal: Database, _ index: JournalIndex
  ) throws -> Bool {
    let format1 = try JournalQueries.format1Until(journal)
    let rows = try Row.fetchCursor(
      journal, sql: "SELECT * FROM entry WHERE kind = 'reconciled' ORDER BY number")
    while let row = try rows.next() {
      let row = try JournalRow(row, format1Until: format1)
      guard case .reconciled(let last) = try row.entry(), paper.document <= last,
        paper.isPrinted(by: row.at, offsetSeconds),
        try index.lastDocument(before: row.number) < paper.document,
        try index.first(after: row.number)?.memory == paper.memory
      else { continue }
      return true
    }
    return false
  }
}

/// What was printed, whatever it does with money.
extension Journal {
  /// The printed receipts that somebody may mean by `text`, the newest first.
  func documents(_ text: String) throws(JournalError) -> [PrintedReceipt] {
    guard !SaleWanted.all(in: text).isEmpty else { return [] }
    let offset = ledger.till.flow?.start.offsetSeconds ?? 0
    return try reading { journal, index in
      try SaleWanted.find(text, max: Self.findsMax) { each, found in
        for printed in try each.find(journal, index, max: Self.findsMax, offset)
        where !found.contains(where: { $0.entry == printed.entry }) && each.means(printed) {
          found.append(printed)
        }
      }
    }
  }

  /// The paper of a printed receipt as it was shown, line by line; nil where there is none.
  ///
  /// - Parameter entry: the one that says it was printed; nil for the newest of that number.
  func paper(_ document: Int, _ entry: Int?) throws(JournalError) -> [String]? {
    try reading { journal, index in
      let all = try index.find(.document(document), max: Self.findsMax)
      guard let printed = all.first(where: { entry ?? $0.entry == $0.entry }) else { return nil }
      return try JournalSales.paper(printed, journal)?.lines
    }
  }
}

enum JournalSales {
  fileprivate static func corrected(
    _ printed: PrintedReceipt, _ journal: Database, _ index: JournalIndex
  ) throws -> CorrectedDocument? {
    guard let sale = try sale(printed, journal, index),
      let (_, intent, issued) = try rebuilt(printed, journal)
    else { return nil }
    return CorrectedDocument(
      sale: sale, document: intent.document, sign: issued.sign, day: "")
  }

  /// A printed sale rebuilt from the entries of its flow, with what went back of it; nil for another
  /// document, or one that `wanted` does not mean.
  static func sale(
    _ printed: PrintedReceipt, _ journal: Database, _ index: JournalIndex,
    fits wanted: SaleWanted? = nil
  ) throws -> SoldReceipt? {
    guard let (receipt, intent, issued) = try rebuilt(printed, journal), !receipt.isReturn else {
      return nil
    }
    let document = try FiscalDocument(json: intent.document.bytes)
    // Of a correction the right document is a sale, and its reverse none.
    guard document.type == .sale else { return nil }
    if case .code(let code) = wanted {
      guard code.total == document.total, String(code.sign) == issued.sign,
        code.fn == intent.memory, code.type == .sale,
        try paper(printed, journal)?.qr.flatMap(SaleWanted.code)?.at ?? code.at == code.at
      else { return nil }
    }
    var sale = SoldReceipt(receipt, document, issued, memory: intent.memory)
    for record in try JournalReturns.of(receipt.id, journal) { sale.take(record) }
    for tender in sale.tenders.indices {
      sale.tenders[tender].found = try sale.tenders[tender].charge.flatMap(index.found)
    }
    return sale
  }

  fileprivate static func paper(_ printed: PrintedReceipt, _ journal: Database) throws -> Paper? {
    guard case .device(let outcome)? = try JournalQueries.row(printed.entry, journal)?.entry()
    else { return nil }
    return outcome.paper
  }

  fileprivate static func rebuilt(
    _ printed: PrintedReceipt, _ journal: Database
  ) throws -> (Receipt, PrintIntent, Issued)? {
    let flow = try Int.fetchOne(
      journal,
      sql: "SELECT max(number) FROM entry WHERE number < ? AND kind = 'flow'",
      arguments: [printed.entry])
    let last = try JournalQueries.format1Until(journal)
    let rows = try Row.fetchAll(
      journal, sql: "SELECT * FROM entry WHERE number BETWEEN ? AND ? ORDER BY number",
      arguments: [flow ?? 0, printed.entry])
    var (ledger, intent) = (Ledger(), PrintIntent?.none)
    for row in rows {
      let row = try JournalRow(row, format1Until: last)
      try ledger.apply(try row.entry(), number: row.number)
      if case .intended(let open)? = ledger.receipt?.printing { intent = open }
    }
    guard let receipt = ledger.receipt, receipt.id == printed.receipt, let intent,
      case .done(let issued) = receipt.printing
    else { return nil }
    return (receipt, intent, issued)
  }
}

extension LocalTime {
  /// Clocks of terminals and watches differ by so many minutes from the till's.
  private static let apart = 10

  /// Whether it is about so many minutes after midnight.
  fileprivate func isAbout(_ minute: Int) -> Bool {
    let distance = abs(hour * 60 + self.minute - minute)
    return min(distance, 24 * 60 - distance) <= Self.apart
  }
}

extension SaleWanted {
  /// So many receipts of one total are looked at for their time.
  private static let sameTotalsMax = 2_000

  /// Whether a receipt of that number is the one of the code.
  fileprivate func means(_ printed: PrintedReceipt) -> Bool {
    if case .code(let code) = self { code.total == printed.total } else { true }
  }

  fileprivate func find(
    _ journal: Database, _ index: JournalIndex, max: Int, _ offsetSeconds: Int
  ) throws -> [PrintedReceipt] {
    switch self {
    case .document(let number): try index.find(.document(number), max: max)
    case .code(let code): try index.find(.document(Int(code.number)), max: max)
    case .total(let total): try index.find(.total(total), max: max)
    case .totalAt(let total, let minute):
      try index.find(.total(total), max: Self.sameTotalsMax)
        .filter { LocalTime($0.at, offsetSeconds: offsetSeconds).isAbout(minute) }
        .prefix(max).map(\.self)
    case .slip(let field, let text):
      try JournalSlips.receipts("\(field.rawValue) \(text)", max: max, journal)
        .flatMap { try index.find(.receipt($0), max: 1) }
    }
  }
}

extension SoldReceipt {
  init(
    _ receipt: Receipt, _ document: FiscalDocument, _ issued: Issued, memory: String
  ) {
    let seller = document.seller
    let cards = receipt.charges.map { charge in
      // Of a charge that took more than counts here a void would give back more.
      let isWhole =
        charge.attempt.over == nil
        && charge.attempt.takenInPart.map { $0 == charge.approval.amount } ?? true
      return SoldTender(
        kind: .cashless, charge: ChargeKey(receipt: receipt.id, attempt: charge.attempt.id),
        terminal: charge.attempt.terminal, lastFour: charge.approval.slip[.lastFour],
        since: isWhole ? charge.attempt.since : nil, asked: charge.attempt.amount,
        paid: charge.approval.amount,
        isByDevice: charge.approval.witness.isDevice ? true : nil,
        slip: charge.approval.slip.repeated)
    }
    let others = [TenderKind.prepaid, .credit, .other, .cash].compactMap { kind in
      let paid = receipt.covered(by: kind)
      return paid > .zero ? SoldTender(kind: kind, paid: paid) : nil
    }
    self.init(
      receipt: receipt.id, document: issued.number, at: issued.at, total: document.total,
      taxation: document.taxation,
      soldBy: SoldBy(
        name: seller.name, inn: seller.inn, address: seller.address, place: seller.place),
      lines: receipt.lines.map { SoldLine(line: $0.id, item: $0.item, sum: $0.sum) },
      tenders: cards + others, memory: memory)
    if receipt.missing != nil, !receipt.isLate { tenders = receipt.missingTenders }
    guard let correcting = receipt.correcting else { return }
    // What went back of the document that it puts right went back of it.
    tenders = correcting.rightTenders(receipt.id).filter { $0.paid > .zero }
    for line in lines.indices {
      guard let sold = correcting.sale.lines.first(where: { $0.line == lines[line].line }) else {
        continue
      }
      (lines[line].back, lines[line].backSum) = (sold.back, sold.backSum)
    }
  }
}
