/// A terminal as a flow finds it: one that the host connects, or one set up at the till.
struct ListedTerminal: Hashable, Sendable {
  let id: String
  /// Told apart from others of the same name.
  let name: String
  /// As somebody typed it.
  let typedName: String
  /// The id of what it was made from.
  let provider: String
  let purpose: String?
  let settings: [String: Value]
  /// Whether the runtime talks to it itself.
  let isConnected: Bool
  /// Whether it was set up at the till.
  let isConfigured: Bool
  let isInService: Bool
  /// Whether the running script offers its provider.
  let isOffered: Bool
  /// Whether it is the one to use by default.
  let isMarked: Bool
  /// The amount it may still hold.
  let armed: Money?
  /// What it may hold that for, where that is no charge.
  var armedFor: String?
  /// Whether it was charged last.
  let isLastUsed: Bool
  /// The least and the most it may be charged; nil where there is no limit.
  let least: Money?
  let most: Money?
  /// The legal entity it takes money for; nil where it is the store's own.
  let inn: String?
  /// Whether others charge it too.
  var isShared = false
  /// The time of day at which it settles itself; nil where somebody settles it.
  var settlesAt: String?
}

extension [ListedTerminal] {
  /// Why nothing goes back on a terminal, as in the words "reason.…".
  struct Refusal: Error, Hashable {
    let reason: String
  }

  /// The terminal on which money of a seller's sale may go back, whichever took it.
  func place(
    _ id: String, toGiveBackFor inn: String?
  ) -> Result<TerminalReference, Refusal> {
    guard let terminal = first(where: { $0.id == id }), terminal.isOffered, terminal.isInService
    else { return .failure(Refusal(reason: "terminal_out_of_service")) }
    guard terminal.inn == nil || terminal.inn == inn else {
      return .failure(Refusal(reason: "foreign_terminal"))
    }
    return .success(terminal.reference)
  }
}

extension ListedTerminal {
  /// As `terminal.list()` gives it to a script and a step records it; amounts in kopecks.
  var value: Value {
    var fields: [String: Value] = [
      "id": .string(id), "name": .string(name), "typed_name": .string(typedName),
      "provider": .string(provider), "purpose": purpose.map(Value.string) ?? .null,
      "settings": .record(settings), "connected": .bool(isConnected),
      "configured": .bool(isConfigured), "in_service": .bool(isInService),
      "offered": .bool(isOffered), "marked": .bool(isMarked),
      "armed": armed.map { .int($0.kopecks) } ?? .null, "last_used": .bool(isLastUsed),
      "least": least.map { .int($0.kopecks) } ?? .null,
      "most": most.map { .int($0.kopecks) } ?? .null, "inn": inn.map(Value.string) ?? .null,
    ]
    if isShared { fields["shared"] = true }
    if let settlesAt { fields["settles_at"] = .string(settlesAt) }
    if let armedFor { fields["armed_for"] = .string(armedFor) }
    return .record(fields)
  }

  /// What an older program recorded may lack some of it; nil where it is no terminal.
  init?(_ value: Value) {
    guard let id = value["id"].string, let name = value["name"].string else { return nil }
    let amount = { (key: String) in value[key].int.flatMap { try? Money(kopecks: $0) } }
    self.id = id
    self.name = name
    typedName = value["typed_name"].string ?? name
    provider = value["provider"].string ?? ""
    purpose = value["purpose"].string
    settings = value["settings"].record ?? [:]
    isConnected = value["connected"].bool ?? false
    isConfigured = value["configured"].bool ?? false
    isInService = value["in_service"].bool ?? false
    isOffered = value["offered"].bool ?? false
    isMarked = value["marked"].bool ?? false
    armed = amount("armed")
    armedFor = value["armed_for"].string
    isLastUsed = value["last_used"].bool ?? false
    (least, most) = (amount("least"), amount("most"))
    inn = value["inn"].string
    isShared = value["shared"].bool ?? false
    settlesAt = value["settles_at"].string
  }

  var reference: TerminalReference {
    TerminalReference(id: id, name: name, provider: provider)
  }
}
