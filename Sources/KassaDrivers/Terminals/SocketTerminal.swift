import Foundation
public import KassaRuntime

/// A connected terminal that talks JSON lines over a Unix domain socket (docs/pinpad.md).
///
/// It never guesses. A lost reply, a closed socket, words that are none of the protocol's and an
/// answer about another charge are all `.unknown`.
public struct SocketTerminal: TerminalDriver {
  public let id: String
  public let name: String
  private let path: String
  private let limit: Duration

  /// How long a question may take that no customer answers.
  private static let questionLimit = Duration.seconds(10)

  /// - Parameters:
  ///   - path: the socket's; nobody needs to listen there yet.
  ///   - limit: how long a charge may take before its outcome is called unknown.
  public init(id: String, name: String, path: String, limit: Duration = TerminalAddress.limit) {
    self.id = id
    self.name = name
    self.path = path
    self.limit = limit
  }

  /// The driver of a terminal that was set up at a till, for `Till.Settings.connect`.
  public init(_ address: TerminalAddress) {
    self.init(
      id: address.id, name: address.name, path: address.socketPath, limit: address.limit)
  }

  public func charge(_ request: TerminalCharge) async -> TerminalReply {
    await operate(
      request, PinpadRequest(.charge, key: request.key, kopecks: request.amount.kopecks))
  }

  public func refund(
    _ request: TerminalCharge, of charge: TerminalCharge?
  ) async -> TerminalReply {
    await operate(
      request,
      PinpadRequest(
        .refund, key: request.key, kopecks: request.amount.kopecks, of: charge?.key))
  }

  public func void(_ charge: TerminalCharge) async -> TerminalReply {
    do throws(UnixSocket.Failure) {
      let line = try await ask(PinpadRequest(.void, key: charge.key), within: limit)
      return Self.voided(line, charge)
    } catch {
      // Not a byte was sent: it stands.
      return error == .unreachable ? .declined(reason: "unreachable") : .unknown
    }
  }

  private func operate(
    _ request: TerminalCharge, _ asked: PinpadRequest
  ) async -> TerminalReply {
    do throws(UnixSocket.Failure) {
      return Self.reply(try await ask(asked, within: limit), to: request)
    } catch {
      // Not a byte was sent, and no other call ever uses this key.
      return error == .unreachable ? .declined(reason: "unreachable") : .unknown
    }
  }

  public func outcome(of request: TerminalCharge) async -> TerminalReply {
    let asked = PinpadRequest(.outcome, key: request.key)
    do throws(UnixSocket.Failure) {
      return Self.reply(try await ask(asked, within: min(limit, Self.questionLimit)), to: request)
    } catch { return .unknown }
  }

  /// Asks, and where the customer is still at it stops the charge: `void`, as docs/pinpad.md has it.
  public func stop(_ request: TerminalCharge) async -> TerminalReply {
    let deadline = ContinuousClock.now + Self.stopLimit
    do throws(UnixSocket.Failure) {
      let reply = try await reply(to: request, by: .outcome, before: deadline)
      return reply == .running
        ? try await self.reply(to: request, by: .void, before: deadline) : reply
    } catch { return .unknown }
  }

  private func reply(
    to request: TerminalCharge, by action: PinpadRequest.Action,
    before deadline: ContinuousClock.Instant
  ) async throws(UnixSocket.Failure) -> TerminalReply {
    let left = ContinuousClock.now.duration(to: deadline)
    return Self.reply(
      try await ask(PinpadRequest(action, key: request.key), within: left), to: request)
  }

  /// A customer stands and waits meanwhile.
  private static let stopLimit = Duration.seconds(3)

  /// Asks on a thread of its own: the runtime's own threads are never blocked.
  private func ask(
    _ request: PinpadRequest, within limit: Duration
  ) async throws(UnixSocket.Failure) -> [UInt8] {
    let result = await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: exchange(request, within: limit)) }
    }
    return try result.get()
  }

  private func exchange(
    _ request: PinpadRequest, within limit: Duration
  ) -> Result<[UInt8], UnixSocket.Failure> {
    let deadline = ContinuousClock.now + limit
    return Result { () throws(UnixSocket.Failure) in
      let socket = try UnixSocket.connect(to: path)
      guard let line = try? PinpadJSON.line(request) else { throw .unreachable }
      try socket.send(line, by: deadline)
      return try socket.line(bytesMax: PinpadReply.bytesMax, by: deadline)
    }
  }

  /// What a line says about `request`; only what is about that key and that amount is believed.
  static func reply(_ line: [UInt8], to request: TerminalCharge) -> TerminalReply {
    guard let reply = try? PinpadJSON.decode(PinpadReply.self, line), reply.error == nil,
      let operation = reply.operation, operation.key == request.key
    else { return .unknown }
    let asked = request.amount.kopecks
    switch operation.state {
    case .running: return .running
    case .declined: return .declined(reason: kept(operation.reason))
    case .voided: return .declined(reason: "voided")
    case .approved:
      guard operation.askedKopecks == asked, let taken = try? Money(kopecks: operation.kopecks),
        taken > .zero
      else { return .unknown }
      let reference = kept(operation.reference)
      if taken == request.amount { return .approved(reference: reference) }
      return taken < request.amount
        ? .approvedInPart(taken, reference: reference) : .approvedOver(taken, reference: reference)
    }
  }

  /// What a line says about the void of `charge`.
  static func voided(_ line: [UInt8], _ charge: TerminalCharge) -> TerminalReply {
    guard let reply = try? PinpadJSON.decode(PinpadReply.self, line) else { return .unknown }
    if reply.error == .noOperation { return .declined(reason: "no_operation") }
    guard reply.error == nil, let operation = reply.operation else { return .unknown }
    guard operation.key == charge.key else { return undidOther(operation, charge) }
    switch operation.state {
    case .voided where operation.askedKopecks == charge.amount.kopecks:
      return .approved(reference: kept(operation.reference))
    case .voided: return .unknown
    case .approved, .declined: return .declined(reason: kept(operation.reason))
    case .running: return .running
    }
  }

  /// Another operation was undone than was asked: its amount says so.
  private static func undidOther(
    _ operation: PinpadOperation, _ charge: TerminalCharge
  ) -> TerminalReply {
    guard operation.state == .voided, let amount = try? Money(kopecks: operation.kopecks),
      amount > .zero, amount != charge.amount
    else { return .unknown }
    let reference = kept(operation.reference)
    return amount < charge.amount
      ? .approvedInPart(amount, reference: reference) : .approvedOver(amount, reference: reference)
  }

  /// Free text from outside as it may be kept: without a card number, and not without end.
  private static func kept(_ text: String) -> String {
    String(CardNumber.redacted(text).prefix(64))
  }
}
