import KassaRuntime
import Testing

@Suite struct FiscalCodeTests {
  @Test func `numbers are those of the law`() {
    #expect(ReceiptType.allCases.map(\.rawValue) == [1, 2, 3, 4])
    #expect(TaxationSystem.allCases.map(\.rawValue) == [1, 2, 4, 8, 16, 32])
    #expect(SettlementMethod.allCases.map(\.rawValue) == Array(1...7))
    #expect(SettlementSubject.allCases.map(\.rawValue) == Array(1...27) + Array(30...33))
    #expect(
      Measure.allCases.map(\.rawValue) == [
        0, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 70, 71, 72, 73, 80, 81, 82, 83,
        255,
      ])
  }

  @Test(arguments: [
    ("osn", 1), ("usn_income", 2), ("usn_income_outcome", 4), ("envd", 8), ("esn", 16),
    ("patent", 32),
  ])
  func `a script names the taxation system`(name: String, bit: Int) {
    #expect(TaxationSystem(name: name)?.rawValue == bit)
  }

  @Test(arguments: [
    ("full_prepayment", 1), ("prepayment", 2), ("advance", 3), ("full_payment", 4),
    ("partial_payment", 5), ("credit", 6), ("credit_payment", 7),
  ])
  func `a script names the settlement method`(name: String, code: Int) {
    #expect(SettlementMethod(name: name)?.rawValue == code)
  }

  @Test func `every code comes back by its name, and no name is used twice`() {
    func check<Code: FiscalCode>(_ type: Code.Type) {
      for code in type.allCases {
        #expect(Code(name: code.name) == code)
        #expect(!code.title.isEmpty)
        #expect(code.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_") })
      }
      #expect(Code(name: "") == nil)
    }
    check(ReceiptType.self)
    check(TaxationSystem.self)
    check(SettlementSubject.self)
    check(SettlementMethod.self)
    check(Measure.self)
  }
}
