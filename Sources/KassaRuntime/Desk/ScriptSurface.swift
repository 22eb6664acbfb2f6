/// What a script can name: the runtime's functions, what it is given, and the keys of a store's tables.
package enum ScriptSurface {
  /// The modules of a running flow.
  package static func modules() -> [HostModule] { Bindings.modules(NoFlow()) }

  /// What a store's own functions are given beside what the modules return.
  package static let types = [
    ScriptTypes.charge, ScriptTypes.refund, ScriptTypes.settlement, ScriptTypes.facts,
    ScriptTypes.service,
  ]

  /// The answers of a sale's prompt beside its buttons.
  package static let saleActions = SaleAction.names

  /// One of the tables that a store is made of.
  package struct Table: Sendable {
    package let keys: [String]
    /// Those that hold an amount in kopecks.
    package let money: Set<String>

    init(_ declared: [Declared]) {
      keys = declared.map(\.name)
      money = Set(
        declared.filter { $0.type == "integer" && $0.summary.contains("in kopecks") }.map(\.name)
          + declared.filter { $0.name.hasPrefix("amount_") }.map(\.name))
    }
  }

  package static let store = Table(StoreDeclarations.keys)
  package static let provider = Table(StoreDeclarations.providerFields)
  package static let service = Table(StoreDeclarations.serviceFields)
  package static let right = Table(StoreDeclarations.rightFields)
  package static let setting = Table(StoreDeclarations.settingFields)
  package static let parameter = Table(StoreDeclarations.parameterFields)
  package static let kept = Table(StoreDeclarations.keptFields)
  package static let rule = Table(
    [Declared("1", "string", "")] + StoreDeclarations.ruleSelectors
      + StoreDeclarations.ruleConditions)

  /// The flows that a store may replace, and lead to.
  package static let flows = StoreManifest.flows.sorted()

  /// How a tender that is about to be taken is called.
  package static let tenders: Set = ["cashless", "cash", "credit"]

  /// What a listener of each point is given.
  package static let given = Dictionary(
    uniqueKeysWithValues: StoreDeclarations.points.map { ($0.name, $0.gifts) })

  /// The points of the stock flows: whether a listener there may veto.
  package static let points = Dictionary(
    uniqueKeysWithValues: StoreDeclarations.points.map { ($0.name, $0.veto != nil) })
}
