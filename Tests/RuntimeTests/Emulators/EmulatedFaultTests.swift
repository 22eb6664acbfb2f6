import Testing

@testable import KassaEmulators
@testable import KassaRuntime

@Suite struct EmulatedFaultTests {
  /// A registrar with an open shift, and the hand that tells it faults, through the file.
  private func open() async throws -> (EmulatedRegistrar, EmulatedRegistrarControl, TestFolder) {
    let folder = try TestFolder()
    let registrar = try EmulatedRegistrar(at: folder)
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    return (registrar, try EmulatedRegistrarControl(folder: folder.path), folder)
  }

  @Test(arguments: [
    (EmulatedFault.noPaper, Refusal.noPaper), (.coverOpen, .coverOpen), (.busy, .busy),
  ])
  func `a device that can't print refuses until it can`(
    fault: EmulatedFault, refusal: Refusal
  ) async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let document = try FiscalSamples.document()
    let before = try await registrar.print(document, key: "r0")
    try control.set(fault)
    for _ in 0..<2 {
      await #expect(throws: RegistrarError.refused(refusal)) {
        try await registrar.print(document, key: "r1")
      }
      await #expect(throws: RegistrarError.refused(refusal)) {
        try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
      }
      await #expect(throws: RegistrarError.refused(refusal)) { try await registrar.copyOfLast() }
    }
    // A known key prints nothing, so it needs no paper.
    #expect(try await registrar.print(document, key: "r0") == before)
    #expect(try await registrar.printed(key: "r1") == nil)
    try control.clear(fault)
    #expect(try await registrar.print(document, key: "r1").number == 3)
  }

  @Test func `the status tells what keeps it from printing`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    try control.set(.paperLow)
    #expect(try await registrar.status().paper == .low)
    #expect(try await registrar.print(FiscalSamples.document(), key: "r1").paper == .complete)
    try control.set(.noPaper)
    try control.set(.coverOpen)
    let status = try await registrar.status()
    #expect(status.paper == .out && status.coverIsOpen)
    try control.clearAll()
    let after = try await registrar.status()
    #expect(after.paper == .present && !after.coverIsOpen)
  }

  @Test func `a fault for two calls is over after two`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    try control.set(.busy, times: 2)
    let document = try FiscalSamples.document()
    for left in [1, 0] {
      await #expect(throws: RegistrarError.refused(.busy)) {
        try await registrar.print(document, key: "r1")
      }
      // A question is never busy and uses nothing up.
      _ = try await registrar.status()
      #expect(try control.faults() == (left == 0 ? [:] : [.busy: left]))
    }
    #expect(try await registrar.print(document, key: "r1").number == 2)
  }

  @Test func `a silent device answers nothing at all`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let document = try FiscalSamples.document()
    try control.set(.unreachable)
    await #expect(throws: RegistrarError.unreachable) { try await registrar.status() }
    await #expect(throws: RegistrarError.unreachable) { try await registrar.printed(key: "r1") }
    await #expect(throws: RegistrarError.unreachable) {
      try await registrar.print(document, key: "r1")
    }
    try control.clear(.unreachable)
    #expect(try await registrar.printed(key: "r1") == nil)
  }

  @Test(arguments: [(EmulatedFault.lostReplyBefore, false), (.lostReplyAfter, true)])
  func `a lost reply is told by the key`(fault: EmulatedFault, issued: Bool) async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let document = try FiscalSamples.document()
    try control.set(fault, times: 1)
    await #expect(throws: RegistrarError.unreachable) {
      try await registrar.print(document, key: "r1")
    }
    #expect(try await registrar.printed(key: "r1")?.number == (issued ? 2 : nil))
    #expect(try await registrar.print(document, key: "r1").number == 2)
    #expect(try control.receipts().map(\.printed.number) == [2])
    try control.set(fault, times: 1)
    await #expect(throws: RegistrarError.unreachable) {
      try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
    }
    #expect(try await registrar.closeShift(key: "c1", cashier: "Иванова И.").number == 3)
    #expect(try await registrar.status().lastDocument == 3)
  }

  @Test func `paper that ends in the middle leaves a document and a rest to print`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let document = try FiscalSamples.document()
    try control.set(.paperOutDuring, times: 1)
    let printed = try await registrar.print(document, key: "r1")
    #expect(printed.paper == .interrupted && printed.number == 2)
    #expect(try await registrar.printed(key: "r1")?.paper == .interrupted)
    try control.set(.noPaper)
    await #expect(throws: RegistrarError.refused(.noPaper)) {
      try await registrar.continuePrinting()
    }
    try control.clear(.noPaper)
    let rest = try await registrar.continuePrinting()
    #expect(rest?.number == 2 && rest?.paper == .complete)
    #expect(try await registrar.printed(key: "r1")?.paper == .complete)
    #expect(try await registrar.continuePrinting() == nil)
  }

  @Test func `the next document prints the rest of the one before`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    try control.set(.paperOutDuring, times: 1)
    _ = try await registrar.print(FiscalSamples.document(), key: "r1")
    _ = try await registrar.print(FiscalSamples.document(), key: "r2")
    #expect(try await registrar.printed(key: "r1")?.paper == .complete)
  }

  @Test func `a copy is no new document`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let printed = try await registrar.print(FiscalSamples.document(), key: "r1")
    let copy = try await registrar.copyOfLast()
    #expect(copy.number == printed.number)
    #expect(copy.text?.first?.contains("КОПИЯ") == true)
    #expect(copy.text.map { Array($0.dropFirst()) } == printed.text)
    #expect(try await registrar.status().lastDocument == 2)
    #expect(try control.paper(last: 1) == [printed.text])
    #expect(try control.paper(last: 9).count == 2)
  }

  @Test func `keeps what was asked beside what was answered`() async throws {
    let (registrar, control, folder) = try await open()
    defer { _ = folder }
    let document = try FiscalSamples.rich()
    let printed = try await registrar.print(document, key: "r1")
    #expect(try control.receipts() == [FiscalRecord(document: document, printed: printed)])
    #expect(try control.receipts(after: 2) == [])
  }

  @Test func `every refusal has words of its own`() {
    let refusals: [Refusal] = [
      .noPaper, .coverOpen, .busy, .shiftClosed, .shiftOpen, .shiftExpired,
      .foreignSeller(registered: "7701234567"), .taxationNotRegistered(.osn),
      .clockBackwards(last: FiscalSamples.now), .memoryFull, .keyTaken, .nothingPrinted,
      .deviceFault("x"),
    ]
    #expect(Set(refusals.map(\.description)).count == refusals.count)
    #expect(
      RegistrarError.unreachable.description
        == "the registrar does not answer; check its power and cable, try again")
    #expect(
      RegistrarError.refused(.shiftExpired).description
        == "the shift is older than 24 hours; close it and open a new one")
    #expect(
      RegistrarError.refused(.noPaper).description
        == "the registrar has no paper; load a roll")
  }
}
