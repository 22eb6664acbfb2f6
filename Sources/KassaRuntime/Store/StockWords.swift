import Synchronization

/// The stock library's words, read once for all bundles that have this program's own.
///
/// To load their modules and read them takes 4 M instructions, two thirds of what reading a store takes.
enum StockWords {
  /// The modules with the stock words of `bundle`, by language: "stock/kassa/texts/ru/sale.lua" and its like.
  static func modules(of bundle: Bundle) -> Value {
    var modules: [String: [Value]] = [:]
    for path in bundle.files.keys.sorted() where path.hasPrefix(folder) {
      let folders = path.dropFirst(folder.count).split(separator: "/").map(String.init)
      guard folders.count == 2 else { continue }
      modules[folders[0], default: []].append(.string(module(of: path)))
    }
    return .record(modules.mapValues(Value.list))
  }

  /// Those of `bundle`, where it has this program's and somebody has read them.
  static func known(of bundle: Bundle) -> Words? { areOwn(bundle) ? kept.withLock { $0 } : nil }

  static func keep(_ words: Words, of bundle: Bundle) {
    if areOwn(bundle) { kept.withLock { $0 = words } }
  }

  private static let folder = "stock/kassa/texts/"
  private static let kept = Mutex<Words?>(nil)
  private static let own = StockLibrary.files.filter { $0.key.hasPrefix(folder) }

  private static func module(of path: String) -> String {
    Bundle.module(ofPath: String(path.dropFirst("stock/".count)))
  }

  /// Whether its modules of words are this program's: no more, no other ones, and none that hides one.
  private static func areOwn(_ bundle: Bundle) -> Bool {
    let modules = bundle.modules
    return bundle.files.keys.count { $0.hasPrefix(folder) } == own.count
      && own.allSatisfy { path, text in
        bundle.files[path] == text && modules[module(of: path)]?.name.hasPrefix("kassa/") == true
      }
  }
}
