import Foundation

@testable import KassaRuntime

/// Makes a thing of any type that Codable can decode: every field there or not, every case of an enum,
/// every text and number, by chance that a seed repeats.
final class ChanceDecoder: Decoder {
  private(set) var numbers: SeededNumbers
  private var depth = 0
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// What chance made is not always allowed: then it is made again.
  func make<T: Decodable>(_ type: T.Type) throws -> T {
    if let made = special(type) { return made }
    depth += 1
    defer { depth -= 1 }
    for _ in 0..<40 { if let made = try? T(from: self) { return made } }
    return try T(from: self)
  }

  /// Of types whose decoder takes only few of what chance could give it.
  private func special<T>(_ type: T.Type) -> T? {
    switch type {
    case is Value.Type: value(depth: 0) as? T
    case is String.Type: text() as? T
    case is Int64.Type: number() as? T
    case is Int.Type: Int(number()) as? T
    case is UInt64.Type: numbers.next() as? T
    case is Bool.Type: Bool.random(using: &numbers) as? T
    case is Quantity.Type:
      (try? Quantity(millionths: .random(in: 1...Quantity.millionthsMax, using: &numbers))) as? T
    case let raw as any RawRepresentable.Type: known(raw) as? T
    default: nil
    }
  }

  private func known<R: RawRepresentable>(_ type: R.Type) -> Any? {
    let all =
      type.RawValue.self == String.self
      ? Self.words.compactMap { ($0 as? R.RawValue).flatMap(R.init(rawValue:)) }
      : (0...300).compactMap { ($0 as? R.RawValue).flatMap(R.init(rawValue:)) }
    return all.randomElement(using: &numbers)
  }

  func isThere() -> Bool { Bool.random(using: &numbers) }

  func count() -> Int { depth > 12 ? 0 : Int.random(in: 0...2, using: &numbers) }

  /// Money's limits, the edges of Int64, and what is usual.
  func number() -> Int64 {
    let usual = Int64.random(in: 0...1_000_000, using: &numbers)
    return [usual, usual, usual, 0, -1, Money.kopecksMax, -Money.kopecksMax, .max, .min]
      .randomElement(using: &numbers) ?? 0
  }

  func text() -> String {
    let alphabets = [
      "abcАбв 019", "\u{0}\u{1}\u{8}\u{9}\u{a}\u{c}\u{d}\u{1f}\u{7f}\"\\/",
      "😀é\u{301}\u{2028}\u{FFFD}\u{10FFFF}",
    ]
    let alphabet = alphabets.randomElement(using: &numbers) ?? ""
    return String(
      (0..<Int.random(in: 0...12, using: &numbers)).compactMap { _ in
        alphabet.unicodeScalars.randomElement(using: &numbers).map(Character.init)
      })
  }

  func value(depth: Int) -> Value {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &numbers) {
    case 0: .null
    case 1: .bool(Bool.random(using: &numbers))
    case 2: .int(number())
    case 3: .string(text())
    case 4: .list((0..<count()).map { _ in value(depth: depth + 1) })
    default:
      .record(
        Dictionary(
          (0..<count()).map { _ in (text(), value(depth: depth + 1)) },
          uniquingKeysWith: { $1 }))
    }
  }

  /// Every name of a case, and every text that one stands for, in the runtime's sources.
  private static let words: [String] = {
    let sources = String(#filePath.dropLast("Tests/RuntimeTests/Values/ChanceDecoder.swift".count))
    let folder = sources + "Sources/KassaRuntime"
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    var words: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      guard let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else {
        continue
      }
      for match in text.matches(of: /(?m)^ *(?:.*\{ )?case (\w[^\n]*)/) {
        for name in match.1.matches(of: /\w+/) { words.insert(String(name.0)) }
      }
    }
    return words.sorted()
  }()

  /// One key of an enum's cases; any texts of a dictionary.
  func keys<Key: CodingKey>(_ type: Key.Type) -> [Key] {
    if Key(stringValue: "\u{1}") != nil {
      return Set((0..<count()).map { _ in text() }).sorted().compactMap(Key.init(stringValue:))
    }
    let all = Self.words.compactMap(Key.init(stringValue:))
    return all.randomElement(using: &numbers).map { [$0] } ?? []
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(ChanceFields(decoder: self))
  }
  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    ChanceItems(decoder: self, count: count())
  }
  func singleValueContainer() -> any SingleValueDecodingContainer { ChanceSingle(decoder: self) }
}

private struct ChanceSingle: SingleValueDecodingContainer {
  let decoder: ChanceDecoder
  let codingPath: [any CodingKey] = []
  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.make(type) }
}

private struct ChanceFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: ChanceDecoder
  let codingPath: [any CodingKey] = []
  var allKeys: [Key] { decoder.keys(Key.self) }
  func contains(_ key: Key) -> Bool { decoder.isThere() }
  func decodeNil(forKey key: Key) -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.make(type) }
  /// The value null where there may be none would come back as none.
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    guard contains(key) else { return nil }
    let made = try decoder.make(type)
    return made as? Value == .null ? nil : made
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedDecodingContainer<Nested> { decoder.container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
    decoder.unkeyedContainer()
  }
  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) -> any Decoder { decoder }
}

private struct ChanceItems: UnkeyedDecodingContainer {
  let decoder: ChanceDecoder
  let codingPath: [any CodingKey] = []
  let count: Int?
  private(set) var currentIndex = 0

  init(decoder: ChanceDecoder, count: Int) { (self.decoder, self.count) = (decoder, count) }

  var isAtEnd: Bool { currentIndex >= count ?? 0 }
  mutating func decodeNil() -> Bool { false }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    currentIndex += 1
    return try decoder.make(type)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedDecodingContainer<Nested> { decoder.container(keyedBy: type) }
  mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
    decoder.unkeyedContainer()
  }
  mutating func superDecoder() -> any Decoder { decoder }
}
