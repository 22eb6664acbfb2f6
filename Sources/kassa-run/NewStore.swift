import KassaRuntime

/// The files of a store that is begun, by their paths in its folder.
enum NewStore {
  /// What a store can be made like, in the order of the alphabet.
  static var examples: [String] {
    StockLibrary.stores.keys.filter { $0 != plain && $0 != chain }.sorted()
  }

  private static let plain = "new"
  private static let chain = "chain"

  static func files(like example: String?) -> [String: String] {
    let copied = StockLibrary.stores[example ?? plain] ?? []
    var files = Dictionary(uniqueKeysWithValues: copied.map { ($0.name, $0.text) })
    // A store that stands alone has what it would share.
    for shared in StockLibrary.stores[chain] ?? [] {
      let module = shared.name.dropLast(".lua".count)
      let isRequired = files.values.contains { $0.contains("require \"\(module)\"") }
      if isRequired { files[shared.name] = shared.text }
    }
    return files.merging(editor) { own, _ in own }
  }

  /// What editors and luacheck read; hidden, so that it is no part of the store.
  private static var editor: [String: String] {
    var files = [
      ".luarc.json": """
      {
        "runtime.version": "Lua 5.4",
        "workspace.library": [".kassa"],
        "workspace.checkThirdParty": false
      }

      """,
      ".luacheckrc": """
      std = "lua54"
      max_line_length = 120
      read_globals = { \(globals.map { "\"\($0)\"" }.joined(separator: ", ")) }
      exclude_files = { ".kassa" }

      """,
    ]
    for file in StockLibrary.types { files[".kassa/types/" + file.name] = file.text }
    return files
  }

  /// What a script finds beside Lua's own, as the declarations for editors name it.
  private static var globals: [String] {
    let modules = StockLibrary.types.map { String($0.name.dropLast(".lua".count)) }
    let texts = StockLibrary.types.map(\.text)
    let others = texts.flatMap { $0.matches(of: /(?m)^(?:function (\w+)\(|(\w+) = \{\}$)/) }
      .compactMap { ($0.1 ?? $0.2).map(String.init) }
    return Set(modules + others).sorted()
  }
}
