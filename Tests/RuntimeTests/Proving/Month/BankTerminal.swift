@testable import KassaRuntime

/// A bank's terminal with books of its own: what was really done on it since it was settled, as its report
/// says it.
struct BankTerminal {
  enum Act: String, CaseIterable { case charge, refund, void }

  let name: String
  /// How its report counts what was voided.
  let voids: VoidArithmetic
  private(set) var done: [(act: Act, kopecks: Int64)] = []
  /// Numbers its slips since it was settled.
  private(set) var number = 0

  init(_ name: String, _ voids: VoidArithmetic) { (self.name, self.voids) = (name, voids) }

  mutating func perform(_ act: Act, _ kopecks: Int64) {
    number += 1
    done.append((act, kopecks))
  }

  mutating func settle() { (done, number) = ([], 0) }

  /// A report of nothing.
  static let none: [String: Int64] = Dictionary(
    uniqueKeysWithValues: ["charges", "refunds", "voids"].flatMap { [($0, 0), ($0 + "_count", 0)] })

  /// Its short report, by the fields of a count.
  var report: [String: Int64] {
    var figures = Self.none
    func book(_ act: Act, _ kopecks: Int64, _ count: Int64) {
      let field = act == .charge ? "charges" : act == .refund ? "refunds" : "voids"
      figures[field, default: 0] += kopecks
      figures[field + "_count", default: 0] += count
    }
    for (act, kopecks) in done {
      book(act, kopecks, 1)
      if act == .void, voids == .inside { book(.charge, -kopecks, -1) }
    }
    return figures
  }
}

/// What a cashier did otherwise than the till was told.
struct PlantedMistake {
  enum Kind: CaseIterable {
    /// The card was not run.
    case notRun
    /// It was run twice.
    case twice
    /// A card was run, and the receipt says cash.
    case rungAsCash
    case otherTerminal
    case noughtTooMany
    case digitsSwapped
    case tip
    /// Too much change was given.
    case change
  }

  let kind: Kind
  /// The receipt's document, once it is printed.
  var document: Int?

  /// What is really keyed of an amount; nil for what is not the amount's fault.
  func keyed(_ kopecks: Int64) -> Int64? {
    switch kind {
    case .noughtTooMany: return kopecks * 10
    case .tip: return kopecks + kopecks / 10
    case .digitsSwapped:
      var digits = Array(String(kopecks / 100))
      for place in digits.indices.dropFirst() where digits[place] != digits[place - 1] {
        guard place > 1 || digits[place] != "0" else { continue }
        digits.swapAt(place, place - 1)
        return (Int64(String(digits)) ?? 0) * 100 + kopecks % 100
      }
      return nil
    default: return nil
    }
  }
}
