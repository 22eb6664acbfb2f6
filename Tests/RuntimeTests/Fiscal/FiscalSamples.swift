import Foundation

@testable import KassaEmulators
@testable import KassaRuntime

/// Documents and devices that the tests of Fiscal share.
enum FiscalSamples {
  static let seller = Seller(
    name: "ООО «Мастер»", inn: "7701234567", address: "г. Москва, ул. Ленина, д. 1",
    place: "Магазин «Мастер»")

  static let registration = RegistrarRegistration(
    seller: seller, taxation: [.usnIncome, .osn], serial: "1")

  /// 23.11.26 23:15 in Moscow.
  static let now = Moment(milliseconds: 1_795_464_907_000)
  static let offsetSeconds = 10800

  static func line(
    _ name: String, _ price: String, _ quantity: String = "1", vat: VATRate = .vat20,
    measure: Measure = .piece, discount: String? = nil
  ) throws -> FiscalLine {
    let price = try Money(parsing: price)
    let quantity = try Quantity(parsing: quantity)
    let off = try discount.map { try Money(parsing: $0) }
    let sum = try price.times(quantity, rounding: .halfUp)
    return FiscalLine(
      name: name, price: price, quantity: quantity, measure: measure, sum: sum, discount: off,
      vat: vat, vatSum: vat.included(in: sum), subject: .commodity, method: .fullPayment)
  }

  /// A receipt of these lines, all paid by card.
  static func document(_ lines: [FiscalLine]) throws -> FiscalDocument {
    let total = try Money.sum(lines.map(\.sum))
    return FiscalDocument(
      type: .sale, cashier: "Иванова И.", seller: seller, taxation: .usnIncome, lines: lines,
      total: total, payments: Payments(cashless: total))
  }

  /// Two lines, 159.65 ₽, by card.
  static func document() throws -> FiscalDocument {
    try document([
      line("Хлеб ржаной", "19.90", "2", vat: .vat10),
      line("Сыр", "337.57", "0.354", vat: .vat22, measure: .kilogram, discount: "0.15"),
      line("Пакет", "0.35"),
    ])
  }

  /// Everything that a receipt can show at once.
  static func rich() throws -> FiscalDocument {
    var document = try document([
      line("Хлеб ржаной нарезной из цельного зерна, 400 г", "19.90", "2", vat: .vat10),
      line("Сыр «Российский»", "323.87", "0.354", vat: .vat22, measure: .kilogram, discount: "5"),
      line("Краска фасадная", "1234567.89", "1000", vat: .vat120, measure: .litre),
      line("Доставка", "350.00", vat: .withoutVAT),
      line("Экспорт", "100.00", vat: .vat0),
    ])
    document.lines[3].subject = .service
    document.lines[3].method = .fullPrepayment
    let cash = try Money(parsing: "1000.00")
    let prepaid = try Money(parsing: "350.00")
    let credit = try Money(parsing: "10.00")
    let other = try Money(parsing: "5.00")
    let rest = try document.total - Money.sum([cash, prepaid, credit, other])
    document.payments = Payments(
      cash: cash, cashless: rest, prepaid: prepaid, credit: credit, other: other)
    document.received = try Money(parsing: "1500.00")
    document.change = try Money(parsing: "500.00")
    document.contact = "pokupatel.s.dlinnym.imenem@example.ru"
    document.notes = ["Терминал ВТБ, RRN 123456789012", "Сценарий 4f2a91c0"]
    return document
  }

  static func printed(_ document: FiscalDocument) -> PrintedDocument {
    PrintedDocument(
      key: "k1", number: 71, sign: "1494325660", fn: "9999078900000961",
      registrationNumber: "0000000001057706", shift: 12, receiptInShift: 3, format: .ffd12,
      at: now, offsetSeconds: offsetSeconds, paper: .complete, qr: "")
  }
}

/// A clock that a test moves.
final class TestClock: @unchecked Sendable {
  private let lock = NSLock()
  private var moment = FiscalSamples.now

  var now: Moment { lock.withLock { moment } }

  func advance(hours: Int64 = 0, milliseconds: Int64 = 0) {
    lock.withLock {
      moment = moment.adding(milliseconds: hours * 3_600_000 + milliseconds)
    }
  }
}

/// A folder of its own, removed with the value.
final class TestFolder: Sendable {
  let path: String

  /// In its name are letters alone: errors name it, and leave out digits that may be a card's.
  init() throws {
    let letters = (0..<20).map { _ in "abcdefghijklmnopqrstuvwxyz".randomElement() ?? "a" }
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kassa-fiscal-\(String(letters))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Swift.print("left behind: \(path): \(error)")
    }
  }
}

extension EmulatedRegistrar {
  convenience init(
    at folder: TestFolder?, clock: TestClock = TestClock(),
    seam: Seam = .production
  ) throws {
    try self.init(
      folder: folder?.path, registration: FiscalSamples.registration, clock: { clock.now },
      offsetSeconds: FiscalSamples.offsetSeconds, seam: seam)
  }
}
