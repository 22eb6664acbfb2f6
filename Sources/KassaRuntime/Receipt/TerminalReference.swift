/// A terminal as a receipt remembers it, whatever becomes of its configuration.
package struct TerminalReference: JSONCoded, Hashable, Sendable {
  let id: String
  let name: String
  /// The provider it was made from.
  let provider: String

  init(id: String, name: String, provider: String = "standalone") {
    self.id = id
    self.name = name
    self.provider = provider
  }
}
