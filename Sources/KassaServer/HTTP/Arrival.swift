import Hummingbird
import Synchronization

/// The responder, once it is known at which port it is spoken to.
final class Arrival: HTTPResponder {
  typealias Context = Connection

  private let responder = Mutex<Responder?>(nil)

  func open(_ responder: Responder) { self.responder.withLock { $0 = responder } }

  func respond(to request: Request, context: Connection) async -> Response {
    let response = await answer(to: request, context: context)
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(to request: Request, context: Connection) async -> Response {
    guard let responder = responder.withLock({ $0 }) else { return Reply.closing.response }
    return await responder.respond(to: request, context: context)
  }
}
