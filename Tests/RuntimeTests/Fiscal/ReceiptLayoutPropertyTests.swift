import Testing

@testable import KassaRuntime

@Suite struct ReceiptLayoutPropertyTests {
  private let alphabet = Array("абвгдЁё «»—№ ABC 0123456789 日👍\u{1B}\n-")

  @Test(arguments: [5, 866] as [UInt64])
  func `no line is too wide and no number is torn, whatever the names are`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<100 {
      let width = Int.random(in: 24...64, using: &numbers)
      var document = try FiscalSamples.rich()
      for index in document.lines.indices {
        let count = Int.random(in: 1...128, using: &numbers)
        let name = (0..<count).map { _ in alphabet.randomElement(using: &numbers) ?? "а" }
        document.lines[index].name = String(name)
      }
      let price = try Money(kopecks: .random(in: 0...Money.kopecksMax, using: &numbers))
      document.lines[0].price = price
      document.lines[0].sum = price
      let printed = FiscalSamples.printed(document)
      var lines = try ReceiptLayout(width: width).lines(document, printed)
      #expect(lines.allSatisfy { $0.count <= width }, "seed \(seed), width \(width)")
      let unbroken = [
        price.description, document.total.description, printed.fn, printed.sign,
        printed.registrationNumber, "23.11.26 23:15",
      ]
      for number in unbroken {
        #expect(lines.contains { $0.contains(number) }, "seed \(seed), \(width): \(number)")
      }
      lines.removeAll { $0.allSatisfy { $0.isASCII || PaperText(String($0)).string != "?" } }
      #expect(lines.isEmpty, "seed \(seed): \(lines)")
    }
  }

  @Test func `a paper too narrow for a number is taken as the narrowest that isn't`() {
    #expect(ReceiptLayout(width: 5).width == 24)
    #expect(ReceiptLayout(width: 25).width == 25)
  }
}
