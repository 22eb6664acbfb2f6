/// A flow written in Lua: one coroutine in one fresh state.
final class LuaFlow: FlowScript {
  private let bundle: Bundle
  private let source: BundleSource
  private let images: FlowImages
  private var limits: MachineLimits
  private let log: (ScriptLine) -> Void
  private var running: (machine: LuaMachine, image: FlowImage)?
  /// Whether its processor time counts: nobody waits for a flow that is walked, which must end alike on
  /// every machine.
  private let isTimed: Bool
  private(set) var spent = (instructions: 0, microseconds: 0)

  /// - Parameter limits: a replay has no clock until `startClock`.
  init(
    _ bundle: Bundle, _ source: BundleSource, _ images: FlowImages, limits: MachineLimits,
    isTimed: Bool = true, log: @escaping (ScriptLine) -> Void
  ) {
    self.isTimed = isTimed
    self.bundle = bundle
    self.source = source
    self.images = images
    self.limits = limits
    self.log = log
  }

  deinit { close() }

  func start(_ start: FlowStart, _ port: any FlowPort) -> Resumption {
    var (resumption, isLoaded) = begin(start, port, images.enter(bundle, source, port.language))
    if !isLoaded, case .failed = resumption {
      // The stock sale, which this flow may not need, may be what can't be loaded.
      let before = spent
      close()
      let alone = FlowImage(bundle, source, port.language, keepsImage: false, withSale: false)
      (resumption, isLoaded) = begin(start, port, alone)
      spent.instructions += before.instructions
      spent.microseconds += before.microseconds
    }
    return resumption
  }

  private func begin(
    _ start: FlowStart, _ port: any FlowPort, _ image: FlowImage
  ) -> (Resumption, isLoaded: Bool) {
    let machine = LuaMachine(
      image.program, limits: limits, seed: start.seed, log: hearing(for: port))
    running = (machine, image)
    var isLoaded = false
    let resumption = paying(machine) {
      if let stopped = machine.load() { return stopped }
      isLoaded = true
      image.place.flow = port
      return machine.start([.string(start.name), .string(start.level.rawValue)])
    }
    return (resumption, isLoaded)
  }

  func resume(_ values: [Value]) -> Resumption {
    guard let machine = running?.machine else { return .finished([]) }
    return paying(machine) { machine.resume(values) }
  }

  private func paying(_ machine: LuaMachine, _ turn: () -> Resumption) -> Resumption {
    defer {
      spent = machine.spent
      if !isTimed { spent.microseconds = 0 }
    }
    return turn()
  }

  /// What hears the script for that flow.
  private func hearing(for port: any FlowPort) -> (ScriptLine) -> Void {
    { [log, unowned port, unowned self] line in
      // What is said again in a replay was heard before.
      if isReplay { return }
      port.hear(line)
      log(line)
    }
  }

  func saved() -> SavedScript? {
    guard let (machine, image) = running, let memory = machine.memory() else { return nil }
    return { [bundle, source, images, limits, isTimed, log] port in
      guard image.enter() else { return nil }
      let flow = LuaFlow(bundle, source, images, limits: limits, isTimed: isTimed, log: log)
      let machine = LuaMachine(
        image.program, as: memory, limits: limits, log: flow.hearing(for: port))
      flow.running = (machine, image)
      image.place.flow = port
      return flow
    }
  }

  func key() -> MachineKey? { running?.machine.key() }

  func close() {
    guard let image = running?.image else { return }
    running = nil
    image.leave()
  }

  func startClock() { limits.millisecondsMax = MachineLimits().millisecondsMax }

  private var isReplay: Bool { isTimed && limits.millisecondsMax == .max }

  func limit(to left: (instructions: Int, microseconds: Int)) {
    // What was within its budget when it was recorded must not run out of it here: a file that was read
    // from a cache then may have to be compiled now.
    limits.instructionsMax = isReplay ? left.instructions * 2 : left.instructions
    if isTimed, !isReplay { limits.millisecondsMax = (left.microseconds + 999) / 1_000 }
    running?.machine.limit(limits)
  }

  var storePlace: (place: String, origin: String)? { running?.machine.outside("kassa/") }
}
