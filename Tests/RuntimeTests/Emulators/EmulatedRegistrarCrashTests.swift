import Foundation
import GRDB
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// The process dies for real at each commit of a registrar, and another one opens its file.
@Suite struct EmulatedRegistrarCrashTests {
  @Test(arguments: [false, true])
  func `a key tells whether a receipt was issued before the power failed`(
    issued: Bool
  ) async throws {
    let folder = try TestFolder()
    let path = folder.path
    _ = try await EmulatedRegistrar(at: folder).openShift(key: "o1", cashier: "Иванова И.")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, issued = issued as Bool] in
      let registrar = try EmulatedRegistrar(
        folder: path, registration: FiscalSamples.registration, clock: { FiscalSamples.now },
        offsetSeconds: FiscalSamples.offsetSeconds,
        seam: Seam { point in
          let deadly: Seam.Point =
            issued ? .afterCommit(store: "registrar") : .beforeCommit(store: "registrar")
          if point == deadly { kill(getpid(), SIGKILL) }
        })
      _ = try await registrar.print(FiscalSamples.document(), key: "r1")
    }
    let registrar = try EmulatedRegistrar(at: folder)
    #expect(try await registrar.printed(key: "r1")?.number == (issued ? 2 : nil))
    #expect(try await registrar.status().lastDocument == (issued ? 2 : 1))
    #expect(try await registrar.print(FiscalSamples.document(), key: "r1").number == 2)
    let control = try EmulatedRegistrarControl(folder: path)
    #expect(try control.receipts().count == 1)
  }

  @Test(arguments: 1...10)
  func `a whole shift goes on after a death at any commit`(death: Int) async throws {
    let folder = try TestFolder()
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, death = death as Int] in
      let counter = CommitCounter(deadly: death)
      let registrar = try EmulatedRegistrar(
        folder: path, registration: FiscalSamples.registration, clock: { FiscalSamples.now },
        offsetSeconds: FiscalSamples.offsetSeconds, seam: Seam { _ in counter.count() })
      try await wholeShift(registrar)
    }
    try await wholeShift(EmulatedRegistrar(at: folder))
    let control = try EmulatedRegistrarControl(folder: path)
    #expect(try control.receipts().map(\.printed.number) == [2, 3])
    #expect(try control.paper(last: 9).count == 4)
  }

  @Test func `a commit that fails leaves nothing and nobody knowing`() async throws {
    struct Broken: Error {}
    let folder = try TestFolder()
    let registrar = try EmulatedRegistrar(at: folder)
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    let failing = try EmulatedRegistrar(
      at: folder,
      seam: Seam { point in
        if point == .beforeCommit(store: "registrar") { throw Broken() }
      })
    await #expect(throws: RegistrarError.unreachable) {
      try await failing.print(FiscalSamples.document(), key: "r1")
    }
    #expect(try await registrar.printed(key: "r1") == nil)
  }
}

/// A registrar whose memory is damaged.
@Suite struct DamagedRegistrarTests {
  /// Statements that break its file, each with a call that meets the damage.
  @Test(arguments: [
    "UPDATE document SET total = 9000000000000000000 WHERE key = 'r1'",
    "ALTER TABLE shift RENAME TO lost", "ALTER TABLE document DROP COLUMN other",
    "DROP TABLE fault",
  ])
  func `refuses, says so, and has done nothing`(damage: String) async throws {
    let registrar = try EmulatedRegistrar(at: TestFolder())
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    _ = try await registrar.print(FiscalSamples.document(), key: "r1")
    try await registrar.store.queue.write { try $0.execute(sql: damage) }
    do {
      _ = try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
      Issue.record("a damaged registrar closed its shift")
    } catch {
      guard case .refused(.deviceFault(let words)) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(words.hasPrefix("registrar.sqlite: "), "\(words)")
      #expect(error.description.hasSuffix("; call the technician"))
    }
  }
}

/// What a till does in a day, each operation under its key.
private func wholeShift(_ registrar: EmulatedRegistrar) async throws {
  _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
  _ = try await registrar.print(FiscalSamples.document(), key: "r1")
  _ = try await registrar.print(FiscalSamples.rich(), key: "r2")
  _ = try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
}

/// Kills the process at one of the points it is told of.
private final class CommitCounter: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int

  init(deadly: Int) { left = deadly }

  func count() {
    lock.withLock {
      left -= 1
      if left == 0 { kill(getpid(), SIGKILL) }
    }
  }
}
