import NIOCore
import NIOHTTP1

/// Ends connections that hold a place and don't go on: bodies that drip in, replies that nobody reads.
///
/// A stream of events has no end, and is looked after by who writes it.
final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  /// How long what still comes is read behind the last reply: a client that is cut off at once may lose that.
  private static let lingering = TimeAmount.seconds(1)

  /// End the connection unless a body, or a reply, is through by then.
  private var (body, reply): (Scheduled<Void>?, Scheduled<Void>?)
  /// Ends it behind its last reply.
  private var end: Scheduled<Void>?
  /// How many replies are on their way.
  private var replies = 0
  /// Whether what is being written has an end, and is the last.
  private var (hasEnd, isLast) = (true, false)
  /// Whether the last reply was written.
  private var isOver = false

  init(limit: Duration) { self.limit = TimeAmount(limit) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch unwrapInboundIn(data) {
    case .head: Self.restart(&body, limit, context)
    case .body: break
    case .end: Self.stop(&body)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var promise = promise
    switch unwrapOutboundIn(data) {
    case .head(let head):
      hasEnd = head.headers["Content-Type"].first?.hasPrefix("text/event-stream") != true
      isLast = head.headers["Connection"].contains("close")
      if hasEnd { began(context) }
    case .body: break
    case .end where hasEnd:
      let written = promise ?? context.eventLoop.makePromise()
      let isLast = isLast
      written.futureResult.assumeIsolated().whenSuccess {
        self.ended(context)
        if isLast { self.closeSoon(context) }
      }
      promise = written
    case .end: break
    }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    Self.stop(&body)
    Self.stop(&reply)
    Self.stop(&end)
  }

  private func began(_ context: ChannelHandlerContext) {
    replies += 1
    if replies == 1 { Self.restart(&reply, limit, context) }
  }

  private func ended(_ context: ChannelHandlerContext) {
    replies -= 1
    Self.stop(&reply)
    if replies > 0 { Self.restart(&reply, limit, context) }
  }

  private func closeSoon(_ context: ChannelHandlerContext) {
    isOver = true
    context.close(mode: .output, promise: nil)
    Self.restart(&end, Self.lingering, context)
  }

  private static func restart(
    _ deadline: inout Scheduled<Void>?, _ limit: TimeAmount, _ context: ChannelHandlerContext
  ) {
    stop(&deadline)
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
      context.close(promise: nil)
    }
  }

  private static func stop(_ deadline: inout Scheduled<Void>?) {
    deadline?.cancel()
    deadline = nil
  }
}
