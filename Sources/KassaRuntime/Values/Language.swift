/// The language of words shown to a cashier.
///
/// Paper of a registrar is always Russian; a screen follows this.
public enum Language: String, Codable, JSONCoded, CaseIterable, Hashable, Sendable {
  case ru
  case en
}
