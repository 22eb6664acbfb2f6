import KassaRuntime
import Synchronization

/// The shop's own servers with every fault, and the truth about what they changed: they keep their power.
///
/// What a call comes to follows from its key and from how often it came, so that a schedule plays the
/// same at every run and a call that is made again may meet another reply.
final class FaultyService: ServiceCaller {
  private struct State {
    /// The keys of the last calls, in order, each as often as it came.
    var calls: [String] = []
    /// The keys of changes that arrived, the last ones.
    var arrived: [String] = []
    var doubled: String?
  }

  private let seed: UInt64
  private let state = Mutex(State())

  private static let keptMax = 256

  init(seed: UInt64) { self.seed = seed }

  /// The key of a change that came twice, though its service did not say that it knows keys.
  var doubled: String? { state.withLock { $0.doubled } }

  /// Whether the call of that key has changed something, as far back as is known.
  func hasChanged(_ key: String) -> Bool { state.withLock { $0.arrived.contains(key) } }

  /// What `call` asks for begins with "change" where it changes something, and with "again" where it
  /// does and its service knows a key again.
  func call(_ call: ServiceCall) async -> ServiceReply {
    var numbers = SplitMix64(call.key.utf8.reduce(seed &+ times(call)) { ($0 &* 31) &+ UInt64($1) })
    switch numbers.below(8) {
    case 0: return .absent(reason: "no route")
    case 1:
      arrive(call)
      return .unknown(reason: "reset")
    case 2:
      arrive(call)
      return .late
    case 3: return .refused
    case 4:
      arrive(call)
      return .answered(Array("<html>".utf8))
    default:
      arrive(call)
      return .answered(Array("\(numbers.below(1_000))".utf8))
    }
  }

  /// How often it came before.
  private func times(_ call: ServiceCall) -> UInt64 {
    state.withLock { state in
      defer { state.calls = (state.calls + [call.key]).suffix(Self.keptMax) }
      return UInt64(state.calls.count { $0 == call.key })
    }
  }

  private func arrive(_ call: ServiceCall) {
    let changesOnce = call.what.hasPrefix("change")
    guard changesOnce || call.what.hasPrefix("again") else { return }
    state.withLock { state in
      if changesOnce, state.arrived.contains(call.key) { state.doubled = call.key }
      state.arrived = (state.arrived + [call.key]).suffix(Self.keptMax)
    }
  }
}
