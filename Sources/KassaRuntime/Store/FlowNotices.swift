/// Whether a flow of the store's own calls the listeners that the stock flow in its place would.
enum FlowNotices {
  /// - Parameter heard: the points that somebody listens to.
  static func note(_ bundle: Bundle, heard: Set<String>, _ reader: StoreReader) {
    let flows = (reader.table["flows"].record ?? [:]).filter { $0.value == "function" }
    guard !flows.isEmpty, !heard.isEmpty else { return }
    let modules = bundle.modules
    var stock = StockFiles(chunks: modules.filter { $0.key.hasPrefix("kassa.") })
    var called: Set<String> = []
    for (name, chunk) in modules where !name.hasPrefix("kassa.") {
      let file = LuaFile(chunk)
      called.formUnion(file.strings)
      for module in file.required { called.formUnion(stock.points(of: module)) }
    }
    for name in flows.keys.sorted() {
      let missed = stock.points(of: "kassa.flows.\(name)").intersection(heard)
      guard !missed.isEmpty, missed.isDisjoint(with: called) else { continue }
      let first = missed.sorted()[0]
      reader.notice(
        "flows.\(name)",
        "it calls no listener, and some listen to \(missed.sorted().joined(separator: ", ")); "
          + "write require(\"kassa.points\").run \"\(first)\", or use a stock module that does")
    }
  }

  /// The stock library, each file of it read once.
  private struct StockFiles {
    let chunks: [String: Chunk]
    private var read: [String: LuaFile] = [:]

    init(chunks: [String: Chunk]) { self.chunks = chunks }

    /// The points that a module names, with those of the modules it requires.
    mutating func points(of module: String) -> Set<String> {
      var found: Set<String> = []
      // What every caller of a point requires names them all.
      var seen: Set<String> = ["kassa.points", "kassa.hooks"]
      var left = [module]
      while let next = left.popLast() {
        guard seen.insert(next).inserted, let file = file(next) else { continue }
        found.formUnion(file.strings.intersection(StoreManifest.points))
        left += file.required
      }
      return found
    }

    private mutating func file(_ name: String) -> LuaFile? {
      if let known = read[name] { return known }
      read[name] = chunks[name].map(LuaFile.init)
      return read[name]
    }
  }

  /// What a Lua file says in quotes, and which modules it requires by name.
  private struct LuaFile {
    private(set) var strings: Set<String> = []
    private(set) var required: [String] = []

    init(_ chunk: Chunk) {
      let tokens = LuaTokens(String(decoding: chunk.source, as: UTF8.self)).tokens.map(\.token)
      for (index, token) in tokens.enumerated() {
        guard case .string(let text) = token else { continue }
        strings.insert(text)
        let before = tokens[..<index].suffix(2)
        if before.last == .name("require")
          || (before.last == .mark("(") && before.first == .name("require"))
        {
          required.append(text)
        }
      }
    }
  }
}
