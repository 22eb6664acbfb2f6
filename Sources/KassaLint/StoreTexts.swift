import KassaRuntime
import Synchronization

/// The files of a store and its chain, read once.
struct StoreTexts {
  let prompts: KnownPrompts?
  let moduleNames: Set<String>
  let values: KnownValues?
  /// The ids under which the store's own calls ask.
  let ownPrompts: Set<String>
  /// Those of `store`, of what it requires, and of what that does.
  let requiredPrompts: Set<String>
  let findings: [StoreCheck.Finding]

  init(_ bundle: Bundle, _ loaded: StoreCheck.Loaded, _ goods: KnownGoods? = nil) {
    (prompts, values) = (loaded.prompts, loaded.values)
    let modules = bundle.modules
    moduleNames = Set(modules.keys)
    let own = modules.filter { !$0.key.hasPrefix("kassa.") }
      .sorted { $0.value.name < $1.value.name }
    let trees = own.compactMap { name, chunk in
      (try? Parser.parse(chunk.source)).map { (name: name, file: chunk.name, tree: $0) }
    }
    var known = Known.ofStore(prompts)
    known.moduleNames = moduleNames
    (known.values, known.goods) = (loaded.values, goods)
    for expression in trees.flatMap(\.tree.expressions) {
      if case .string(let text) = expression { known.texts[text, default: 0] += 1 }
    }
    for each in trees { known.modules[each.name] = Exports.ofModule(each.tree) }
    for name in StockExports.required(by: trees.map(\.tree)) {
      known.modules[name] = StockExports.of(name, modules)
    }
    let readings = trees.map { each in
      (
        name: each.name, file: each.file,
        reading: Reading(each.tree, known, isStore: each.name == "store")
      )
    }
    ownPrompts = Set(readings.flatMap { $0.reading.askedIDs })
    let required = Self.required(trees.map { ($0.name, $0.tree) })
    requiredPrompts = Set(
      readings.filter { required.contains($0.name) }.flatMap { $0.reading.askedIDs })
    findings =
      readings.flatMap { StoreLint.findings($0.reading, file: $0.file) }
      + Modules.unreturned(readings) + Flows.unresumed(readings)
      + Languages.leftOut(readings, loaded.languages)
  }
}

extension StoreTexts {
  /// `store` and the modules that are named from there on: a store need not use all of its chain's.
  private static func required(_ trees: [(name: String, tree: SyntaxTree)]) -> Set<String> {
    let named = Dictionary(
      uniqueKeysWithValues: trees.map { name, tree in
        let texts = tree.expressions.compactMap { expression -> String? in
          if case .string(let text) = expression { text } else { nil }
        }
        return (name, texts)
      })
    var (found, next): (Set<String>, [String]) = (["store"], ["store"])
    while let name = next.popLast() {
      for text in named[name] ?? [] where named[text] != nil && found.insert(text).inserted {
        next.append(text)
      }
    }
    return found
  }
}

extension Reading {
  /// Every id under which it asks.
  fileprivate var askedIDs: [String] {
    calls.compactMap { call in
      question(call.primitive, call.arguments).flatMap(promptID)?.id
    }
  }
}

/// The names that modules of the stock library have; it is the same for every store.
private enum StockExports {
  private static let found = Mutex<[String: Exports?]>([:])

  static func required(by trees: [SyntaxTree]) -> Set<String> {
    Set(
      trees.flatMap { tree in
        tree.expressions.compactMap { expression -> String? in
          guard case .string(let text) = expression, text.hasPrefix("kassa.") else { return nil }
          return text
        }
      })
  }

  static func of(_ name: String, _ modules: [String: Chunk]) -> Exports? {
    if let known = found.withLock({ $0[name] }) { return known }
    let exports = modules[name].flatMap { try? Parser.parse($0.source) }.flatMap(Exports.ofModule)
    found.withLock { $0[name] = .some(exports) }
    return exports
  }
}
