import KassaRuntime
import Synchronization

/// The shop's own servers with every fault, and the truth about what they changed: they keep their power.
///
/// What a call comes to follows from its key, so that a schedule plays the same at every run.
final class FaultyService: ServiceCaller {
  private struct State {
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

  /// What `call` asks for begins with "change" where it changes something.
  func call(_ call: ServiceCall) async -> ServiceReply {
    var numbers = SplitMix64(call.key.utf8.reduce(seed) { ($0 &* 31) &+ UInt64($1) })
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

  private func arrive(_ call: ServiceCall) {
    guard call.what.hasPrefix("change") else { return }
    state.withLock { state in
      if state.arrived.contains(call.key) { state.doubled = call.key }
      state.arrived.append(call.key)
      if state.arrived.count > Self.keptMax { state.arrived.removeFirst() }
    }
  }
}
