import KassaRuntime

/// One thing that a cashier, a customer or an accountant would notice of another script.
package struct Difference: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// What the store's table says.
    case settings
    /// What is read.
    case words
    /// What is asked, and by which buttons and keys it is answered.
    case prompt
    /// Where a charge goes.
    case terminal
    /// What the customer pays and the accountant finds.
    case receipt
    /// Who must say yes.
    case people
    /// What of the script could not go on.
    case failed
  }

  package let kind: Kind
  /// What it is about: a prompt's id, a key of the table, a field of the receipt.
  package let subject: String
  /// An instance of that, which is told as an example: a line's name; empty for none.
  package var example = ""
  package let from: String
  package let to: String
  /// Whether it is the same difference whatever the two values are, as sums are in other receipts.
  package var isAmount = false
  /// The line of the script that leads there, where one is known.
  package var place: String?

  package init(
    _ kind: Kind, _ subject: String, example: String = "", from: String, to: String,
    isAmount: Bool = false, place: String? = nil
  ) {
    (self.kind, self.subject, self.example) = (kind, subject, example)
    (self.from, self.to, self.isAmount, self.place) = (from, to, isAmount, place)
  }

  /// What makes two of them the same difference.
  struct Key: Hashable {
    let kind: Kind
    let subject, from, to: String
  }

  var key: Key {
    Key(kind: kind, subject: subject, from: isAmount ? "" : from, to: isAmount ? "" : to)
  }

  /// "VAT «Кофе»: 10 % → none"; "paint.tint is asked no more".
  package var text: String {
    let about = example.isEmpty ? subject : "\(subject) «\(example)»"
    if from.isEmpty { return "\(about) \(to)" }
    return "\(about): \(from) → \(to)"
  }
}

extension Difference {
  /// Something that is there on one side alone.
  static func alone(
    _ kind: Kind, _ subject: String, _ what: String, place: String? = nil
  ) -> Difference {
    Difference(kind, subject, from: "", to: what, place: place)
  }

  /// Two texts that differ, in their numbers alone or in more; nil where they don't.
  static func between(
    _ kind: Kind, _ subject: String, _ from: String, _ to: String, place: String? = nil
  ) -> Difference? {
    guard from != to else { return nil }
    func quoted(_ text: String) -> String { "«\(text.replacing("\n", with: " / "))»" }
    return Difference(
      kind, subject, from: quoted(from), to: quoted(to),
      isAmount: from.withoutNumbers == to.withoutNumbers, place: place)
  }
}
