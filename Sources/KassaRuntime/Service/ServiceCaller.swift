/// Calls the shop's own services for a till: its loyalty server, its vouchers.
///
/// Where a service listens and what it is told to know the till by is the caller's to know, and no
/// script's. The till never believes it about money: whatever it says is no approval.
public protocol ServiceCaller: Sendable {
  /// Asks the service once, and gives up by itself when the call's time is over.
  ///
  /// It may be left before that; what it comes to then is logged and counts for nothing.
  func call(_ call: ServiceCall) async -> ServiceReply

  /// How `service` is set up: another number than before once that was changed, or taken away.
  ///
  /// A service that failed again and again is not called for a while, unless it is set up otherwise.
  /// A caller that leaves this out says that nothing is ever changed.
  func settings(of service: String) -> Int
}

extension ServiceCaller {
  public func settings(of service: String) -> Int { 0 }
}

/// One call of a service.
public struct ServiceCall: Hashable, Sendable {
  /// The service, as the store names it.
  public let service: String
  /// What it is asked to do: letters, digits, «_» and «-».
  public let what: String
  /// The same whenever the same call is made again, also after a restart, and of no other call.
  public let key: String
  /// What goes with it, one line of JSON in UTF-8, at most ``bytesMax`` long.
  public let body: [UInt8]
  /// How long it may take.
  public let limit: Duration

  /// The longest body, and the longest answer.
  public static let bytesMax = 16_384

  package init(service: String, what: String, key: String, body: [UInt8], limit: Duration) {
    self.service = service
    self.what = what
    self.key = key
    self.body = body
    self.limit = limit
  }
}

/// What a call came to.
public enum ServiceReply: Hashable, Sendable {
  /// The service has done it, and said this: JSON, or nothing.
  case answered([UInt8])
  /// The service has said that it did not, and will not, do it.
  case refused
  /// Nothing was sent; the reason is for the log.
  case absent(reason: String)
  /// It was sent, or may have been, and nobody knows what became of it; the reason is for the log.
  case unknown(reason: String)
  /// The same, and its time is over.
  case late
}
