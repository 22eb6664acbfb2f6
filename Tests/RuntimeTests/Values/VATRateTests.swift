import KassaRuntime
import Testing

@Suite struct VATRateTests {
  @Test(arguments: [
    (VATRate.vat20, 12000, 2000), (.vat20, 3, 1), (.vat20, 2, 0), (.vat10, 3980, 362),
    (.vat120, 6, 1), (.vat110, 110, 10), (.vat22, 12200, 2200), (.vat122, 122, 22),
    (.vat5, 10500, 500), (.vat105, 21, 1), (.vat7, 10700, 700), (.vat107, 107, 7),
    (.vat0, 10000, 0), (.withoutVAT, 10000, 0), (.vat20, -3, -1),
  ])
  func `takes the VAT out of an amount, half up`(
    rate: VATRate, kopecks: Int64, vat: Int64
  ) throws {
    #expect(rate.included(in: try Money(kopecks: kopecks)).kopecks == vat)
  }

  @Test(arguments: [
    ("vat20", 1, "НДС 20%", "СУММА НДС 20%"), ("vat10", 2, "НДС 10%", "СУММА НДС 10%"),
    ("vat120", 3, "НДС 20/120", "СУММА НДС 20/120"),
    ("vat110", 4, "НДС 10/110", "СУММА НДС 10/110"), ("vat0", 5, "НДС 0%", "СУММА С НДС 0%"),
    ("none", 6, "БЕЗ НДС", "СУММА БЕЗ НДС"), ("vat5", 7, "НДС 5%", "СУММА НДС 5%"),
    ("vat7", 8, "НДС 7%", "СУММА НДС 7%"), ("vat105", 9, "НДС 5/105", "СУММА НДС 5/105"),
    ("vat107", 10, "НДС 7/107", "СУММА НДС 7/107"), ("vat22", 11, "НДС 22%", "СУММА НДС 22%"),
    ("vat122", 12, "НДС 22/122", "СУММА НДС 22/122"),
  ])
  func `knows a rate by name and by code`(
    name: String, code: Int, title: String, total: String
  ) throws {
    let rate = try #require(VATRate(name: name))
    #expect(rate.rawValue == code && rate.name == name)
    #expect(rate.title == title && rate.totalTitle == total)
  }

  @Test func `knows no rate that the law doesn't`() {
    #expect(VATRate(name: "vat18") == nil && VATRate(rawValue: 13) == nil)
    #expect(VATRate.allCases.count == 12)
  }
}
