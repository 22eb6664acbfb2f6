/// `services`: the shop's own servers.
enum ServicesModule {
  static func module(_ port: any FlowPort) -> HostModule {
    HostModule(
      "services",
      summary: "The shop's own servers. What they say is never an approval, and none is called "
        + "while an attempt is open.",
      functions: [
        call(
          port, "ask",
          "Asks a service something that changes nothing there; asked again after a restart.",
          changes: false),
        call(
          port, "change",
          "Lets a service change something; sent again only where the service `repeats`.",
          changes: true),
        unknown(port), settle(port),
      ])
  }

  private static let what = Parameter(
    "what", .string, summary: "What it is asked to do: letters, digits, «_» and «-».")

  /// Why there is no answer, as the stubs write the type.
  static func reasons(ofChange: Bool) -> String {
    let own = ofChange ? ["unknown"] : ["failed", "late", "left"]
    return (["absent", "refused", "spent"] + own).map { "\"\($0)\"|" }.joined() + "nil"
  }

  private static func call(
    _ port: any FlowPort, _ name: String, _ summary: String, changes: Bool
  ) -> HostFunction {
    HostFunction(
      name, summary: summary,
      parameters: [
        Parameter(
          "service", .value, summary: "What `service` made, or its id; it stands in `services`."),
        what,
        Parameter(
          "body", .value, optional: true, summary: "What goes with it, at most 16 KiB of JSON."),
      ],
      returns: [
        Returned("answer", "any?", summary: "What it says; true where it says nothing."),
        Returned(
          "reason", reasons(ofChange: changes),
          summary: "Why there is none: \"failed\" where the answer is of no use, \"left\" by the "
            + "cashier, \"spent\" after 5 s between two inputs"
            + (changes ? "; \"unknown\" where it may have been made." : ".")),
      ], waits: true
    ) { (call) throws(ScriptError) in
      let service = try service(call.value(1), call, port)
      let (what, body) = (call.string(2), call.value(3))
      guard ServiceCall.isName(what) else {
        throw call.fail(
          "what: 1 to \(ServiceCall.nameBytesMax) letters, digits, «_» and «-» were expected",
          "name it as the server does, such as \"points\"")
      }
      if body.holdsCardNumber { throw call.mistake(ReceiptError.cardNumber(field: "body")) }
      guard body.weight <= 8 * ServiceCall.bytesMax, body.json.count <= ServiceCall.bytesMax else {
        throw call.fail("body: at most \(ServiceCall.bytesMax) bytes were expected", "send less")
      }
      let request = ServiceRequest(service: service, what: what, body: body, changes: changes)
      return try call.wait(port, .service(request))
    }
  }

  private static func unknown(_ port: any FlowPort) -> HostFunction {
    HostFunction(
      "unknown",
      summary: "Calls that change something and of which nobody knows what became, the first 50.",
      returns: [
        Returned("calls", "table[]", summary: "Each key, service, title, what and at."),
        Returned("counts", "table", summary: "How many there are, by service."),
      ]
    ) { (call) throws(ScriptError) in
      let memory = port.services ?? ServiceMemory()
      return call.returns(
        .list(
          memory.unknown.map {
            [
              "key": .string($0.key), "service": .string($0.service), "what": .string($0.what),
              "title": .string(title($0.service, port)), "at": .int($0.at.milliseconds),
            ]
          }), .record(memory.counts.mapValues { .int(Int64($0)) }))
    }
  }

  private static func settle(_ port: any FlowPort) -> HostFunction {
    let fields = [
      Field("service", .string, summary: "The service's id."),
      Field("key", .string, optional: true, summary: "The call's; all of the service without it."),
      Field("cashier", .string, summary: "The technician who has seen to it."),
    ]
    return HostFunction(
      "settle",
      summary: "Takes a call off the list of `unknown`, or all of a service, by the PIN of a "
        + "technician, who is kept.",
      parameters: PromptFields.parameter(fields),
      returns: PINQuestion.verdict, waits: true
    ) { (call) throws(ScriptError) in
      let fields = call.fields
      let id = fields["service"].string ?? ""
      let name = try call.person(of: .technician, port)
      let count = try count(of: id, fields["key"].string, call, port)
      return try PINQuestion.ask(
        .settlement(service: id, key: fields["key"].string, by: name),
        [
          "cashier": .string(name), "service": .string(title(id, port)),
          "count": .int(Int64(count)),
        ], call, port)
    }
  }

  /// How many calls of `service` are meant: one, or all.
  private static func count(
    of service: String, _ key: String?, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Int {
    let memory = port.services ?? ServiceMemory()
    let listed = memory.unknown.contains { $0.service == service && $0.key == key }
    let count = key == nil ? memory.counts[service] ?? 0 : listed ? 1 : 0
    guard count > 0 else {
      throw call.fail(
        "no such call of «\(CardNumber.redacted(service))» is unknown", "see services.unknown()")
    }
    return count
  }

  private static func service(
    _ given: Value, _ call: borrowing Call, _ port: any FlowPort
  ) throws(ScriptError) -> Service {
    guard let id = given["id"].string ?? given.string else {
      throw call.fail("service: a service was expected, got \(given.shown)", "write loyalty:ask(…)")
    }
    let known = port.terms?.services ?? []
    guard let service = known.first(where: { $0.id == id }) else {
      throw call.fail(
        "no service «\(CardNumber.redacted(id))»" + Spelling.hint(id, among: known.map(\.id)),
        "name it in «services» of the store")
    }
    return service
  }

  /// A service that the store names no more is called by its id.
  private static func title(_ id: String, _ port: any FlowPort) -> String {
    port.terms?.services?.first { $0.id == id }?.title.text(port.language) ?? id
  }
}
