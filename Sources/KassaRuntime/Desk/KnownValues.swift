/// What a store's table declares, by the names under which its functions and its scenarios speak of it.
package struct KnownValues: Sendable {
  /// What a durable value is of.
  package enum Holds: Sendable { case number, text, yesNo }

  package struct Kept: Sendable {
    package let holds: Holds
    package let isKeyed: Bool
    package let hasDefault: Bool
    private let rule: ValueRule

    fileprivate init(_ kept: KeptRule) {
      rule = kept.rule
      holds =
        switch rule.kind {
        case .amount, .number: .number
        case .text, .choice: .text
        case .yesNo: .yesNo
        }
      (isKeyed, hasDefault) = (kept.isKeyed == true, kept.standard != .null)
    }

    /// As messages call it.
    package var words: String {
      switch holds {
      case .number: "a whole number"
      case .text: "a text"
      case .yesNo: "true or false"
      }
    }

    /// What is wrong with a value of its kind; nil where it may be kept.
    package func problem(with value: Value) -> String? { rule.problem(with: value) }
  }

  package let parameters: [String]
  package let kept: [String: Kept]
  package let people: [String]
  package let providers: [String]
  package let purposes: [String]
  /// The names of its own rules for the default terminal.
  package let rules: [String]
  package let services: [String]

  package init(_ manifest: StoreManifest) {
    parameters = (manifest.terms.parameters ?? []).map(\.id)
    kept = Dictionary(
      (manifest.terms.kept ?? []).map { ($0.id, Kept($0)) }, uniquingKeysWith: { first, _ in first }
    )
    people = manifest.people.names
    providers = manifest.providers.map(\.id)
    purposes = manifest.purposes.sorted()
    rules = manifest.rules
    services = (manifest.terms.services ?? []).map(\.id)
  }
}
