/// One Lua file of this folder, inside the binary so that a till runs from anywhere.
package struct StockScript: Sendable {
  /// Below `Scripts/lua`: "kassa/charge.lua".
  package let path: String
  package let text: String

  /// What lies in the folders `kassa` (the stock library), `day` (what a scenario's machine loads
  /// beside it) and `scenarios` (what every store must pass), in the order of the paths.
  ///
  /// The plugin `PackLua` packs it.
  package static let all = packed()
}
