/// Rows of a report under named columns, for text, CSV and JSON alike.
package struct ReportTable: Sendable, Hashable {
  package enum Cell: Sendable, Hashable {
    case nothing
    case text(String)
    case count(Int)
    /// Kopecks: a month's sum has no limit that a receipt's has.
    case money(Int128)
    /// Millionths of a measure.
    case quantity(Int128)
    /// Milliseconds since 1970.
    case moment(Moment)
    /// Of time, such as a matter's age.
    case milliseconds(Int64)
  }

  /// As programs read them: "sales_sum".
  package let columns: [String]
  package var rows: [[Cell]]
  /// What the columns that can be added up come to; none where the rows are no parts of a whole.
  package var total: [Cell]?

  init(columns: [String], rows: [[Cell]], hasTotal: Bool = true) {
    self.columns = columns
    self.rows = rows
    guard hasTotal, !rows.isEmpty else { return }
    total = columns.indices.map { column in
      rows.map { $0[column] }.reduce(Cell.nothing) { $0.adding($1) }
    }
  }
}

extension ReportTable {
  /// The same without a sum of these columns, whose rows are no parts of a whole or are not all known.
  func withoutTotal(of names: [String]) -> ReportTable {
    var table = self
    for (place, name) in columns.enumerated() where names.contains(name) {
      table.total?[place] = .nothing
    }
    return table
  }
}

extension ReportTable.Cell {
  /// Nothing where either can't be added up.
  fileprivate func adding(_ other: ReportTable.Cell) -> ReportTable.Cell {
    switch (self, other) {
    case (.nothing, .count), (.nothing, .money): other
    case (.count(let one), .count(let two)): .count(one + two)
    case (.money(let one), .money(let two)): .money(one + two)
    default: .nothing
    }
  }
}
