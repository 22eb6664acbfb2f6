/// Where the texts of two scripts differ, and what is named there: a walk over both looks there first.
///
/// It says only where to look. What differs is what the walk sees.
package struct ScriptChanges: Sendable {
  /// Names, and texts in quotes: prompts, buttons, departments, people, providers.
  package private(set) var words: Set<String> = []
  /// In kopecks.
  package var amounts: Set<Int64> { literals.amounts }
  private var literals = ScriptLiterals()
  /// The lines that differ, and those of the functions around them, by their files.
  private var old: [String: Set<Int>] = [:]
  private var new: [String: Set<Int>] = [:]
  /// The first line that differs and names a word: "leto/store.lua:12".
  private var places: [String: String] = [:]

  /// The line that differs where no other does: "leto/store.lua:12".
  package private(set) var only: String?

  package init(_ old: Bundle, _ new: Bundle) {
    var changed: (gone: [String], come: [String]) = ([], [])
    let (before, after) = (old.ownModules, new.ownModules)
    for module in Set(before.keys).union(after.keys).sorted() {
      let (one, other) = (before[module], after[module])
      guard one?.source != other?.source else { continue }
      let (left, right) = (ScriptText(one), ScriptText(other))
      var (gone, come): (Set<Int>, Set<Int>) = ([], [])
      for change in right.lines.difference(from: left.lines) {
        switch change {
        case .remove(let offset, _, _): gone.insert(offset + 1)
        case .insert(let offset, _, _): come.insert(offset + 1)
        }
      }
      changed.gone += gone.map { "\(one?.name ?? module):\($0)" }
      changed.come += come.map { "\(other?.name ?? module):\($0)" }
      if let other { self.new[other.name] = take(come, of: right, other.name) }
      if let one { self.old[one.name] = take(gone, of: left, one.name) }
    }
    if changed.gone.count <= 1, changed.come.count <= 1 {
      only = changed.come.first ?? changed.gone.first
    }
  }

  /// The lines that differ, with those around them.
  private mutating func take(
    _ changed: Set<Int>, of text: ScriptText, _ file: String
  ) -> Set<Int> {
    var all: Set<Int> = []
    if first == nil { first = changed.min().map { "\(file):\($0)" } }
    for line in changed.sorted() {
      literals.take(text.text(of: line))
      for word in text.words(of: line) where places[word] == nil {
        places[word] = "\(file):\(line)"
      }
      all.formUnion(text.around(line))
    }
    for line in all { words.formUnion(text.words(of: line)) }
    return all
  }

  /// Whether the place where either script is at work is in what differs, or in the function around that.
  package func contains(_ before: String?, _ after: String?) -> Bool {
    Self.holds(before, old) || Self.holds(after, new)
  }

  private static func holds(_ place: String?, _ lines: [String: Set<Int>]) -> Bool {
    guard let place, let colon = place.lastIndex(of: ":"),
      let line = Int(place[place.index(after: colon)...])
    else { return false }
    return lines[String(place[..<colon])]?.contains(line) == true
  }

  /// The first line that differs.
  package private(set) var first: String?

  /// The line that differs and names this.
  package func place(of word: String) -> String? { places[word] }
}

extension Bundle {
  /// The modules of the store and the chain.
  var ownModules: [String: Chunk] { modules.filter { !$0.value.name.hasPrefix("kassa/") } }

  /// Whether both compile to the same code: they do the same then, whatever else their texts say.
  package func compilesLike(_ other: Bundle) -> Bool {
    let (one, two) = (ownModules, other.ownModules)
    return one.count == two.count
      && one.allSatisfy { name, chunk in
        guard let second = two[name], let code = CompiledCode(chunk) else { return false }
        return CompiledCode(second) == code
      }
  }
}

extension ScriptText {
  fileprivate init(_ chunk: Chunk?) {
    self.init(String(decoding: chunk?.source ?? [], as: UTF8.self))
  }
}
