internal import CLua

/// What a machine asks of its owner: modules, and somebody who hears its log.
final class Owner {
  private let sources: any ModuleSource
  let log: (ScriptLine) -> Void
  /// What scripts have said so far, where somebody wants to hear it again; else nil.
  var said: [ScriptLine]?
  /// What functions reach that are declared for many machines.
  fileprivate let reached: AnyObject?

  init(
    sources: any ModuleSource, reached: AnyObject?, log: @escaping (ScriptLine) -> Void
  ) {
    self.sources = sources
    self.reached = reached
    self.log = log
  }

  /// Lives as long as the owner does.
  var forC: kassa_host {
    kassa_host(context: Unmanaged.passUnretained(self).toOpaque(), find: findEntry, log: logEntry)
  }

  fileprivate func find(
    _ module: String, _ state: OpaquePointer, _ exchange: UnsafeMutablePointer<kassa_exchange>
  ) -> Int32 {
    do throws(ScriptError) {
      guard let chunk = try sources.chunk(named: module) else { return 0 }
      let isCompiled = try ChunkCache.shared.load(chunk, into: state)
      // As for compiling, also where that was done before: a replay in another process pays the same.
      exchange.pointee.debt += chunk.source.count * (isCompiled ? 4 : 5)
      return 1
    } catch {
      exchange.put(failure: error.placed(at: scriptPlace(state, level: 1)).description)
      return Int32(KASSA_FAIL)
    }
  }

  fileprivate func hear(_ state: OpaquePointer, _ kind: Int32, _ bytesLeft: Int) -> Int {
    var text = LogText(state)
    let line = text.line(kind, bytesLeft: bytesLeft)
    log(line)
    said?.append(line)
    return line.text.utf8.count + text.values * 20
  }
}

extension LuaMachine {
  /// What the functions reach that the machine calls which runs on this thread; nil where none does.
  static var reached: AnyObject? {
    guard let context = kassa_running_context() else { return nil }
    return Unmanaged<Owner>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.reached }
  }
}

private typealias Find =
  @convention(c) (
    UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<kassa_exchange>?,
    UnsafePointer<CChar>?, Int
  ) -> Int32

private let findEntry: Find = { context, state, exchange, name, length in
  guard let context, let state, let exchange, let name else { return 0 }
  let owner = Unmanaged<Owner>.fromOpaque(context).takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: name, count: length)
  return owner.find(String(decoding: bytes, as: UTF8.self), state, exchange)
}

private let logEntry: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, Int32, Int) -> Int =
  { context, state, kind, bytesLeft in
    guard let context, let state else { return 0 }
    let owner = Unmanaged<Owner>.fromOpaque(context).takeUnretainedValue()
    return owner.hear(state, kind, bytesLeft)
  }
