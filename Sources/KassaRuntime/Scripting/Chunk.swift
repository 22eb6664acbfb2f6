/// The text of one Lua file.
struct Chunk: Hashable, Sendable {
  /// As errors show it: "cafe/store.lua".
  let name: String
  let source: [UInt8]
}

/// Finds the text of a module: `require "kassa.sale"` → chunk.
protocol ModuleSource {
  /// The chunk of `module`; nil when there is none.
  func chunk(named module: String) throws(ScriptError) -> Chunk?
}
