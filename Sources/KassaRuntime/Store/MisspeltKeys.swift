/// Words in a store's files, its chain's among them, that look like a key of its table.
///
/// A misspelt field of a table is nothing to Lua, so a store that takes `house.adress` has no address and
/// no line to blame.
struct MisspeltKeys {
  private let chunks: [Chunk]

  init(_ bundle: Bundle) {
    chunks = bundle.modules.filter { !$0.key.hasPrefix("kassa.") }.map(\.value)
      .sorted { $0.name < $1.name }
  }

  /// "; «adress» stands at chain/house.lua:4; did you mean «address»?", or nothing.
  func hint(for key: String) -> String {
    for chunk in chunks {
      let tokens = LuaTokens(String(decoding: chunk.source, as: UTF8.self)).tokens
      for (index, (token, line)) in tokens.enumerated() {
        guard case .name(let word) = token, isSlip(word, of: key) else { continue }
        let isAssigned = index + 1 < tokens.count && tokens[index + 1].token == .mark("=")
        let isField = index > 0 && tokens[index - 1].token == .mark(".")
        guard isAssigned || isField else { continue }
        return "; «\(word)» stands at \(chunk.name):\(line), did you mean «\(key)»?"
      }
    }
    return ""
  }

  /// Where a file writes a field `key`: one that a store's table has from a helper.
  func place(of key: String) -> String? {
    for chunk in chunks {
      let tokens = LuaTokens(String(decoding: chunk.source, as: UTF8.self)).tokens
      for (index, (token, line)) in tokens.enumerated() {
        if case .name(key) = token, index + 1 < tokens.count,
          tokens[index + 1].token == .mark("=")
        {
          return "\(chunk.name):\(line)"
        }
      }
    }
    return nil
  }

  private func isSlip(_ word: String, of key: String) -> Bool {
    word != key && !StoreManifest.keys.contains(word) && !ProviderTable.keys.contains(word)
      && Spelling.nearest(to: word, among: [key]) == key
  }
}
