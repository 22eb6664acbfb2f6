import Foundation
import KassaDrivers
package import KassaRuntime
import Logging

/// A till joined of what its start was told, and run until it is left.
package struct TillStart: Sendable {
  private let options: StartOptions
  private let folder: String
  /// The program's name and version, for the record of each start.
  private let program: String
  /// Whether changed files of the store are taken while it runs.
  private let takesChanges: Bool

  /// - Parameter folder: the till's data folder, as ``StartOptions/folder()`` made it.
  package init(
    _ options: StartOptions, in folder: String, program: String, takesChanges: Bool = false
  ) {
    self.options = options
    self.folder = folder
    self.program = program
    self.takesChanges = takesChanges
  }

  /// Serves customers through `cashier`.
  ///
  /// - Parameter opened: told of each till that is joined: the first, and one for each change of the store's
  ///   files that is taken.
  /// - Throws: `Failure` when the till is left, or can't be run.
  package func sell(
    with cashier: any Cashier, opened: @Sendable (Till) async -> Void = { _ in }
  ) async throws {
    do {
      var settings = try settings()
      while true { settings.repeats = try await serve(cashier, settings, opened) }
    } catch { throw Failure(error) }
  }

  /// Runs the till until its store's files are changed, where it is to take them then.
  ///
  /// - Returns: the answers of the flow that was open.
  /// - Throws: `CashierGone` when it is left.
  private func serve(
    _ cashier: any Cashier, _ settings: Till.Settings, _ opened: @Sendable (Till) async -> Void
  ) async throws -> [GivenAnswer] {
    let files = FolderWatch(
      [options.store] + (options.chain.map { [$0] } ?? []),
      pollMilliseconds: takesChanges ? 150 : 2_000)
    let till = try await Till(
      opening: { try StoreBundle(folder: options.store, chain: options.chain) }, data: folder,
      registrar: { try Devices.registrar(named: options.registrar)($0, folder, settings) },
      cashier: cashier, settings: settings)
    // The socket's threads end on their own; the folder is free as soon as this till is gone.
    let control = ControlServer(folder: folder) { [weak till] request, body in
      guard let till else { return ControlReply(error: "the till is being left; try again") }
      return await ControlReply.of(request, body, at: till, by: NSUserName())
    }
    if control == nil {
      settings.log.error("no control socket in «\(folder)»: swaps need a restart")
    }
    control?.start()
    defer { control?.stop() }
    await opened(till)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await till.run() }
      group.addTask { try await change(of: files, for: till) }
      // Whichever ends first; whatever the till does then is kept.
      try await group.next()
      group.cancelAll()
      while await group.nextResult() != nil {}
    }
    return try await till.answersToRepeat()
  }

  /// Tells of each change of the store's files; returns at one that the till is to take.
  private func change(of files: FolderWatch, for till: Till) async throws {
    var files = files
    while true {
      try await files.change()
      let isTaken = await till.look(
        atChanged: { try StoreBundle(folder: options.store, chain: options.chain) },
        taken: takesChanges)
      if isTaken { return }
    }
  }

  private func settings() throws -> Till.Settings {
    var settings = Till.Settings(
      language: options.language, columns: options.columns,
      offsetSeconds: SystemTime.offsetSeconds,
      seam: CrashPoint.seam(at: options.crashAt, in: options.crashIn),
      log: LogFile.logger(folder: folder))
    settings.program = program
    settings.connect = { Devices.TerminalProtocol.pinpad.terminal(at: $0) }
    settings.services = Services.caller(data: folder)
    // Whoever writes a store wants to see what it does.
    settings.trialReceipts = takesChanges ? 0 : options.trial.trialReceipts
    settings.trialMinutes = options.trial.trialMinutes
    settings.trust = try options.trust.map {
      (key: try TrustedKey(text: KeyFile.text($0), file: $0), file: $0)
    }
    return settings
  }
}
