/// What one terminal took in a shift, as the till counts it; a registrar doesn't know terminals.
package struct TerminalTotal: JSONCoded, Hashable, Sendable {
  /// The terminal as its receipts name it.
  package var title: String
  /// Charges of receipts that were printed.
  package var count: Int
  package var total: Turnover

  package init(title: String, count: Int, total: Turnover) {
    self.title = title
    self.count = count
    self.total = total
  }
}

/// A part of a report that the till counts itself: a heading, and lines below it.
package struct ReportSection: Hashable, Sendable {
  package enum Line: Hashable, Sendable {
    case pair(String, String)
    case note(String)
  }

  let title: String
  private(set) var lines: [Line] = []

  init(_ title: String) { self.title = title }

  /// - Parameter kopecks: below zero too.
  mutating func add(_ name: String, _ kopecks: Int64) {
    lines.append(.pair(name, Money.shown(kopecks)))
  }

  /// The same where there is something.
  mutating func addSome(_ name: String, _ kopecks: Int64) {
    if kopecks != 0 { add(name, kopecks) }
  }

  mutating func note(_ text: String) { lines.append(.note(text)) }
}

extension ReceiptLayout {
  /// A report of the till's own, where its registrar has none.
  package func lines(
    _ title: String, seller: Seller, cashier: String, at: LocalTime, sections: [ReportSection]
  ) -> [String] {
    var paper = PaperLines(width: width)
    for line in banner { paper.centred(line) }
    header(seller, title: title, on: &paper)
    paper.rule()
    paper.pair("КАССИР", cashier)
    paper.text(at.text)
    add(sections, to: &paper)
    for line in banner { paper.centred(line) }
    return paper.lines
  }

  private func add(_ sections: [ReportSection], to paper: inout PaperLines) {
    for section in sections {
      paper.rule()
      paper.centred(section.title)
      for line in section.lines {
        switch line {
        case .pair(let name, let value): paper.pair(name, value)
        case .note(let text): paper.text(text)
        }
      }
    }
  }

  /// A shift report (P229 t.17 and t.32), then the till's own totals and notes.
  ///
  /// - Parameter terminals: what each terminal took, for the cashier to compare with its own
  /// report.
  package func lines(
    _ report: ShiftReport, seller: Seller, terminals: [TerminalTotal] = [],
    sections: [ReportSection] = [], notes: [String] = []
  ) -> [String] {
    var paper = PaperLines(width: width)
    for line in banner { paper.centred(line) }
    header(seller, title: report.kind.title, on: &paper)
    paper.rule()
    identity(report, on: &paper)
    if report.kind != .opening { totals(report, on: &paper) }
    add(sections, to: &paper)
    if !terminals.isEmpty {
      paper.rule()
      paper.centred("ПО ТЕРМИНАЛАМ")
      for terminal in terminals {
        paper.pair("\(terminal.title) (\(terminal.count))", terminal.total.description)
      }
    }
    for note in notes { paper.text(note) }
    for line in banner { paper.centred(line) }
    return paper.lines
  }

  private func identity(_ report: ShiftReport, on paper: inout PaperLines) {
    let moment = report.closedAt ?? report.openedAt
    paper.pair("СМЕНА", String(report.shift))
    paper.pair("КАССИР", report.cashier)
    paper.text(LocalTime(moment, offsetSeconds: report.offsetSeconds).text)
    paper.pair("РН ККТ", report.registrationNumber)
    paper.pair("ФН", report.fn)
    if report.kind != .interim { paper.pair("ФД \(report.number)", "ФП \(report.sign)") }
    paper.pair("ВЕРСИЯ ФФД", report.format.title)
  }

  private func totals(_ report: ShiftReport, on paper: inout PaperLines) {
    paper.rule()
    paper.pair("ЧЕКОВ ЗА СМЕНУ", String(report.receipts))
    paper.pair("ФД ЗА СМЕНУ", String(report.documents))
    paper.pair("НЕПЕРЕДАННЫХ ФД", String(report.unsentDocuments))
    for total in report.totals {
      paper.rule()
      paper.pair("\(total.type.title) (\(total.count))", total.total.description)
      paper.payments(total.payments)
    }
  }
}

extension ShiftReport.Kind {
  var title: String {
    switch self {
    case .opening: "ОТЧЕТ ОБ ОТКРЫТИИ СМЕНЫ"
    case .closing: "ОТЧЕТ О ЗАКРЫТИИ СМЕНЫ"
    case .interim: "X-ОТЧЕТ БЕЗ ГАШЕНИЯ"
    }
  }
}
