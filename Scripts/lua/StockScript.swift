/// One Lua file of this folder, inside the binary so that a till runs from anywhere.
package struct StockScript: Sendable {
  /// Below `Scripts/lua`: "kassa/charge.lua".
  package let path: String
  package let text: String

  /// What lies in the folders `kassa` (the stock library), `day` (what a scenario's machine loads
  /// beside it), `scenarios` (what every store must pass), `stores` (what new ones are made like) and
  /// `types` (what editors read), in the order of the paths.
  ///
  /// The plugin `PackLua` packs it.
  package static let all = packed()
}
