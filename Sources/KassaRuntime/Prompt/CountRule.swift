/// What a count asks for: fields in their order, each an amount or a number of pieces.
public struct CountRule: Codable, JSONCoded, Hashable, Sendable {
  /// One thing that is counted.
  public struct Field: Codable, JSONCoded, Hashable, Sendable {
    /// What a field's figure is.
    public enum Unit: String, Codable, JSONCoded, Sendable { case amount, pieces }

    /// What an answer names it by; the same in every language.
    public let id: String
    public let unit: Unit
    /// What the cashier reads, in the prompt's language.
    public var label: String
    /// What one piece is worth, where pieces make an amount.
    public var worth: Money?

    package init(_ id: String, _ unit: Unit, label: String = "", worth: Money? = nil) {
      (self.id, self.unit, self.label, self.worth) = (id, unit, label, worth)
    }
  }

  public var fields: [Field]

  package init(_ fields: [Field]) { self.fields = fields }
}

extension CountRule {
  /// More pieces of anything than a drawer or a day holds.
  static let piecesMax: Int64 = 1_000_000

  /// What the drawer holds, as one sum.
  static let drawer = CountRule([Field("cash", .amount)])

  /// What the drawer holds, by notes from the largest on, and the coins as a sum.
  static let notes = CountRule(
    [5_000, 2_000, 1_000, 500, 200, 100, 50, 10].map { (roubles: Int64) in
      Field("note_\(roubles)", .pieces, worth: Money(checked: roubles * 100))
    } + [Field("coins", .amount)])

  /// What a standalone terminal's report of its period says (facts: Оплата, Возврат, Отмена).
  static let terminal = CountRule(
    ["charges", "refunds", "voids"].flatMap {
      [Field($0, .amount), Field("\($0)_count", .pieces)]
    })

  /// The same of a report that has those of its figures alone; nil for all.
  static func terminal(_ fields: [String]?) -> CountRule {
    guard let fields else { return terminal }
    return CountRule(terminal.fields.filter { fields.contains($0.id) })
  }

  /// What the figures come to: amounts, and pieces by what each is worth; what is left out is nothing.
  func sum(_ figures: [String: Int64]) -> Int64 {
    fields.reduce(0) { sum, field in
      let figure = figures[field.id] ?? 0
      return sum + (field.unit == .amount ? figure : figure * (field.worth?.kopecks ?? 0))
    }
  }
}

extension CountRule {
  /// Whether `figures` are counts of these fields: none below zero, none of anything else.
  func check(_ figures: [String: Int64]) throws(AnswerError) {
    for (id, figure) in figures.sorted(by: { $0.key < $1.key }) {
      guard let field = fields.first(where: { $0.id == id }) else {
        throw .notOneOfTheFields(offered: fields.map(\.id))
      }
      let most = field.unit == .amount ? Money.kopecksMax : Self.piecesMax
      guard (0...most).contains(figure) else {
        guard field.unit == .amount else { throw .piecesOutOfRange(most: Self.piecesMax) }
        throw .amountOutOfRange(least: .zero, most: Money(checked: most))
      }
    }
  }
}
