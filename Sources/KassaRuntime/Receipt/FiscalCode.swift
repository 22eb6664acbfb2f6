/// A code of a fiscal document: its number goes to fiscal memory, its name into a script.
///
/// The names are this project's; the numbers are law and carry their source.
package protocol FiscalCode: CaseIterable, Codable, Hashable, Sendable, RawRepresentable<Int> {
  /// What a script calls it.
  var name: String { get }
  /// What Russian paper calls it.
  var title: String { get }
}

extension FiscalCode {
  /// Finds a code by the script's name of it.
  package init?(name: String) {
    guard let code = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = code
  }
}

extension VATRate: FiscalCode {}
