/// A flow written in Lua: one coroutine in one fresh state.
final class LuaFlow: FlowScript {
  private let bundle: Bundle
  private let source: BundleSource
  private let words: Words
  private let limits: MachineLimits
  private let log: (String) -> Void
  private var machine: LuaMachine?

  /// - Parameter limits: what a step may spend; a replay has no clock until `startClock`.
  init(
    _ bundle: Bundle, _ source: BundleSource, _ words: Words, limits: MachineLimits,
    log: @escaping (String) -> Void
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
      prelude: "kassa.prelude", log: log)
    self.machine = machine
    return machine.start(
      "kassa.flow", arguments: [.string(start.name), .string(start.level.rawValue)])
  }

  func startClock() {
    machine?.limitTime(millisecondsMax: MachineLimits().millisecondsMax)
  }

  func resume(_ values: [Value]) -> Resumption {
    machine?.resume(values) ?? .finished([])
  }
}
