import Foundation
import KassaRuntime
import Testing

@Suite struct FiscalDocumentTests {
  private func money(_ text: String) throws -> Money { try Money(parsing: text) }

  /// What becomes of a rich receipt after `change`, in the words of its error.
  private func expect(
    _ words: String, at place: SourceLocation = #_sourceLocation,
    _ change: (inout FiscalDocument) throws -> Void
  ) throws {
    var document = try FiscalSamples.rich()
    try change(&document)
    var said = "accepted"
    do {
      try document.validate()
    } catch { said = error.description }
    #expect(said == words, sourceLocation: place)
  }

  @Test func `accepts a complete receipt`() throws {
    try expect("accepted") { _ in }
    try expect("accepted") { $0.contact = "+79991234567" }
    try expect("accepted") { $0.seller.inn = "770123456789" }
  }

  @Test func `refuses what fiscal memory can't hold`() throws {
    let long = String(repeating: "ы", count: 129)
    try expect("the receipt has no lines; add one") { $0.lines = [] }
    for inn in ["", "77012345678", "77012345б7", "７７０１２３４５６７"] {
      try expect("the seller's INN must be 10 or 12 digits; correct it in the store script") {
        $0.seller.inn = inn
      }
    }
    try expect("the cashier's name is empty; fill it in") { $0.cashier = " " }
    try expect("the cashier's name has 65 characters, at most 64 fit; shorten it") {
      $0.cashier = String(long.prefix(65))
    }
    try expect("the address is empty; fill it in") { $0.seller.address = "" }
    try expect("the place of settlement has 258 characters, at most 256 fit; shorten it") {
      $0.seller.place = long + long
    }
    try expect("line 2 has no name; name it") { $0.lines[1].name = "" }
    try expect("the name of line 2 has 129 characters, at most 128 fit; shorten it") {
      $0.lines[1].name = long
    }
    try expect("accepted") { $0.lines[1].name = String(long.dropLast()) }
  }

  @Test(arguments: [
    "79991234567", "+7 999 123 45 67", "+", "a.b.ru", "@b.ru", "a@", "a@b@c", "a b@c.ru", "я@b.ru",
  ])
  func `refuses a contact that tag 1008 has no form for`(contact: String) throws {
    try expect("the contact must look like +79991234567 or name@shop.ru; correct it") {
      $0.contact = contact
    }
  }

  @Test func `a line's sum may be a kopeck off its price and no more`() throws {
    // 338.00 × 0.354 is 119.652.
    for (sum, expected) in [
      ("119.64", "line 1 costs 119.64, price × quantity is 119.65; compute it again"),
      ("119.65", "accepted"), ("119.66", "accepted"),
      ("119.67", "line 1 costs 119.67, price × quantity is 119.65; compute it again"),
    ] {
      var line = try FiscalSamples.line("Сыр", "338", "0.354")
      line.sum = try money(sum)
      line.vatSum = line.vat.included(in: line.sum)
      let document = try FiscalSamples.document([line])
      try expect(expected) { $0 = document }
    }
  }

  @Test func `VAT, marks and signs of a line are checked`() throws {
    try expect("line 1 has a VAT of 0.00, its sum contains 3.62; compute it again") {
      $0.lines[0].vatSum = .zero
    }
    try expect("line 1 is a marked item with a quantity of 2; make it 1 and add more lines") {
      $0.lines[0].subject = .marked
    }
    try expect("line 1 has a negative amount; use a return instead") {
      $0.lines[0].discount = -$0.lines[0].price
    }
  }

  @Test func `payments, lines and total agree`() throws {
    let kopeck = try money("0.01")
    let document = try FiscalSamples.document()
    try expect("the total is 159.66, the lines sum up to 159.65; compute it again") {
      $0 = document
      $0.total = try $0.total + kopeck
    }
    try expect("the total is 159.65, the payments sum up to 159.66; take or return the rest first")
    {
      $0 = document
      $0.payments.cash = kopeck
    }
    try expect("a payment is negative; use a return instead") {
      $0 = document
      $0.payments.cashless = try $0.total + kopeck
      $0.payments.cash = -kopeck
    }
  }

  @Test func `change comes out of the cash received`() throws {
    var document = try FiscalSamples.document()
    document.payments = Payments(cash: document.total)
    document.received = try money("200")
    document.change = try money("40.35")
    try document.validate()
    document.change = try money("40.36")
    #expect(throws: DocumentError.self) { try document.validate() }
    document.change = nil
    let error = try #require(throws: DocumentError.self) { try document.validate() }
    #expect(
      error.description
        == "200.00 received less 0.00 change is not 159.65 in cash; compute it again")
  }

  @Test func `a receipt's VAT is the sum of its lines', not of its total`() throws {
    // Three times 0.03 at 20 %: each line's half kopeck goes up to 0.01; the total alone gives
    // 0.02.
    let line = try FiscalSamples.line("Спички", "0.03")
    let document = try FiscalSamples.document([line, line, line])
    let totals = try document.vatTotals()
    #expect(totals.map(\.rate) == [.vat20] && totals.map(\.amount.kopecks) == [3])
    #expect(VATRate.vat20.included(in: document.total).kopecks == 2)
  }

  @Test func `totals without VAT are the lines themselves`() throws {
    let totals = try FiscalSamples.rich().vatTotals()
    #expect(totals.map(\.rate) == [.vat10, .vat120, .vat0, .withoutVAT, .vat22])
    #expect(totals[2].amount.kopecks == 10000 && totals[3].amount.kopecks == 35000)
  }

  @Test func `survives being kept as JSON`() throws {
    let document = try FiscalSamples.rich()
    let json = try JSONEncoder().encode(document)
    #expect(try JSONDecoder().decode(FiscalDocument.self, from: json) == document)
  }

  @Test func `has words of its own for every rule`() throws {
    let some = Money.zero
    let rules: [DocumentError] = [
      .noLines, .innMalformed, .textMissing(.place), .textTooLong(.contact, count: 65, max: 64),
      .nameMissing(line: 1), .nameTooLong(line: 1, count: 129, max: 128), .lineNegative(line: 1),
      .lineSumWrong(line: 1, sum: some, expected: some),
      .vatSumWrong(line: 1, vatSum: some, expected: some),
      .markedQuantity(line: 1, quantity: .one), .paymentNegative,
      .totalOfLines(total: some, lines: some), .totalOfPayments(total: some, payments: some),
      .changeWrong(received: some, change: some, cash: some), .contactMalformed, .overLimit,
    ]
    #expect(Set(rules.map(\.description)).count == rules.count)
  }
}

/// Words differ by language, and each says what to do after what happened.
