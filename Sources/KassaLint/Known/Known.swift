import KassaRuntime

/// What a script can name, from the declarations that the runtime's own checks use.
struct Known {
  /// The runtime's functions, by module and name.
  let functions: [String: [String: HostFunction]]
  /// What they return, and what a store's functions are given, by name.
  let types: [String: HostType]
  /// The fields of what else is read-only: Lua's libraries and `stock`.
  let libraries: [String: Set<String>]
  let globals: Set<String>
  /// Nil where the store's table can't be read.
  let prompts: KnownPrompts?
  /// What a prompt or a terminal may answer.
  let answers: Set<String>
  /// How often each text stands in the store's files.
  var texts: [String: Int] = [:]
  /// The ids under which the store's own calls ask with words of their own.
  var ownPrompts: Set<String> = []
  /// What the store declares; nil where its table can't be read.
  var values: KnownValues?
  /// The goods beside the store; nil where there are none.
  var goods: KnownGoods?
  /// Every module by its name, with the names it is known to have.
  var modules: [String: Exports] = [:]
  /// Every module there is, also those whose names can't be told.
  var moduleNames: Set<String> = []
  let isScenario: Bool
  /// The modules of a running flow, which a scenario has not.
  let elsewhere: Set<String>

  /// What a store's files find.
  static func ofStore(_ prompts: KnownPrompts?) -> Known {
    Known(
      ScriptSurface.modules(),
      globals: ["store", "chain", "provider", "service", "stock", "parameter", "rub", "veto"],
      libraries: ["stock": ["standalone", "connected", "transfer"]], prompts: prompts,
      isScenario: false)
  }

  /// What the files of its scenarios find.
  ///
  /// - Parameter modules: those of a scenario's machine.
  static func ofScenarios(_ modules: [HostModule], _ prompts: KnownPrompts?) -> Known {
    Known(
      modules.filter { $0.name != "scenarios" }, globals: ["scenario", "rub"], libraries: [:],
      prompts: prompts, isScenario: true)
  }

  private init(
    _ modules: [HostModule], globals: Set<String>, libraries: [String: Set<String>],
    prompts: KnownPrompts?, isScenario: Bool
  ) {
    functions = Dictionary(
      uniqueKeysWithValues: modules.map { module in
        (
          module.name,
          Dictionary(uniqueKeysWithValues: module.functions.map { ($0.name, $0) })
        )
      })
    types = Dictionary(
      uniqueKeysWithValues: (modules.flatMap(\.types) + ScriptSurface.types).map { ($0.name, $0) })
    self.libraries = libraries.merging(Libraries.fields) { own, _ in own }
    self.globals = globals.union(Libraries.globals).union(self.libraries.keys)
      .union(functions.keys)
    self.prompts = prompts
    var answers = prompts?.buttons ?? []
    if let outcome = functions["terminal"]?["charge"]?.returns.first,
      case .choice(let outcomes)? = Sort(outcome)
    {
      answers.formUnion(outcomes)
    }
    self.answers = answers
    self.isScenario = isScenario
    elsewhere = isScenario ? Set(ScriptSurface.modules().map(\.name)).subtracting(globals) : []
  }

  /// The names under the global `library`; nil where it is none of the read-only ones.
  func fields(of library: String) -> [String]? {
    functions[library].map { Array($0.keys) } ?? libraries[library].map(Array.init)
  }
}
