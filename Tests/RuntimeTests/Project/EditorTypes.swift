@testable import KassaRuntime

/// The tables of which a store is made, as an editor knows them: `Scripts/lua/types/store.lua`.
///
/// Keys and words are those of the declarations; only what a declaration says in words for people
/// stands here in an editor's. A key that has no row here is of the type that its declaration names.
enum EditorTypes {
  static var text: String {
    let tables = [
      table("Person", "Somebody of the store's, with a role.", people, required: ["1"]),
      table("Right", "Who may do something, and up to what.", StoreDeclarations.rightFields),
      table(
        "Setting", "What is asked of each terminal of a provider.",
        StoreDeclarations.settingFields, required: ["1", "kind", "title"]),
      Stubs.editor(ScriptTypes.charge.withoutFunctions) + outcomes,
      Stubs.editor(ScriptTypes.refund.withoutFunctions) + refundAsk,
      Stubs.editor(ScriptTypes.settlement.withoutFunctions) + settlementAsk,
      table(
        "Provider", "What terminals are made from.", StoreDeclarations.providerFields),
      table(
        "Service", "One of the shop's own servers.",
        StoreDeclarations.serviceFields) + serviceCalls,
      "--- A provider of the store's own.\n---@class kassa.OwnProvider: kassa.Provider\n"
        + "---@field charge \(chargeFunction) Asks, and returns what became of it.\n",
      Stubs.editor(ScriptTypes.facts),
      table(
        "Rule", "Whom a charge goes to, and when.",
        [Declared("1", "string", "Its name, which stands in the trace.")]
          + StoreDeclarations.ruleSelectors + StoreDeclarations.ruleConditions, required: ["1"]),
      functions(
        "Listeners",
        "What a store adds to the stock flows: a function, one with a name, or a list.",
        StoreDeclarations.points.map { ($0.name, listener($0), $0.runs) }),
      functions(
        "Flows", "Flows of the store's own.",
        StoreDeclarations.flows.map { ($0.name, "fun(): string?, string?", $0.summary) }),
      table("Words", "The words of a prompt.", words),
      table(
        "Parameter", "A value of one till.", StoreDeclarations.parameterFields,
        required: ["1", "kind"]),
      table(
        "Kept", "What scripts remember beyond a receipt.", StoreDeclarations.keptFields,
        required: ["1", "kind", "life"]),
      buttons,
      table(
        "Store", "What `store` describes.", StoreDeclarations.keys,
        required: ["api", "name", "inn", "taxation", "address", "place", "cashiers"]),
      globals,
    ]
    return "---@meta\n\n" + tables.joined(separator: "\n")
  }

  private static let people = [
    Declared("1", "string", "The name."), Declared("role", "string", "What they may do."),
  ]
  private static let words = [
    Declared("title", "string", "Above."), Declared("body", "string", "Below it."),
    Declared("buttons", "table[]", "In this order: ids, or `{ id, label }`."),
  ]

  private static let tenders = choice(ScriptSurface.tenders.sorted())

  /// What stands under a point: a function that knows what it is given, one with a name, or a list.
  private static func listener(_ point: DeclaredPoint) -> String {
    var isFirstLine = true
    let parameters = point.gifts.map { gift -> String in
      switch gift {
      case .name: return "name: string"
      case .terminal: return "terminal: string"
      case .tender: return "tender: \(tenders)"
      case .amount: return "kopecks: integer"
      case .line:
        defer { isFirstLine = false }
        return isFirstLine ? "line: receipt.Line" : "before: receipt.Line"
      }
    }.joined(separator: ", ")
    let function = "(fun(\(parameters))" + (point.veto == nil ? ")" : ": kassa.Veto?)")
    let named = "[string, \(function.dropFirst().dropLast())]"
    return "\(function)|\(named)|(\(function)|\(named))[]"
  }

  private static var buttons: String {
    "--- Buttons of the stock prompts: ids in their order, and buttons of the store's own.\n"
      + "---@class kassa.Buttons\n"
      + ButtonTable.prompts.keys.sorted(by: >).map { "---@field [\"\($0)\"]? kassa.ButtonList\n" }
      .joined() + """
        --- The buttons of one prompt.
        ---@class kassa.ButtonList
        ---@field [integer] string|[string, kassa.Text, fun(): string?] An id, or a button of one's own.
        ---@field hide? string[] Ids of buttons to leave out.

        """
  }

  private static let settings = "table<string, any>"
  private static let chargeFunction =
    "fun(charge: kassa.Charge, settings: \(settings)): string?, string?"

  /// What a key holds, by its class and name.
  private static let annotations: [String: String] = [
    "Person.role": choice(Role.allCases.map(\.rawValue)),
    "Right.role": choice(["cashier", "senior"]),
    "Setting.kind": choice(["amount", "choice", "text", "yes_no"]),
    "Setting.choices": "string[][]",
    "Provider.accepts": "fun(charge: kassa.Charge, settings: \(settings)): boolean, string?",
    "Provider.charge": chargeFunction,
    "Provider.refund": "fun(refund: kassa.Refund, settings: \(settings)): string?, string?",
    "Provider.settle": "fun(settlement: kassa.Settlement, settings: \(settings)): string?",
    "Provider.settings": "kassa.Setting[]",
    "Rule.marked": "true", "Rule.last_used": "true", "Rule.ask": "true",
    "Rule.when": "fun(facts: kassa.Facts): boolean",
    "Rule.weekdays": "(\(choice(LocalTime.weekdayNames)))[]",
    "Words.buttons": "(string|string[])[]",
    "Parameter.kind": choice(ValueRule.Kind.allCases.map(\.rawValue)),
    "Parameter.choices": "(string|[string, kassa.Text])[]",
    "Kept.kind": choice(ValueRule.Kind.allCases.map(\.rawValue)),
    "Kept.choices": "(string|[string, kassa.Text])[]",
    "Kept.life": choice(KeptLife.allCases.map(\.rawValue)),
    "Store.api": "1",
    "Store.taxation": choice(TaxationSystem.allCases.map(\.name)),
    "Store.cashiers": "(string|kassa.Person)[]",
    "Store.rights": "table<\(choice(["discount", "clear", "remove"])), kassa.Right>",
    "Store.providers": "kassa.Provider[]",
    "Store.services": "kassa.Service[]",
    "Store.default_terminal": "kassa.Rule[]",
    "Store.texts": "table<\(choice(Language.allCases.map(\.rawValue))), "
      + "table<string, string|kassa.Words>>",
    "Store.on": "kassa.Listeners",
    "Store.prices": "[string, fun(lines: receipt.Line[], tender?: \(tenders)): "
      + "table<integer, integer>?][]",
    "Store.buttons": "kassa.Buttons",
    "Store.scans": "[string, fun(code: string, quantity?: string)][]",
    "Store.favourites": "string[]|{ department: string }",
    "Store.parameters": "kassa.Parameter[]",
    "Store.kept": "kassa.Kept[]",
    "Store.guards_lifted_by": choice(Role.allCases.map(\.rawValue)),
    "Store.flows": "kassa.Flows",
    "Store.free_price_vat": choice(VATRate.allCases.map(\.name)),
  ]

  /// Keys of `annotations` that no declaration has.
  static var strangers: [String] {
    let known = [
      ("Person", people), ("Right", StoreDeclarations.rightFields),
      ("Setting", StoreDeclarations.settingFields),
      ("Provider", StoreDeclarations.providerFields),
      ("Rule", StoreDeclarations.ruleSelectors + StoreDeclarations.ruleConditions),
      ("Service", StoreDeclarations.serviceFields), ("Words", words),
      ("Parameter", StoreDeclarations.parameterFields), ("Kept", StoreDeclarations.keptFields),
      ("Store", StoreDeclarations.keys),
    ].flatMap { name, keys in keys.map { "\(name).\($0.name)" } }
    return annotations.keys.filter { !known.contains($0) }.sorted()
  }

  private static func choice(_ names: [String]) -> String {
    names.map { "\"\($0)\"" }.joined(separator: "|")
  }

  private static func table(
    _ name: String, _ summary: String, _ keys: [Declared], required: Set<String> = []
  ) -> String {
    "--- \(summary)\n---@class kassa.\(name)\n"
      + keys.map { key in
        let shown = key.name == "1" ? "[1]" : key.name
        let type = annotations["\(name).\(key.name)"] ?? key.type.withText
        return "---@field \(shown)\(required.contains(key.name) ? "" : "?") \(type) "
          + "\(key.summary)\n"
      }.joined()
  }

  private static func functions(
    _ name: String, _ summary: String, _ keys: [(name: String, type: String, summary: String)]
  ) -> String {
    "--- \(summary)\n---@class kassa.\(name)\n"
      + keys.map { "---@field \($0.name)? \($0.type) \($0.summary)\n" }.joined()
  }

  private static let outcomes = """
    local Charge = {}

    --- Shows the window and asks what the terminal did; an approval comes from its answer alone.
    ---@param words { id?: string, title?: string, body?: string, approved?: string, declined?: string }
    ---@return \(ScriptTypes.outcome) outcome
    ---@return string? why
    function Charge:ask(words) end

    --- Nobody can tell yet: sets the receipt aside as a matter, and keeps the goods back.
    ---@param words { id: string }
    ---@return nil
    ---@return string why
    function Charge:await(words) end

    --- Says that the provider did not run the charge.
    ---@return nil
    ---@return string why
    function Charge:not_run() end

    """

  private static let refundAsk = """
    local Refund = {}

    --- Asks what the terminal did; that money went back comes from its answer alone.
    ---@param words? { title?: string, body?: string }
    ---@return string? outcome
    ---@return string? why
    function Refund:ask(words) end

    """

  private static let settlementAsk = """
    local Settlement = {}

    --- Asks what the terminal said when it was settled.
    ---@return string? word "matched", "differs" or "failed".
    function Settlement:ask() end

    """

  private static let serviceCalls = """
    local Service = {}

    --- Asks what changes nothing there: `local found, reason = loyalty:ask("points", { phone = phone })`.
    ---@param what string
    ---@param body? any
    ---@return any answer
    ---@return \(ServicesModule.reasons(ofChange: false)) reason
    function Service:ask(what, body) end

    --- Lets it change something; where nobody knows whether it did, it is `nil, "unknown"`.
    ---@param what string
    ---@param body? any
    ---@return any answer
    ---@return \(ServicesModule.reasons(ofChange: true)) reason
    function Service:change(what, body) end

    """

  private static let globals = """
    --- What keeps a step from happening.
    ---@class kassa.Veto

    --- Words for people: in one language, or by language.
    ---@alias kassa.Text string|{ ru?: string, en?: string }

    --- What a chain's `chain.lua` returns: listeners of all its stores.
    ---@param description { on: kassa.Listeners }
    ---@return table
    function chain(description) end

    --- The value of a parameter at this till.
    ---@param name string
    ---@return any
    function parameter(name) end

    --- Describes a store. A store's script returns what this returns.
    ---@param description kassa.Store
    ---@return kassa.Store
    function store(description) end

    --- A provider of the store's own: `provider "voucher" { title = …, charge = function(charge) … end }`.
    ---@param id string
    ---@return fun(description: kassa.OwnProvider): kassa.Provider
    function provider(id) end

    --- One of the shop's own servers: `service "loyalty" { title = "Бонусы" }`. It stands in `services` of
    --- the store; its address and its token are the technician's.
    ---@param id string
    ---@return fun(description: kassa.Service): kassa.Service
    function service(id) end

    --- The providers every store can name.
    ---@class kassa.Stock
    stock = {}

    --- A bank terminal that is not connected; the cashier keys the amount in.
    ---@param description kassa.Provider
    ---@return kassa.Provider
    function stock.standalone(description) end

    --- A terminal that is connected over a socket.
    ---@param description kassa.Provider
    ---@return kassa.Provider
    function stock.connected(description) end

    --- A bank transfer: cashless without a terminal.
    ---@param description kassa.Provider
    ---@return kassa.Provider
    function stock.transfer(description) end

    --- What a listener returns to keep its step from happening; the cashier reads why.
    ---@param reason kassa.Text
    ---@return kassa.Veto
    function veto(reason) end

    --- An amount of roubles in kopecks: `rub "199.50"` is 19950.
    ---@param text string|integer
    ---@return integer kopecks
    function rub(text) end

    --- Writes to the till's log, never to the cashier: values side by side, tables as they are written, with
    --- file and line.
    ---@class kassa.Log
    ---@overload fun(...: any)
    log = {}

    --- The same of something that is wrong: with who called it, in `cashier.failures`, and red in `kassa-run test`.
    ---@param ... any
    function log.error(...) end

    --- Says that a part of the store failed which was caught.
    ---@param what string what failed
    ---@param problem any what it raised, or what is wrong
    ---@param where? string|function the calls that xpcall's handler is given beside the problem; or the function
    function log.failed(what, problem, where) end

    --- Calls `f`, which waits for nothing and takes at most so many instructions; more is an error at its line.
    ---@param instructions integer
    ---@param f function
    ---@param ... any
    ---@return any ... what it returns
    function within(instructions, f, ...) end

    """
}

extension String {
  /// As editors call what declarations call words.
  fileprivate var withText: String { replacing("words", with: "kassa.Text") }
}

extension HostType {
  /// Its data alone, where its functions are declared one by one.
  fileprivate var withoutFunctions: HostType {
    HostType(
      name, summary: summary,
      fields: fields.filter { if case .function = $0.shape { false } else { true } })
  }
}
