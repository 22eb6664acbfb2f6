internal import CLua

/// One sandboxed Lua state that runs one script, step by step.
///
/// Not safe to share: one owner calls it. It never throws and never blocks longer than its limits.
package final class LuaMachine {
  package private(set) var limits: MachineLimits
  private let program: Program
  /// Nil when there was no memory even for an empty state.
  private let machine: OpaquePointer?
  private let owner: Owner
  /// Whether its modules are loaded and the script is not started yet.
  private var isLoaded = false
  /// What a start gave that has to wait until all is loaded.
  private var arguments: [Value] = []

  package init(
    _ program: Program, limits: MachineLimits, seed: UInt64, log: @escaping (ScriptLine) -> Void
  ) {
    self.limits = limits
    self.program = program
    owner = Owner(sources: program.sources, reached: program.reached, log: log)
    if let loaded = program.image?.machine(limits, seed: seed, owner) {
      (machine, isLoaded) = (loaded, true)
      return
    }
    let list = program.declared.list
    machine = kassa_create(
      limits.forC, owner.forC, seed, list.baseAddress, list.count, program.image?.vacancy)
  }

  /// One that waits as another one of its program did; the place of their image is vacant.
  package init(
    _ program: Program, as memory: MachineMemory, limits: MachineLimits,
    log: @escaping (ScriptLine) -> Void
  ) {
    self.limits = limits
    self.program = program
    owner = Owner(sources: program.sources, reached: program.reached, log: log)
    machine = kassa_use_image(memory.image, limits.forC, owner.forC)
  }

  /// One whose program nothing else runs.
  package convenience init(
    limits: MachineLimits, seed: UInt64, modules: [HostModule], sources: any ModuleSource,
    prelude: String?, log: @escaping (ScriptLine) -> Void
  ) {
    self.init(
      Program(functions: modules, sources: sources, prelude: prelude), limits: limits, seed: seed,
      log: log)
  }

  deinit {
    if let machine { kassa_close(machine) }
  }

  /// Requires the program's modules, where that is not done yet; nil once they are loaded.
  ///
  /// It begins the step in which the machine is started.
  package func load() -> Resumption? { load(program.modules) }

  /// Calls the function that the first module returned.
  package func start(_ arguments: [Value]) -> Resumption {
    guard let machine, isLoaded else { return .killed(.memory, at: nil) }
    isLoaded = false
    give(arguments, to: machine)
    return resumption(kassa_start(machine), of: machine)
  }

  /// Requires `module`, which must return a function, and calls it with `arguments`.
  ///
  /// Loading is part of the step's budget.
  package func start(_ module: String, arguments: [Value]) -> Resumption {
    precondition(!isLoaded || program.modules.first == module, "another module is loaded")
    self.arguments = arguments
    return load([module]) ?? start(arguments)
  }

  /// Continues the script that waits; `values` become the results of the call that waited.
  package func resume(_ values: [Value]) -> Resumption {
    guard let machine else { return .killed(.memory, at: nil) }
    guard isWaiting else {
      return .failed(ScriptError("the script isn't waiting", remedy: "start a new machine"))
    }
    give(values, to: machine)
    let outcome = kassa_resume(machine)
    isLoaded = outcome.kind == KASSA_LOADED
    return isLoaded ? start(arguments) : resumption(outcome, of: machine)
  }

  /// Whether a host function waits for its answer.
  var isWaiting: Bool { machine.map { kassa_is_waiting($0) != 0 } ?? false }

  /// File and line of the script code that waits or runs now, if known.
  var position: String? {
    guard let machine else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 160) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      kassa_position(machine, start, buffer.count)
      return start[0] == 0 ? nil : String(cString: start)
    }
  }

  /// Where code is at work that is not of the files under `folder`; nil where none is.
  ///
  /// `place` is where its innermost call stands, `origin` where its outermost function begins: the same
  /// however far that one has come.
  func outside(_ folder: String) -> (place: String, origin: String)? {
    guard let machine else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 320) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let size = buffer.count / 2
      guard kassa_outside(machine, folder, start, start + size, size) != 0 else { return nil }
      return (String(cString: start), String(cString: start + size))
    }
  }

  /// Gives the next steps other limits.
  func limit(_ limits: MachineLimits) {
    self.limits = limits
    if let machine { kassa_limit(machine, limits.forC) }
  }

  /// What the last step has spent; the time is the processor's.
  var spent: (instructions: Int, microseconds: Int) {
    guard let machine else { return (0, 0) }
    let spent = kassa_spent(machine)
    return (Int(clamping: spent.units), Int(clamping: spent.nanoseconds / 1_000))
  }

  /// The machine as it waits; nil where it does not, or can't be copied.
  package func memory() -> MachineMemory? {
    isWaiting ? machine.flatMap(MachineMemory.init) : nil
  }

  /// What tells the machine as it waits from another of its program; nil where that can't be told.
  package func key() -> MachineKey? { machine.flatMap(MachineKey.init(of:)) }

  var memoryBytes: Int { machine.map { kassa_bytes($0) } ?? 0 }

  private func give(_ values: [Value], to machine: OpaquePointer) {
    guard let exchange = kassa_exchange_of(machine) else { return }
    kassa_exchange_clear(exchange)
    for value in values { exchange.put(value) }
  }
}

extension LuaMachine {
  private func load(_ modules: [String]) -> Resumption? {
    guard !isLoaded else { return nil }
    guard let machine else { return .killed(.memory, at: nil) }
    owner.said = program.image == nil ? nil : []
    give(modules.map(Value.string), to: machine)
    let outcome = kassa_load_modules(machine, program.prelude)
    guard outcome.kind == KASSA_LOADED else { return resumption(outcome, of: machine) }
    isLoaded = true
    program.image?.keep(machine, said: owner.said ?? [])
    owner.said = nil
    return nil
  }

  private func resumption(_ outcome: kassa_outcome, of machine: OpaquePointer) -> Resumption {
    if outcome.kind == KASSA_WAITING { return .waiting }
    guard outcome.kind != KASSA_KILLED, let state = outcome.L else {
      return killed(machine)
    }
    guard outcome.kind == KASSA_FINISHED else { return .failed(failure(state)) }
    do throws(Mismatch) {
      return .finished(try results(state, count: outcome.value_count))
    } catch {
      return .failed(error.error(in: "the script's result"))
    }
  }

  private func killed(_ machine: OpaquePointer) -> Resumption {
    let place = String(cString: kassa_killed_at(machine))
    let kill: Kill =
      switch Int(kassa_killed(machine)) {
      case KASSA_KILL_TIME: .time
      case KASSA_KILL_MEMORY: .memory
      case KASSA_KILL_STACK: .stack
      default: .instructions
      }
    return .killed(kill, at: place.isEmpty ? nil : place)
  }

  /// A store's whole table is the result of loading it.
  private static let resultBytesMax = 4 << 20

  private func results(_ state: OpaquePointer, count: Int32) throws(Mismatch) -> [Value] {
    var values: [Value] = []
    let bottom = lua_gettop(state) - count
    var reader = ShapeReader(state, textBytesMax: Self.resultBytesMax)
    for index in 0..<count {
      values.append(try reader.read(.value, at: bottom + index + 1))
    }
    return values
  }

  private func failure(_ state: OpaquePointer) -> ScriptError {
    let calls = calls(of: state)
    let type = lua_type(state, -1)
    // Lua puts a place before texts only, and not with level 0: then it is where the innermost call
    // stands.
    let call = calls.first ?? ""
    let innermost = String(call[..<(call.firstRange(of: " in ")?.lowerBound ?? call.endIndex)])
    guard type == LUA_TSTRING else {
      let kind = type == LUA_TNIL ? "nil" : "a " + String(cString: lua_typename(state, type))
      return ScriptError("the script raised \(kind)", remedy: "raise a string", calls: calls)
        .placed(at: innermost)
    }
    var length = 0
    let text = lua_tolstring(state, -1, &length)
    let bytes = UnsafeRawBufferPointer(start: text, count: length)
    let error = ScriptError(parsing: String(decoding: bytes, as: UTF8.self), calls: calls)
    // What the stock library raises so is about the store as a whole.
    return innermost.hasPrefix("kassa/") ? error.blamingStore : error.placed(at: innermost)
  }

  /// The calls on the failed coroutine's stack, which an error leaves as they were.
  private func calls(of state: OpaquePointer) -> [String] {
    let callsMax: Int32 = 16
    var calls: [String] = []
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 240) { buffer in
      guard let start = buffer.baseAddress else { return }
      for index in 0..<callsMax where kassa_call_at(state, index, start, buffer.count) != 0 {
        calls.append(String(cString: start))
      }
    }
    return calls
  }
}

extension MachineLimits {
  var forC: kassa_limits {
    let (nanoseconds, overflow) = UInt64(max(0, millisecondsMax))
      .multipliedReportingOverflow(by: 1_000_000)
    return kassa_limits(
      units_max: max(1, instructionsMax),
      nanoseconds_max: overflow ? UInt64.max : nanoseconds,
      bytes_max: max(1, memoryBytesMax))
  }
}
