import Testing

@testable import KassaProving
@testable import KassaRuntime

/// A walked till that starts again, on what its journal would hold and on what that can't be.
@Suite(.timeLimit(.minutes(1))) struct WalkedRestartTests {
  @Test func `stands at the same prompt, and at another where an answer is lost`() async throws {
    let store = try TriedStore()
    let till = try walked(store)
    try await till.begin()
    try await till.answer(.text(WalkedTill.pin))
    try await till.answer(.action(.free(name: "Товар", price: Money(checked: 100_00))))
    #expect(till.prompt?.id == "sale")
    let stand = try #require(till.save())
    #expect(till.restart() == nil)
    #expect(till.prompt?.id == "sale")

    till.restore(stand)
    till.recorded.removeLast()
    #expect(till.restart() != nil)

    till.restore(stand)
    #expect(till.restart() == nil)
  }

  /// A till that started again there went on without its store's script, and told nobody what had gone.
  @Test func `what goes to the safe at a closing is asked again`() async throws {
    let store = try TriedStore("counts = true,")
    let till = try walked(store)
    try await till.begin()
    try await till.answer(.text(WalkedTill.pin))
    try await till.answer(.button("shift"))
    try await till.answer(.count(["cash": 100_00]))
    try await till.answer(.button("ok"))
    try await till.answer(.amount(Money(checked: 50_00)))
    #expect(till.prompt?.id == "drawer.out")
    #expect(till.restart() == nil)
    #expect(till.prompt?.id == "drawer.out")
  }

  @Test func `a call of a device is made again, and its word counts once`() async throws {
    for isAfter in [false, true] {
      let store = try TriedStore("providers = { stock.standalone {} },")
      let till = try walked(store)
      try await till.begin()
      try await till.answer(.text(WalkedTill.pin))
      till.cut = WalkedCut(call: 0, isAfter: isAfter)
      try await till.answer(.action(.free(name: "Товар", price: Money(checked: 100_00))))
      try await till.answer(.button("pay.cash"))
      try await till.answer(.amount(Money(checked: 100_00)))
      let printed = till.events.count { if case .printed = $0 { true } else { false } }
      #expect(printed == 1)
      #expect(till.ledger.till.shift?.number == 1)
    }
  }

  private func walked(_ store: TriedStore) throws -> WalkedTill {
    let bundle = try StoreBundle(folder: store.path)
    let manifest = try StoreLoading.load(bundle).manifest
    let clock = ExploredClock()
    let registrar = ExploredRegistrar(
      RegistrarRegistration(seller: manifest.seller, taxation: [manifest.taxation]), clock)
    let settings = Till.Settings(
      language: .ru, columns: 48, offsetSeconds: DayClock.offsetSeconds, clock: { clock.now },
      log: DayLog.silent)
    return try WalkedTill(
      bundle, data: store.folder.path, registrar: registrar, settings: settings)
  }
}
