/// A flow written in Lua: one coroutine in one fresh state.
final class LuaFlow: FlowScript {
  private let bundle: Bundle
  private let source: BundleSource
  private let words: Words
  private var limits: MachineLimits
  private let log: (ScriptLine) -> Void
  private var machine: LuaMachine?

  /// - Parameter limits: a replay has no clock until `startClock`.
  init(
    _ bundle: Bundle, _ source: BundleSource, _ words: Words, limits: MachineLimits,
    log: @escaping (ScriptLine) -> Void
  ) {
    self.bundle = bundle
    self.source = source
    self.words = words
    self.limits = limits
    self.log = log
  }

  func start(_ start: FlowStart, _ port: any FlowPort) -> Resumption {
    let machine = LuaMachine(
      limits: limits, seed: start.seed, modules: Bindings.modules(port, words), sources: source,
      prelude: "kassa.prelude",
      log: { [log, unowned port, unowned self] line in
        // What is said again in a replay was heard before.
        if isReplay { return }
        port.hear(line)
        log(line)
      })
    self.machine = machine
    return machine.start(
      "kassa.flow", arguments: [.string(start.name), .string(start.level.rawValue)])
  }

  func startClock() { limits.millisecondsMax = MachineLimits().millisecondsMax }

  private var isReplay: Bool { limits.millisecondsMax == .max }

  func limit(to left: (instructions: Int, microseconds: Int)) {
    // What was within its budget when it was recorded must not run out of it here: a file that was read
    // from a cache then may have to be compiled now.
    limits.instructionsMax = isReplay ? left.instructions * 2 : left.instructions
    if !isReplay { limits.millisecondsMax = (left.microseconds + 999) / 1_000 }
    machine?.limit(limits)
  }

  var storePlace: (place: String, origin: String)? { machine?.outside("kassa/") }

  var spent: (instructions: Int, microseconds: Int) { machine?.spent ?? (0, 0) }

  func resume(_ values: [Value]) -> Resumption {
    machine?.resume(values) ?? .finished([])
  }
}
