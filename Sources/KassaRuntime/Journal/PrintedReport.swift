import GRDB

/// A report of a shift that was printed, as a journal has it.
package struct PrintedReport: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case opening, closing, interim
  }

  /// The entry that has its paper.
  let entry: Int
  /// The fiscal document's number (tag 1040); of an interim report, which is none, its entry's below zero.
  let document: Int
  let kind: Kind
  let at: Moment
}

extension PrintedReport {
  /// What somebody looks for a report by.
  enum Wanted: Hashable, Sendable {
    case document(Int)
    case kind(Kind)

    /// A document's number, or the letter of a report's name in either layout; nil for none.
    init?(_ text: String) {
      let text = text.trimmed.lowercased()
      switch text {
      case "z", "з", "я": self = .kind(.closing)
      case "x", "х", "ч": self = .kind(.interim)
      default:
        let digits = text.drop { $0 == "№" || $0 == "#" || $0 == " " }
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let number = Int(digits) else {
          return nil
        }
        self = .document(number)
      }
    }
  }

  /// Gives `body` each report that was printed after an entry.
  static func forEach(
    after first: Int, _ journal: Database, _ body: (PrintedReport) throws -> Void
  ) throws {
    let format1 = try JournalQueries.format1Until(journal)
    let rows = try Row.fetchCursor(
      journal,
      sql: """
        SELECT * FROM entry WHERE number > ? AND kind = 'device'
        AND (number <= ? OR instr(body, CAST('"shiftOpened"' AS BLOB))
          OR instr(body, CAST('"shiftClosed"' AS BLOB))
          OR instr(body, CAST('"drawerSeen"' AS BLOB)))
        ORDER BY number
        """, arguments: [first, format1])
    while let row = try rows.next() {
      let row = try JournalRow(row, format1Until: format1)
      guard case .device(let outcome) = try row.entry(), let paper = outcome.paper,
        let kind = Kind(paper.kind)
      else { continue }
      try body(
        PrintedReport(
          entry: row.number, document: kind == .interim ? -row.number : paper.number, kind: kind,
          at: row.at))
    }
  }
}

extension PrintedReport.Kind {
  fileprivate init?(_ kind: Paper.Kind) {
    switch kind {
    case .shiftOpening: self = .opening
    case .shiftClosing: self = .closing
    case .shiftInterim: self = .interim
    case .receipt, .copy: return nil
    }
  }
}

extension Journal {
  /// More than a person looks through.
  private static let reportsMax = 20

  /// The reports that somebody may mean by `text`, the newest first.
  func reports(_ text: String) throws(JournalError) -> [PrintedReport] {
    guard let wanted = PrintedReport.Wanted(text) else { return [] }
    return try reading { _, index in try index.reports(wanted, max: Self.reportsMax) }
  }

  /// The paper of a report by the number that `PrintedReport` has, line by line; nil where there is none.
  ///
  /// - Parameter entry: the one that has its paper; nil for the newest of that number.
  func report(_ document: Int, _ entry: Int?) throws(JournalError) -> [String]? {
    try reading { journal, index in
      let all = try index.reports(.document(document), max: Self.reportsMax)
      guard let found = all.first(where: { entry ?? $0.entry == $0.entry }),
        case .device(let outcome)? = try JournalQueries.row(found.entry, journal)?.entry()
      else { return nil }
      return outcome.paper?.lines
    }
  }
}
