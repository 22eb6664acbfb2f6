internal import StockScripts

/// The Lua that travels inside the binary.
package enum StockLibrary {
  /// The stock library, by the paths of a bundle: "stock/kassa/charge.lua".
  package static let files = Dictionary(
    uniqueKeysWithValues: scripts(in: "kassa").map { ("stock/kassa/" + $0.name, $0.text) })

  /// Its modules as machines load them, once for all bundles: each store's own copy would be 110 KiB.
  private static let chunks = Dictionary(
    uniqueKeysWithValues: files.map { path, text in
      (path, Chunk(name: String(path.dropFirst("stock/".count)), source: Array(text.utf8)))
    })

  /// The module at `path` of a bundle, where its text is this library's; an older one may run yet.
  static func chunk(of text: String, at path: String) -> Chunk? {
    files[path] == text ? chunks[path] : nil
  }

  /// The flows of a till, in the order of their names: a file of `Scripts/lua/kassa/flows` each,
  /// whose first line says what the flow is.
  static let flows = scripts(in: "kassa/flows").map { file in
    let summary = file.text.prefix { $0 != "\n" }.dropFirst("--- ".count)
    return (name: String(file.name.dropLast(".lua".count)), summary: String(summary))
  }

  /// The modules beside `day` in a scenario's machine, as `Scripts/lua/day` has them.
  package static let day = scripts(in: "day")

  /// What every store must pass, as `Scripts/lua/scenarios` has it: by the name of the file.
  package static let scenarios = scripts(in: "scenarios")

  /// What editors read of everything that scripts may call, as `Scripts/lua/types` has it.
  package static let types = scripts(in: "types")

  /// The example stores by their names, with the files of each by their paths in its folder.
  package static let stores: [String: [(name: String, text: String)]] = {
    var stores: [String: [(name: String, text: String)]] = [:]
    for file in scripts(in: "stores") {
      let parts = file.name.split(separator: "/", maxSplits: 1).map(String.init)
      stores[parts[0], default: []].append((parts[1], file.text))
    }
    return stores
  }()

  private static func scripts(in folder: String) -> [(name: String, text: String)] {
    StockScript.all.filter { $0.path.hasPrefix(folder + "/") }
      .map { (String($0.path.dropFirst(folder.utf8.count + 1)), $0.text) }
  }
}
