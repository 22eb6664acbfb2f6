/// Reads what a store counts: `counts = true`, or `{ drawer = "notes", terminals = false }`.
enum CountsTable {
  private static let ways = ["sum", "notes"]

  /// Nil where it counts nothing.
  static func counts(_ reader: StoreReader) -> CountTerms? {
    let table = reader.table["counts"]
    switch table {
    case .null, .bool(false): return nil
    case .bool(true): return CountTerms()
    default: break
    }
    guard table.record != nil else {
      reader.note("counts", "true, false or a table was expected, got \(table.shown)")
      return nil
    }
    reader.requireKnownKeys(["drawer", "terminals"], of: table, at: "counts")
    var terms = CountTerms()
    if table["drawer"] != .null {
      if let way = table["drawer"].string, ways.contains(way) {
        terms.byNotes = way == "notes"
      } else {
        reader.note(
          "counts.drawer",
          "\(ways.joined(separator: " or ")) was expected, got \(table["drawer"].shown)")
      }
    }
    if table["terminals"] != .null {
      if let isAsked = table["terminals"].bool {
        terms.terminals = isAsked
      } else {
        reader.note(
          "counts.terminals", "true or false was expected, got \(table["terminals"].shown)")
      }
    }
    return terms
  }
}
