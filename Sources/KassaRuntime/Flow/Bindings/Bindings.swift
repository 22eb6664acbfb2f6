/// Everything a script may call of the runtime, one file a module.
enum Bindings {
  /// The modules of a running flow.
  static func modules(_ port: any FlowPort) -> [HostModule] {
    let flow = [
      PromptModule.module(port), TerminalModule.module(port),
      ReceiptModule.module(port), PointModule.module(port), ShiftModule.module(port),
      DrawerModule.module(port), DocumentsModule.module(port),
      CashierModule.module(port), ClockModule.module(port), KeptModule.module(port),
      ServicesModule.module(port),
    ]
    return flow.map(\.inFunctionsOnly)
      + [
        ParametersModule.module(port), MoneyModule.module(port.language), TextModule.module,
      ]
  }

  /// The same, declared once for all flows of a language: they reach the flow that runs.
  static func declared(_ language: Language) -> DeclaredModules {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private static let russian = DeclaredModules(modules(SwitchedPort(.ru)))
  private static let english = DeclaredModules(modules(SwitchedPort(.en)))
  /// What a store finds that has no parameters.
  static let declaredForLoading = DeclaredModules(modulesForLoading())

  /// What a store finds while it is only read: it can compute, and ask for nothing.
  ///
  /// What needs a flow is there all the same, to say so.
  ///
  /// - Parameter parameters: what the store's are, for its functions that are called all the same.
  static func modulesForLoading(_ parameters: [String: Value] = [:]) -> [HostModule] {
    let port = NoFlow(parameters: parameters)
    let computing = [
      ParametersModule.module(port), MoneyModule.module(.ru), TextModule.module,
    ]
    let names = Set(computing.map(\.name))
    let flows = modules(port).filter { !names.contains($0.name) }
    return computing + flows.map(refusing)
  }

  /// The same for functions that are asked what they say at other times: `clock.stand_at` sets the clock.
  static func modulesForJudging(_ parameters: [String: Value]) -> [HostModule] {
    let port = NoFlow(parameters: parameters)
    let clock = ClockModule.module(port)
    let standing = HostModule(
      clock.name, summary: clock.summary, types: clock.types,
      functions: clock.functions + [ClockModule.standing(port)])
    return modulesForLoading(parameters).map { $0.name == clock.name ? standing : $0 }
  }

  /// What only looks at what it is given.
  private static let needNoFlow: Set = ["point.origin"]

  private static func refusing(_ module: HostModule) -> HostModule {
    HostModule(
      module.name, summary: module.summary,
      functions: module.functions.map { function in
        needNoFlow.contains("\(module.name).\(function.name)")
          ? function
          : HostFunction(
            function.name, summary: function.summary, parameters: function.parameters
          ) { (call) throws(ScriptError) in
            throw call.fail(
              "\(module.name).\(function.name) has no flow while the store is loaded",
              "call it inside a function of the store's")
          }
      })
  }
}

/// A receipt's refusal as a script meets it.
extension Call {
  /// `nil, reason` for what a cashier can bring about; an error for what only a wrong script can.
  func refusal(_ error: ReceiptError) throws(ScriptError) -> Reply {
    guard let reason = error.cashierReason else { throw mistake(error) }
    return returns(.null, .string(reason))
  }

  /// The error that blames the script's line.
  func mistake(_ error: some WordedError) -> ScriptError {
    fail(error.words.message, error.words.remedy)
  }

  /// Makes a change, and answers `true`, or `nil, reason`.
  func change(_ port: any FlowPort, _ change: ReceiptChange) throws(ScriptError) -> Reply {
    try done { () throws(ReceiptError) in try port.change(change) }
  }

  /// Does it, and answers `true`, or `nil, reason`.
  func done(_ body: () throws(ReceiptError) -> Void) throws(ScriptError) -> Reply {
    do throws(ReceiptError) { try body() } catch { return try refusal(error) }
    return returns(true)
  }

  /// A value from outside; the step pays for it as for some hundred thousand instructions, since what it
  /// takes depends on the till's goods and receipts.
  func read(_ port: any FlowPort, _ read: OutsideRead) throws(ScriptError) -> Value {
    charge(100_000)
    return try port.read(read)
  }

  /// Waits for `request`, or blames the script for asking now.
  func wait(_ port: any FlowPort, _ request: WaitRequest) throws(ScriptError) -> Reply {
    do { try port.request(request) } catch { throw mistake(error) }
    return .wait
  }

  /// A time of the till's calendar.
  func moment(
    _ milliseconds: Int64, _ what: String? = nil, offsetSeconds: Int
  ) throws(ScriptError) -> Moment {
    let moment = Moment(milliseconds: milliseconds)
    guard LocalTime.calendar(offsetSeconds: offsetSeconds).contains(moment) else {
      throw fail(
        (what.map { "\($0): " } ?? "")
          + "a time in the years 1 to 9999 was expected, got \(CardNumber.redacted("\(milliseconds)"))",
        "give milliseconds since 1970, as clock.now() does")
    }
    return moment
  }

  /// A text that stands in the journal, and in a document or a report, as it can be read.
  func written(_ text: String?, _ what: String, most: Int = 64) throws(ScriptError) -> String {
    let visible = (text ?? "").visible
    do throws(AnswerError) { try TextRule(format: .free, most: most).check(visible) } catch {
      throw fail("\(what): \(error.message(.en))", error.remedy(.en))
    }
    return visible
  }

  func money(_ kopecks: Int64, _ what: String) throws(ScriptError) -> Money {
    do { return try Money(kopecks: kopecks) } catch {
      throw fail("\(what): \(kopecks) kopecks are beyond what fiscal memory holds", "use less")
    }
  }
}
