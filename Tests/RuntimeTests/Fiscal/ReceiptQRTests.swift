import Testing

@testable import KassaRuntime

@Suite struct ReceiptQRTests {
  @Test func `writes the official example`() throws {
    let moment = try #require(
      LocalTime.moment(
        year: 2015, month: 7, day: 20, hour: 16, minute: 38, second: 59, offsetSeconds: 10800))
    let code = ReceiptQR(
      at: LocalTime(moment, offsetSeconds: 10800), total: try Money(kopecks: 999_999_900),
      fn: "000110000105", number: 12_345_678, sign: 123_456, type: .saleReturn)
    #expect(
      code.text == "t=20150720T1638&s=9999999.00&fn=000110000105&i=12345678&fp=123456&n=2")
  }

  @Test(arguments: [
    (
      "t=20150720T1638&s=9999999.00&fn=000110000105&i=12345678&fp=123456&n=2",
      "t=20150720T1638&s=9999999.00&fn=000110000105&i=12345678&fp=123456&n=2"
    ),
    (
      "t=20240917t1801&s=1285.21&fn=7281440500751551&i=30526&fp=1168453787&n=1",
      "t=20240917T1801&s=1285.21&fn=7281440500751551&i=30526&fp=1168453787&n=1"
    ),
    (
      "t=20190101T195300&s=0.03&fn=9999078900002838&i=3&fp=839499349&n=1",
      "t=20190101T1953&s=0.03&fn=9999078900002838&i=3&fp=839499349&n=1"
    ),
    (
      "n=1&t=20190101T1953&s=0.03&fn=9999078900002838&i=0003&fp=0000000012",
      "t=20190101T1953&s=0.03&fn=9999078900002838&i=3&fp=12&n=1"
    ),
  ])
  func `reads what registers in the field print`(text: String, normal: String) throws {
    #expect(try ReceiptQR(parsing: text, offsetSeconds: 10800).text == normal)
  }

  @Test(arguments: [
    ("", ReceiptQRError.missing("t")), ("hello", .malformed("hello")),
    ("t=20150720T1638&fn=1&i=1&fp=1&n=1", .missing("s")),
    ("t=20150720T1638&t=20150720T1638&s=1.00&fn=1&i=1&fp=1&n=1", .repeated("t")),
    ("t=20150732T1638&s=1.00&fn=1&i=1&fp=1&n=1", .malformed("t")),
    ("t=20150720T163&s=1.00&fn=1&i=1&fp=1&n=1", .malformed("t")),
    ("t=20150720T1638&s=1,00&fn=1&i=1&fp=1&n=1", .malformed("s")),
    ("t=20150720T1638&s=-1.00&fn=1&i=1&fp=1&n=1", .malformed("s")),
    ("t=20150720T1638&s=1.00&fn=12345678901234567&i=1&fp=1&n=1", .malformed("fn")),
    ("t=20150720T1638&s=1.00&fn=1&i=+1&fp=1&n=1", .malformed("i")),
    ("t=20150720T1638&s=1.00&fn=1&i=1&fp=4294967296&n=1", .malformed("fp")),
    ("t=20150720T1638&s=1.00&fn=1&i=1&fp=1&n=5", .malformed("n")),
  ])
  func `refuses what is no receipt`(text: String, reason: ReceiptQRError) {
    #expect(throws: reason) { try ReceiptQR(parsing: text, offsetSeconds: 0) }
  }

  @Test func `says what to do`() {
    let words = [ReceiptQRError.missing("s"), .repeated("t"), .malformed("fp")].map(\.description)
    #expect(
      words == [
        "the QR code has no «s»; scan the code of a receipt",
        "the QR code has «t» twice; scan the code of a receipt",
        "«fp» of the QR code can't be read; scan it again",
      ])
  }
}
