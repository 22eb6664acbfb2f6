import NIOCore
import NIOHTTP1

/// Refuses, as the parser does, what somebody between could read otherwise than it is read here.
///
/// What comes behind keeps of a head neither the version nor the host of its target.
final class HeadCheck: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private var isOver = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data), !isOver, !head.isPlain {
      isOver = true
      context.fireErrorCaught(HTTPParserError.unknown)
    }
    if !isOver { context.fireChannelRead(data) }
  }

  /// Puts the check behind the parser, and behind it who counts connections and ends them in time.
  final class Place: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let crowd: CrowdHandler
    private let deadline: Duration

    init(_ crowd: CrowdHandler, deadline: Duration) {
      (self.crowd, self.deadline) = (crowd, deadline)
    }

    func handlerAdded(context: ChannelHandlerContext) {
      let pipeline = context.pipeline.syncOperations
      do {
        let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let check = HeadCheck()
        try pipeline.addHandler(check, position: .after(parser))
        try pipeline.addHandler(crowd, position: .after(check))
        try pipeline.addHandler(Deadlines(limit: deadline), position: .after(crowd))
      } catch { context.close(promise: nil) }
    }
  }
}

extension HTTPRequestHead {
  /// Whether it names one host, its body is as long as everybody reads it, and what comes behind is HTTP.
  fileprivate var isPlain: Bool { namesOneHost && hasPlainBody && staysHTTP }

  /// Whether the parser goes on behind it: else it keeps all that comes, for somebody to take it over.
  private var staysHTTP: Bool { method != .CONNECT && headers["Upgrade"].isEmpty }

  /// Whether its target is a path, or of the host that it names beside it.
  private var namesOneHost: Bool {
    guard !uri.hasPrefix("/") else { return true }
    guard let start = uri.firstRange(of: "://")?.upperBound else { return false }
    return String(uri[start...].prefix { !"/?#".contains($0) }) == headers["Host"].first
  }

  /// Whether nothing was done to the body but cutting it into chunks, which HTTP/1.0 does not know.
  private var hasPlainBody: Bool {
    let encodings = headers["Transfer-Encoding"]
    return encodings.isEmpty || encodings == ["chunked"] && version == .http1_1
  }
}
