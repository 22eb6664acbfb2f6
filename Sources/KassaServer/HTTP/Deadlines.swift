import NIOCore
import NIOHTTP1
import NIOSSL

/// Ends connections that hold a place and don't go on, as bodies that drip in and replies that nobody reads, and those
/// that send more than is answered.
///
/// A stream of events has no end, and is looked after by who writes it.
final class Deadlines: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var inflow = Inflow()
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
  /// Whether the last reply was written, or none will be.
  private var isOver = false
  /// Whether nothing is read any more.
  private var isDeaf = false

  init(limit: Duration) { self.limit = TimeAmount(limit) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    let verdict: Inflow.Verdict
    switch unwrapInboundIn(data) {
    case .head:
      verdict = inflow.head()
      if verdict == .pass { Self.restart(&body, limit, context) }
    case .body(let piece): verdict = inflow.body(piece.readableBytes)
    case .end:
      verdict = inflow.bodyEnded()
      if verdict == .pass { Self.stop(&body) }
    }
    switch verdict {
    case .pass: context.fireChannelRead(data)
    case .drop: if inflow.unanswered == 0 { closeSoon(context) }
    case .end:
      (isOver, isDeaf) = (true, true)
      context.channel.cut()
    }
  }

  /// What comes behind an error is nobody's, and may be kept where it was made.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    isDeaf = true
    // Whoever answers refuses it meanwhile.
    Self.restart(&end, Self.lingering, context)
    context.fireErrorCaught(error)
  }

  func read(context: ChannelHandlerContext) { if !isDeaf { context.read() } }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var promise = promise
    switch unwrapOutboundIn(data) {
    case .head(let head):
      hasEnd = head.headers["Content-Type"].first?.hasPrefix("text/event-stream") != true
      isLast = head.headers["Connection"].contains("close")
      if hasEnd { began(context) }
    case .body: break
    case .end:
      inflow.replied()
      guard hasEnd else { break }
      let written = promise ?? context.eventLoop.makePromise()
      let isLast = isLast || inflow.isTooLong
      written.futureResult.assumeIsolated().whenSuccess {
        self.ended(context)
        if isLast { self.closeSoon(context) }
      }
      promise = written
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
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: limit) { channel.cut() }
  }

  private static func stop(_ deadline: inout Scheduled<Void>?) {
    deadline?.cancel()
    deadline = nil
  }
}

extension Channel {
  /// Ends the connection at once: TLS alone would read on until the other end has said farewell too.
  func cut() {
    eventLoop.execute {
      let tls = try? self.pipeline.syncOperations.context(handlerType: NIOSSLHandler.self)
      if let tls { tls.close(promise: nil) } else { self.close(promise: nil) }
    }
  }
}
