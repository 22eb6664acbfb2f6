import Synchronization

@testable import KassaRuntime

/// The shop's own servers as a test wants them: each call gets the next reply, the last one for ever.
final class ServiceStandIn: ServiceCaller {
  private let state: Mutex<(replies: [ServiceReply], calls: [ServiceCall])>
  /// How long each call takes.
  private let pause: Duration

  init(_ replies: ServiceReply..., pause: Duration = .zero) {
    state = Mutex((replies, []))
    self.pause = pause
  }

  /// One that says `text`.
  convenience init(says text: String) { self.init(.answered(Array(text.utf8))) }

  /// What has arrived, in order.
  var calls: [ServiceCall] { state.withLock { $0.calls } }

  func call(_ call: ServiceCall) async -> ServiceReply {
    let reply = state.withLock { state in
      state.calls.append(call)
      return state.replies.count > 1 ? state.replies.removeFirst() : state.replies[0]
    }
    if pause > .zero { try? await Task.sleep(for: pause) }
    return reply
  }
}

extension ServiceCall {
  var text: String { String(decoding: body, as: UTF8.self) }
}
