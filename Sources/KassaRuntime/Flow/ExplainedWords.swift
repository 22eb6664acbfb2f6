/// Proposals of what made a terminal's report differ, as a cashier reads them.
enum ExplainedWords {
  private static let (proposalsMax, receiptsMax) = (3, 3)

  /// A line for each cause with its receipts, numbered by proposal.
  static func text(_ found: [Value], _ language: Language) -> String {
    guard !found.isEmpty else { return DifferenceWords.unexplained(language) }
    return found.prefix(proposalsMax).enumerated().flatMap { place, proposal in
      (proposal.list ?? []).enumerated().map { part, cause in
        (part == 0 ? "\(place + 1). " : "   + ") + line(cause, language)
      }
    }.joined(separator: "\n")
  }

  private static func line(_ cause: Value, _ language: Language) -> String {
    let words = cause["cause"].string.flatMap(DifferenceCause.init).map {
      DifferenceWords.words($0, language)
    }
    let terminals = (cause["terminals"].list ?? []).compactMap(\.string)
    let ways = (cause["ways"].list ?? []).prefix(receiptsMax).map { way($0, language) }
      .filter { !$0.isEmpty }
    let more = (cause["count"].int ?? 0) - Int64(ways.count)
    let rest = more > 0 && !ways.isEmpty ? ["+\(more)"] : []
    let head = (words ?? "") + " (" + terminals.joined(separator: " → ") + ")"
    return ways.isEmpty ? head : head + ": " + (ways + rest).joined(separator: "; ")
  }

  private static func way(_ way: Value, _ language: Language) -> String {
    // Letters stand between all numbers: several of them must not look like a card's.
    let (none, number, of, keying) =
      switch language {
      case .ru: ("без чека", "чек", "на", "набрано")
      case .en: ("no receipt", "receipt", "of", "keyed")
      }
    let receipts = (way["receipts"].list ?? []).map { receipt in
      (receipt["document"].int.map { "\(number) \($0)" } ?? none) + " \(of) "
        + amount(receipt["amount"], language)
    }
    let keyed = way["keyed"].int.map { _ in "\(keying) \(amount(way["keyed"], language))" }
    return (receipts + [keyed].compactMap(\.self)).joined(separator: ", ")
  }

  private static func amount(_ kopecks: Value, _ language: Language) -> String {
    kopecks.int.flatMap { try? Money(kopecks: $0) }?.text(language) ?? ""
  }
}
