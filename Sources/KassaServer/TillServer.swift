import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import KassaRuntime
package import Logging
import NIOCore

/// The till in browsers: pages, streams and answers over HTTP.
package struct TillServer: Sendable {
  package struct Settings: Sendable {
    package var listen: ListenAddress
    /// Further names that the till may be called by.
    package var names: [String]
    /// What it proves itself with; nil for a till that only this machine reaches.
    package var certificate: ServedCertificate?
    package var language: Language
    /// Minutes without input after which what stands is hidden until a PIN, 0 for never; nil for what the store
    /// says.
    package var lockMinutes: Int?
    /// Seconds east of UTC, as on paper.
    package var offsetSeconds: Int
    package var clock: @Sendable () -> Moment
    /// How long a request's body may take to come, and a reply to be read.
    package var deadline = Duration.seconds(30)
    package var log: Logger

    package init(
      listen: ListenAddress, names: [String] = [], certificate: ServedCertificate? = nil,
      lockMinutes: Int? = nil, language: Language,
      offsetSeconds: Int,
      clock: @escaping @Sendable () -> Moment = { Moment.now }, log: Logger
    ) {
      self.listen = listen
      self.names = names
      self.certificate = certificate
      self.lockMinutes = lockMinutes
      self.language = language
      self.offsetSeconds = offsetSeconds
      self.clock = clock
      self.log = log
    }
  }

  private let settings: Settings
  private let folder: String
  private let cashier: WebCashier
  private let till: CurrentTill
  private let desk: BrowserDesk
  private let programToken: String

  /// - Parameters:
  ///   - folder: the till's data folder.
  ///   - till: whose goods are asked for; told once it is open.
  ///   - programToken: what programs of the till's owner send.
  package init(
    folder: String, cashier: WebCashier, till: CurrentTill, programToken: String,
    _ settings: Settings
  ) {
    (self.folder, self.cashier, self.till) = (folder, cashier, till)
    (self.settings, self.programToken) = (settings, programToken)
    desk = BrowserDesk(folder: folder, clock: settings.clock)
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter listening: told the port once it listens.
  /// - Throws: what the system says where it can't listen.
  package func run(listening: @escaping @Sendable (Int) async -> Void) async throws {
    let responder = Arrival()
    let house = House(
      cashier: cashier, page: PageFiles(), admissions: Admissions(desk: desk),
      takeOvers: TakeOvers(folder: folder, clock: settings.clock), till: till,
      language: settings.language, offsetSeconds: settings.offsetSeconds, clock: settings.clock)
    let (desk, settings, programToken) = (desk, settings, programToken)
    var log = settings.log
    log.logLevel = .error
    let application = Application(
      responder: responder, server: try server(),
      configuration: .init(
        address: .hostname(settings.listen.host, port: settings.listen.port),
        availableConnectionsDelegate: .maximum(Self.connectionsMax, logger: log)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? settings.listen.port
        let hosts = KnownHosts(
          settings.listen, port: port, names: settings.names, certificate: settings.certificate)
        let door = Door(hosts: hosts, desk: desk, programToken: programToken)
        responder.open(Responder(house: house, door: door))
        await listening(port)
      }, logger: log)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await application.run() }
      group.addTask { try await look() }
      try await group.next()
      group.cancelAll()
    }
  }

  private func server() throws -> HTTPServerBuilder {
    let (crowd, deadline) = (Crowd(), settings.deadline)
    let proxied = ProxiedHosts(settings.names)
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [
          HeadCheck.Place(CrowdHandler(crowd, proxied), deadline: deadline)
        ],
        idleTimeout: .seconds(60),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 8_192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64)))
    guard let certificate = settings.certificate else { return plain }
    return try .tls(plain, tlsConfiguration: certificate.configuration())
  }

  private static let connectionsMax = 128
  /// How often it looks who was put out, and every which time a stream shows that it lives: every 5 s.
  private static let (lookPeriod, looksPerSign) = (Duration.seconds(1), 5)

  /// Looks after the streams.
  private func look() async throws {
    var problem: BrowserDeskError?
    while true {
      for _ in 0..<Self.looksPerSign {
        try await Task.sleep(for: Self.lookPeriod)
        problem = await putOut(after: problem)
      }
      let own = await till.till?.lockMinutes
      if let minutes = settings.lockMinutes ?? own, minutes > 0 {
        await cashier.lock(after: .seconds(60 * minutes))
      }
      if let problem = settings.certificate?.look(now: settings.clock()) {
        settings.log.error("certificate: \(problem)")
      }
      await cashier.look()
    }
  }

  /// Ends the streams of browsers that were put out; all of them while nobody can tell who was.
  ///
  /// - Parameter last: what was wrong before: it is logged once.
  /// - Returns: what is wrong now.
  private func putOut(after last: BrowserDeskError?) async -> BrowserDeskError? {
    var (known, problem): ([BrowserDesk.Browser], BrowserDeskError?) = ([], nil)
    do { known = try desk.browsers() } catch { problem = error }
    if let problem, problem != last { settings.log.error("devices: \(problem)") }
    let ids = Set(known.map(\.id) + [Caller.program.id])
    await cashier.putOut { !ids.contains($0) }
    return problem
  }
}
