/// What a store's scripts read and remember by name: its parameters and its durable values.
package struct KnownValues: Sendable {
  /// What a durable value is of.
  package enum Holds: Sendable { case number, text, yesNo }

  package struct Kept: Sendable {
    package let holds: Holds
    package let isKeyed: Bool
    package let hasDefault: Bool

    /// As messages call it.
    package var words: String {
      switch holds {
      case .number: "a whole number"
      case .text: "a text"
      case .yesNo: "true or false"
      }
    }
  }

  package let parameters: [String]
  package let kept: [String: Kept]

  init(_ manifest: StoreManifest) {
    parameters = (manifest.terms.parameters ?? []).map(\.id)
    kept = Dictionary(
      (manifest.terms.kept ?? []).map { ($0.id, Kept($0)) }, uniquingKeysWith: { first, _ in first }
    )
  }
}

extension KnownValues.Kept {
  fileprivate init(_ rule: KeptRule) {
    holds =
      switch rule.rule.kind {
      case .amount, .number: .number
      case .text, .choice: .text
      case .yesNo: .yesNo
      }
    (isKeyed, hasDefault) = (rule.isKeyed == true, rule.standard != .null)
  }
}
