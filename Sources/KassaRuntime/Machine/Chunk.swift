/// The text of one Lua file.
package struct Chunk: Hashable, Sendable {
  /// As errors show it: "cafe/store.lua".
  package let name: String
  package let source: [UInt8]

  package init(name: String, source: [UInt8]) {
    (self.name, self.source) = (name, source)
  }

  /// An array feeds its bytes one by one: of a start's milliseconds that took three.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    source.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

/// Finds the text of a module: `require "kassa.payment"` → chunk.
package protocol ModuleSource {
  /// The chunk of `module`; nil when there is none.
  func chunk(named module: String) throws(ScriptError) -> Chunk?
}
