import Foundation
import GRDB
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

@Suite struct EmulatedRegistrarTests {
  @Test func `numbers documents, receipts and shifts as a device does`() async throws {
    let clock = TestClock()
    let registrar = try EmulatedRegistrar(at: nil, clock: clock)
    let document = try FiscalSamples.document()
    #expect(try await registrar.status().shift == .closed)
    #expect(try await registrar.lastPrinted() == nil)
    let opened = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    #expect(opened.shift == 1 && opened.number == 1 && opened.kind == .opening)
    let first = try await registrar.print(document, key: "r1")
    let second = try await registrar.print(document, key: "r2")
    #expect(first.number == 2 && second.number == 3)
    #expect(first.receiptInShift == 1 && second.receiptInShift == 2)
    #expect(first.sign != second.sign && first.shift == 1)
    let closed = try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
    #expect(closed.number == 4 && closed.receipts == 2 && closed.documents == 4)
    clock.advance(hours: 1)
    #expect(try await registrar.openShift(key: "o2", cashier: "Петров").shift == 2)
    #expect(try await registrar.print(document, key: "r3").receiptInShift == 1)
    let status = try await registrar.status()
    #expect(status.lastDocument == 6 && status.inn == "7701234567" && status.format == .ffd12)
    #expect(status.registrationNumber == "0000000001057706")
  }

  @Test func `prints a known key once, whatever comes with it`() async throws {
    let registrar = try EmulatedRegistrar(at: nil)
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    let first = try await registrar.print(FiscalSamples.document(), key: "r1")
    let again = try await registrar.print(FiscalSamples.rich(), key: "r1")
    #expect(again == first)
    #expect(try await registrar.printed(key: "r1") == first)
    #expect(try await registrar.printed(key: "r2") == nil)
    #expect(try await registrar.lastPrinted() == first)
    let opened = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    #expect(opened.number == 1)
    let closed = try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
    #expect(try await registrar.closeShift(key: "c1", cashier: "Иванова И.") == closed)
    #expect(try await registrar.print(FiscalSamples.document(), key: "r1") == first)
    #expect(try await registrar.status().lastDocument == 3)
  }

  @Test func `a key belongs to one kind of operation`() async throws {
    let registrar = try EmulatedRegistrar(at: nil)
    _ = try await registrar.openShift(key: "k", cashier: "Иванова И.")
    await #expect(throws: RegistrarError.refused(.keyTaken)) {
      try await registrar.print(FiscalSamples.document(), key: "k")
    }
    await #expect(throws: RegistrarError.refused(.keyTaken)) {
      try await registrar.closeShift(key: "k", cashier: "Иванова И.")
    }
    #expect(try await registrar.printed(key: "k") == nil)
  }

  @Test func `after 24 hours a shift can only be closed`() async throws {
    let clock = TestClock()
    let registrar = try EmulatedRegistrar(at: nil, clock: clock)
    let document = try FiscalSamples.document()
    let openedAt = clock.now
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    clock.advance(hours: 24, milliseconds: -1)
    #expect(
      try await registrar.status().shift
        == .open(
          number: 1, openedAt: openedAt, closesBy: openedAt.adding(milliseconds: 86_400_000)))
    _ = try await registrar.print(document, key: "r1")
    clock.advance(milliseconds: 1)
    #expect(try await registrar.status().shift == .expired(number: 1, openedAt: openedAt))
    await #expect(throws: RegistrarError.refused(.shiftExpired)) {
      try await registrar.print(document, key: "r2")
    }
    await #expect(throws: RegistrarError.refused(.shiftExpired)) {
      try await registrar.openShift(key: "o2", cashier: "Иванова И.")
    }
    #expect(try await registrar.closeShift(key: "c1", cashier: "Иванова И.").receipts == 1)
    _ = try await registrar.openShift(key: "o2", cashier: "Иванова И.")
    #expect(try await registrar.print(document, key: "r2").shift == 2)
  }

  @Test func `refuses what a device refuses, and does nothing then`() async throws {
    let clock = TestClock()
    let registrar = try EmulatedRegistrar(at: nil, clock: clock)
    let document = try FiscalSamples.document()
    func refusal(_ document: FiscalDocument) async -> RegistrarError? {
      do {
        _ = try await registrar.print(document, key: "r1")
        return nil
      } catch { return error }
    }
    #expect(await refusal(document) == .refused(.shiftClosed))
    await #expect(throws: RegistrarError.refused(.shiftClosed)) {
      try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
    }
    await #expect(throws: RegistrarError.refused(.nothingPrinted)) {
      try await registrar.copyOfLast()
    }
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    await #expect(throws: RegistrarError.refused(.shiftOpen)) {
      try await registrar.openShift(key: "o2", cashier: "Иванова И.")
    }
    var foreign = document
    foreign.seller.inn = "7709999999"
    #expect(await refusal(foreign) == .refused(.foreignSeller(registered: "7701234567")))
    var patent = document
    patent.taxation = .patent
    #expect(await refusal(patent) == .refused(.taxationNotRegistered(.patent)))
    var empty = document
    empty.lines = []
    #expect(
      await refusal(empty)
        == .refused(.documentInvalid("the receipt has no lines; add one")))
    let last = clock.now
    clock.advance(milliseconds: -1)
    #expect(await refusal(document) == .refused(.clockBackwards(last: last)))
    #expect(try await registrar.status().lastDocument == 1)
    clock.advance(milliseconds: 1)
    #expect(await refusal(document) == nil)
  }

  @Test func `a shift's totals are sums by type and kind of payment`() async throws {
    let registrar = try EmulatedRegistrar(at: nil)
    var document = try FiscalSamples.document()
    _ = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    _ = try await registrar.print(document, key: "r1")
    _ = try await registrar.print(document, key: "r2")
    document.payments = Payments(cash: document.total)
    _ = try await registrar.print(document, key: "r3")
    document.type = .saleReturn
    _ = try await registrar.print(document, key: "r4")
    let report = try await registrar.closeShift(key: "c1", cashier: "Иванова И.")
    let one = document.total
    #expect(
      report.totals == [
        ShiftTotal(
          type: .sale, count: 3, total: Turnover(try one + one + one),
          payments: PaymentTurnover(Payments(cash: one, cashless: try one + one))),
        ShiftTotal(
          type: .saleReturn, count: 1, total: Turnover(one),
          payments: PaymentTurnover(Payments(cash: one))),
      ])
  }

  @Test func `its paper says that it is none, and its QR code names the document`() async throws {
    let registrar = try EmulatedRegistrar(at: nil)
    let document = try FiscalSamples.document()
    let opened = try await registrar.openShift(key: "o1", cashier: "Иванова И.")
    let printed = try await registrar.print(document, key: "r1")
    for text in [opened.text, printed.text] {
      let paper = try #require(text)
      for edge in [paper.prefix(2), paper.suffix(2)] {
        let words = edge.map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(words == ["НЕ ФИСКАЛЬНЫЙ ДОКУМЕНТ", "ЭМУЛЯТОР ККТ"])
      }
    }
    let code = try ReceiptQR(parsing: printed.qr, offsetSeconds: FiscalSamples.offsetSeconds)
    #expect(code.total == document.total && String(code.sign) == printed.sign)
    #expect(Int(code.number) == printed.number && code.fn == printed.fn && code.type == .sale)
  }

  @Test func `a sign depends on all of a document`() throws {
    let body = Data("a".utf8)
    let at = FiscalSamples.now
    let signs = [
      FiscalSign.make(fn: "1", number: 1, at: at, body: body),
      FiscalSign.make(fn: "2", number: 1, at: at, body: body),
      FiscalSign.make(fn: "1", number: 2, at: at, body: body),
      FiscalSign.make(fn: "1", number: 1, at: at.adding(milliseconds: 1), body: body),
      FiscalSign.make(fn: "1", number: 1, at: at, body: Data("b".utf8)),
    ]
    #expect(Set(signs).count == signs.count)
    #expect(FiscalSign.make(fn: "1", number: 1, at: at, body: body) == signs[0])
  }

  @Test func `CRC-16 is the one that a registration number takes`() {
    // The check value of CRC-16/CCITT-FALSE.
    #expect(RegistrarRegistration.crc16("123456789".utf8) == 0x29B1)
  }

  @Test func `a folder keeps its registrar and refuses another's`() async throws {
    let folder = try TestFolder()
    let first = try EmulatedRegistrar(at: folder)
    _ = try await first.openShift(key: "o1", cashier: "Иванова И.")
    #expect(try await EmulatedRegistrar(at: folder).status().lastDocument == 1)
    var other = FiscalSamples.registration
    other.seller.place = "Другой зал"
    _ = try EmulatedRegistrar(
      folder: folder.path, registration: other, clock: { FiscalSamples.now }, offsetSeconds: 0)
    other.seller.inn = "7709999999"
    let error = try #require(throws: EmulatedStoreError.self) {
      try EmulatedRegistrar(
        folder: folder.path, registration: other, clock: { FiscalSamples.now }, offsetSeconds: 0)
    }
    #expect(
      error.description == """
        this data folder's registrar belongs to INN 7701234567, FN 9999000000000001, and \
        this store is of INN 7709999999; choose another data folder
        """)
  }

  @Test func `the file is synced at every commit`() throws {
    let folder = try TestFolder()
    let registrar = try EmulatedRegistrar(at: folder)
    let (journal, synchronous) = try registrar.store.queue.read { database in
      (
        try String.fetchOne(database, sql: "PRAGMA journal_mode"),
        try Int.fetchOne(database, sql: "PRAGMA synchronous")
      )
    }
    #expect(journal == "wal")
    // 2 is FULL.
    #expect(synchronous == 2)
  }

  /// Files of the version before have no place for it: they are opened, and take it.
  @Test func `it is registered anew with formats of another version`() async throws {
    let folder = try TestFolder()
    let nobody = try CommandRun(["registrar", "format", "1.05", "--data", folder.path])
    #expect(
      nobody.code == 2 && nobody.errors.contains("no till has run in this data folder yet"),
      "\(nobody)")
    let first = try EmulatedRegistrar(at: folder)
    #expect(try await first.status().format == .ffd12)
    try await first.store.queue.write {
      try $0.execute(sql: "ALTER TABLE identity DROP COLUMN format; PRAGMA user_version = 1")
    }
    #expect(try await EmulatedRegistrar(at: folder).status().format == .ffd12)
    let run = try CommandRun(["registrar", "format", "1.05", "--data", folder.path])
    #expect(run.output == "formats: FFD 1.05, from the till's next start on\n", "\(run.errors)")
    let later = try EmulatedRegistrar(at: folder)
    #expect(try await later.status().format == .ffd105)
    _ = try await later.openShift(key: "o1", cashier: "Иванова И.")
    #expect(try await later.print(FiscalSamples.document(), key: "r1").format == .ffd105)
    let status = try CommandRun(["registrar", "status", "--data", folder.path])
    #expect(status.output.hasPrefix("formats: FFD 1.05\n"), "\(status.output)")
  }

  @Test func `a file of a newer program is refused`() throws {
    let folder = try TestFolder()
    let registrar = try EmulatedRegistrar(at: folder)
    try registrar.store.queue.write { try $0.execute(sql: "PRAGMA user_version = 3") }
    let error = try #require(throws: EmulatedStoreError.self) {
      try EmulatedRegistrar(at: folder)
    }
    #expect(
      error.description
        == "registrar.sqlite has format 3, written by a newer program; update this one")
  }
}
