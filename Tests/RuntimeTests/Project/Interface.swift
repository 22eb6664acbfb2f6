/// What a module shows to who imports it, a declaration a line, and what of it is not explained.
///
/// Every declaration has a doc comment of its own. These need none:
/// - what stands in no source, because the compiler makes it (it is not listed either);
/// - what a protocol requires, in a type that conforms to it: the protocol's comment holds;
/// - a case: its enum's comment holds;
/// - a property whose types are all the module's own or Bool: the type's comment says its unit;
/// - an initialiser that can't fail and takes nothing but public properties by their names.
struct Interface {
  /// A type's line, then its members two spaces in; types in the order of their names.
  let lines: [String]
  /// Paths of declarations that lack a comment.
  let undocumented: [String]

  init(_ graph: SymbolGraph) {
    let reader = Reader(graph)
    let listed = graph.symbols.filter { $0.location != nil }
    let members = Dictionary(grouping: listed.filter { !$0.isType }) { $0.owner }
    let types = Dictionary(listed.filter(\.isType).map { ($0.path, $0) }) { first, _ in first }
    let owners = Set(types.keys).union(members.keys).sorted()
    lines = owners.flatMap { owner in
      let head = types[owner].map(reader.head) ?? "extension \(owner)"
      let rest = (members[owner] ?? []).map(\.text).sorted()
      return owner.isEmpty ? rest : [head] + rest.map { "  " + $0 }
    }
    undocumented = listed.filter { !reader.isExplained($0) }.map(\.path).sorted()
  }
}

/// Looks up what the rules ask of a symbol's surroundings.
private struct Reader {
  /// Names of the module's own symbols.
  private let titles: [String: String]
  private let owner: [String: String]
  private let conformances: [String: [SymbolGraph.Relationship]]
  private let requirements: [String: Set<String>]
  private let properties: [String: Set<String>]

  init(_ graph: SymbolGraph) {
    let titles = Dictionary(
      graph.symbols.map { ($0.identifier.precise, $0.names.title) }, uniquingKeysWith: { $1 })
    let required = graph.relationships.filter { $0.kind == "requirementOf" }
    let joined = graph.relationships.filter { $0.kind == "memberOf" } + required
    let owner = Dictionary(joined.map { ($0.source, $0.target) }, uniquingKeysWith: { $1 })
    self.titles = titles
    self.owner = owner
    conformances = Dictionary(grouping: graph.relationships.filter { $0.kind == "conformsTo" }) {
      $0.source
    }
    requirements = Dictionary(grouping: required, by: \.target)
      .mapValues { Set($0.compactMap { titles[$0.source] }) }
    let properties = graph.symbols.filter { $0.kind.identifier == "swift.property" }
    self.properties = Dictionary(grouping: properties) { owner[$0.identifier.precise] ?? "" }
      .mapValues { Set($0.map(\.names.title)) }
  }

  /// A type's declaration with its whole path and what it conforms to.
  func head(_ type: SymbolGraph.Symbol) -> String {
    var text = ""
    var isNamed = false
    for fragment in type.declarationFragments {
      let isName = fragment.kind == "identifier" && !isNamed
      isNamed = isNamed || isName
      text += isName ? type.path : fragment.spelling
    }
    // A protocol's declaration names them already.
    guard type.kind.identifier != "swift.protocol" else { return text }
    let everyType = ["Copyable", "Escapable", "SendableMetatype"]
    let names = (conformances[type.identifier.precise] ?? [])
      .compactMap {
        titles[$0.target] ?? $0.targetFallback?.split(separator: ".").last.map(String.init)
      }
      .filter { !everyType.contains($0) }
    return names.isEmpty ? text : text + ": " + names.sorted().joined(separator: ", ")
  }

  func isExplained(_ symbol: SymbolGraph.Symbol) -> Bool {
    if symbol.docComment != nil { return true }
    let owner = owner[symbol.identifier.precise] ?? ""
    if (conformances[owner] ?? []).contains(where: {
      requirements[$0.target, default: []].contains(symbol.names.title)
    }) {
      return true
    }
    switch symbol.kind.identifier {
    case "swift.enum.case": return true
    case "swift.property":
      return symbol.declarationFragments.filter { $0.kind == "typeIdentifier" }
        .allSatisfy { $0.spelling == "Bool" || titles[$0.preciseIdentifier ?? ""] != nil }
    case "swift.init":
      let labels = symbol.names.title.dropFirst("init(".count).dropLast().split(separator: ":")
      let fails = symbol.text.contains("throws") || symbol.text.hasPrefix("init?")
      return !fails && labels.allSatisfy { properties[owner, default: []].contains(String($0)) }
    default: return false
    }
  }
}

extension SymbolGraph.Symbol {
  fileprivate var path: String { pathComponents.joined(separator: ".") }
  fileprivate var text: String { declarationFragments.map(\.spelling).joined() }

  fileprivate var isType: Bool {
    ["swift.struct", "swift.enum", "swift.class", "swift.protocol", "swift.actor"]
      .contains(kind.identifier)
  }

  /// The path of the type that it is a member of.
  fileprivate var owner: String { pathComponents.dropLast().joined(separator: ".") }
}
