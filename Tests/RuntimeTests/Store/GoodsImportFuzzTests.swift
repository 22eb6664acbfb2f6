import Testing

@testable import KassaRuntime

/// Goods files with bytes and cells of them changed: goods that can be sold, or mistakes by line.
@Suite struct GoodsImportFuzzTests {
  private static let file = Array(
    #"""
    name;barcode;price;measure;vat;subject;department
    Кофе;4600000000015 C-1;150,00;piece;vat22;service;bar
    "Мука; ""высшая""";;0.01;kilogram;none;;
    Чай;777;10;piece;vat10;commodity;tea

    """#.utf8)
  private static let pieces: [[UInt8]] =
    [
      ";", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\u{FEFF}", "99999999999999999999", "-1", "1e9",
      "1,999", "NaN", " ", "\t", "name", "vat22", "\u{0}", "\u{2028}", "٣", "e\u{301}", "🙂",
    ].map { Array($0.utf8) } + [[0xFF], [0xD0], [0xED, 0xA0, 0x80]]

  @Test(arguments: FuzzSeeds.some(8))
  func `a mutated file gives goods or mistakes with their lines`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    for round in 0..<500 {
      var bytes = Self.file
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        case 2 where place < bytes.count:
          bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        default: bytes.insert(contentsOf: bytes.prefix(place), at: place)
        }
      }
      let words = "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))"
      do {
        let read = try GoodsImport(csv: bytes)
        #expect(!read.goods.isEmpty, "\(words)")
        for good in read.goods {
          #expect(good.price.kopecks > 0 && !good.name.isEmpty, "\(words)")
        }
        #expect(Set(read.goods.flatMap(\.barcodes)).count == read.goods.flatMap(\.barcodes).count)
      } catch {
        #expect(!error.faults.isEmpty, "\(words)")
        for fault in error.faults {
          let text = fault.text(file: "goods.csv")
          #expect(text.hasPrefix("goods.csv:") && !text.contains("\n"), "\(words): \(text)")
        }
      }
    }
  }
}
