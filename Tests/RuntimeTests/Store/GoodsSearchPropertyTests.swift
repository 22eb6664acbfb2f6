import Foundation
import Testing

@testable import KassaRuntime

/// What the index finds against a look at every name.
@Suite struct GoodsSearchPropertyTests {
  private static let words = [
    "Молоко", "молочный", "Кофе", "кофейный", "Чай", "чайник", "Гвозди", "3х10", "3х100", "4x20",
    "0,5", "л", "1",
    "Nescafé", "«Лето»", "ёж", "я", "щ", "№5", "кг/уп", "а-б", "аба", "бабаба", "Капучино", "🙂",
  ]

  private func name(_ random: inout SeededNumbers) -> String {
    (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
      Self.words.randomElement(using: &random)
    }.joined(separator: " ")
  }

  /// Today's rule, name by name: all words somewhere, beginnings first, then by name with numbers by size.
  private func expected(_ text: String, _ goods: [Good]) -> [Int64] {
    let words = Good.folded(text).split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    func holds(_ name: [UInt8], _ word: [UInt8]) -> Bool {
      name.count >= word.count
        && (0...(name.count - word.count)).contains { name[$0...].starts(with: word) }
    }
    let found = goods.filter { good in
      words.allSatisfy { holds(Array(Good.folded(good.name).utf8), $0) }
    }
    func key(_ good: Good) -> (Int, [UInt8], Int64) {
      let folded = Good.folded(good.name)
      return (folded.utf8.starts(with: words[0]) ? 0 : 1, Good.sorted(folded), good.id)
    }
    return found.sorted {
      let (one, other) = (key($0), key($1))
      if one.0 != other.0 { return one.0 < other.0 }
      if one.1 != other.1 { return one.1.lexicographicallyPrecedes(other.1) }
      return one.2 < other.2
    }.map(\.id)
  }

  @Test(arguments: FuzzSeeds.some(4))
  func `finds what a look at every name finds, in the same order`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    let goods = (1...400).map { place in
      Good(
        id: Int64(place), barcodes: [], name: name(&random), price: Money(checked: 100),
        vat: .vat22)
    }
    try table.replace(with: goods)
    for round in 0..<60 {
      let source = name(&random)
      let start = Int.random(in: 0..<source.count, using: &random)
      let text = String(source.dropFirst(start).prefix(Int.random(in: 1...8, using: &random)))
      guard !text.trimmed.isEmpty else { continue }
      let all = expected(text, goods)
      guard !all.isEmpty else { continue }
      let first = Int.random(in: 1...all.count, using: &random)
      let found = try table.search(text, from: first)
      #expect(found.count == all.count, "seed \(seed), round \(round): «\(text)»")
      #expect(
        found.goods.map(\.id) == Array(all.dropFirst(first - 1).prefix(20)),
        "seed \(seed), round \(round): «\(text)» from \(first)")
    }
  }

  /// Whatever names begin with, one word's beginnings are near where a look at all of them says so.
  @Test(arguments: FuzzSeeds.some(4))
  func `finds a slip of the finger where a look at every word finds one`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    let letters = Array("абвгд")
    func word(_ lengths: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: lengths, using: &random)).map { _ in
          letters[.random(in: 0..<5, using: &random)]
        })
    }
    let names = (0..<200).map { _ in word(3...12) }
    try table.replace(
      with: names.enumerated().map {
        Good(
          id: Int64($0 + 1), barcodes: [], name: $1, price: Money(checked: 100), vat: .vat22)
      })
    for round in 0..<40 {
      let typed = word(4...10)
      guard !names.contains(where: { $0.contains(typed) }) else { continue }
      let slips = typed.count >= 8 ? 2 : 1
      let near = names.filter { name in
        (1...name.count).contains {
          Spelling.distance(Array(typed), Array(name.prefix($0))) <= slips
        }
      }
      let found = try table.search(typed).count
      #expect(found == near.count, "seed \(seed), round \(round): «\(typed)»")
    }
  }

  @Test func `folds a plain name as any other`() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<500 {
      let name = name(&random) + [" Ё", "№", "—", "2,5X3", "х", ""].randomElement(using: &random)!
      // A combining mark leads the long way round and changes nothing else.
      #expect(Good.folded(name) == String(Good.folded(name + " é").dropLast(2)), "\(name)")
    }
  }

  @Test func `folds each character as beside any other`() {
    // Those after them join what follows.
    let plain = Array(0x20...0x5FF) + Array(0x2000...0x24FF)
    for scalar in plain.compactMap({ Unicode.Scalar($0) })
    where !scalar.properties.isGraphemeExtend {
      for name in ["а\(scalar)", "1\(scalar)2", "\(scalar)"] {
        let long = String(Good.folded(name + " é").dropLast(2))
        if !Good.folded(name).utf8.elementsEqual(long.utf8) { Issue.record("«\(name)»: «\(long)»") }
      }
    }
  }

  @Test(arguments: [
    ("сок 0.5", "сок 000000000000.000000000005"), ("007", "000000000007"), ("", ""), ("а", "а"),
    ("1234567890123 x", "1234567890123 x"), ("000 б", "000000000000 б"),
  ])
  func `orders numbers by their size`(folded: String, sorted: String) {
    #expect(Good.sorted(folded) == Array(sorted.utf8))
  }
}
