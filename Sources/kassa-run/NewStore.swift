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
    if let prelude = StockLibrary.files["stock/kassa/prelude.lua"] {
      files[".kassa/kassa/prelude.lua"] = prelude
    }
    return files
  }

  /// What a script finds beside Lua's own, as the declarations for editors name it.
  private static var globals: [String] {
    var names = ["scenario"]
    for file in StockLibrary.types {
      let name = String(file.name.dropLast(".lua".count))
      guard name == "prelude" else {
        names.append(name)
        continue
      }
      for line in file.text.split(separator: "\n") {
        let words = line.split(separator: " ")
        if words.count == 3, words[1] == "=", !line.hasPrefix("local") {
          names.append(String(words[0]))
        }
      }
    }
    return Set(names + ["log"]).sorted()
  }
}
