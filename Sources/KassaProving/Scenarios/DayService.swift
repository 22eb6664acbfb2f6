import KassaRuntime
import Synchronization

/// A scenario's stand-in for the shop's own servers: it answers as the scenario says.
///
/// What no scenario speaks of is absent. It outlives the power cuts of the till.
final class DayService: ServiceCaller {
  /// What is wrong with a call.
  enum Fault: String, CaseIterable, Sendable {
    /// Can't be reached: nothing is sent.
    case absent
    /// Does it, and its answer comes when nobody waits any more.
    case late
    /// Does it, and the connection breaks.
    case lost
    /// Does it, and answers a page for people instead of JSON.
    case failed
    /// Says no.
    case refused
    /// Hangs, and the cashier does not wait.
    case left
  }

  /// What the next calls come to; `times` counts down, nil is for ever.
  struct Plan: Sendable {
    let what: String?
    let answer: Value
    let fault: Fault?
    var times: Int?
  }

  /// A call as it arrived there.
  struct Arrived: Sendable {
    let service: String
    let what: String
    let key: String
    let body: Value
  }

  private struct State {
    /// By service, the latest first.
    var plans: [String: [Plan]] = [:]
    var arrived: [Arrived] = []
    var isHanging = false
  }

  private let state = Mutex(State())

  func plan(_ service: String, _ plan: Plan) {
    state.withLock { $0.plans[service, default: []].insert(plan, at: 0) }
  }

  /// What has arrived at `service`, in order.
  func arrived(at service: String) -> [Arrived] {
    state.withLock { $0.arrived.filter { $0.service == service } }
  }

  /// Whether a call hangs that the cashier is to leave.
  var isHanging: Bool { state.withLock { $0.isHanging } }

  func call(_ call: ServiceCall) async -> ServiceReply {
    guard let plan = take(call) else { return .absent(reason: "no day.service") }
    switch plan.fault {
    case nil: return .answered(plan.answer.json)
    case .absent: return .absent(reason: "day.service")
    case .late: return .late
    case .lost: return .unknown(reason: "day.service")
    case .failed: return .answered(Array("<html>502 Bad Gateway</html>".utf8))
    case .refused: return .refused
    case .left:
      try? await Task.sleep(for: call.limit)
      state.withLock { $0.isHanging = false }
      return .late
    }
  }

  /// The plan for `call`, used once; what arrives is kept.
  private func take(_ call: ServiceCall) -> Plan? {
    state.withLock { state in
      let plans = state.plans[call.service] ?? []
      guard let index = plans.firstIndex(where: { $0.what == nil || $0.what == call.what }) else {
        return nil
      }
      let plan = plans[index]
      if let times = plan.times {
        state.plans[call.service]?[index].times = times - 1
        if times <= 1 { state.plans[call.service]?.remove(at: index) }
      }
      if plan.fault != .absent {
        let body = (try? JSONReader.value(of: call.body)) ?? .null
        state.arrived.append(
          Arrived(service: call.service, what: call.what, key: call.key, body: body))
      }
      state.isHanging = plan.fault == .left
      return plan
    }
  }
}
