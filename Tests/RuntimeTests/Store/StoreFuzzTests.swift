import Foundation
import Testing

@testable import KassaRuntime

/// Example stores with bytes and words of them changed: a store opens, or says what is wrong.
@Suite(.timeLimit(.minutes(3))) struct StoreFuzzTests {
  private static let stores = ["cafe", "master", "stall"]
  private static let words = [
    "nil", "true", "1", "-1", "1.5", "\"\"", "{}", "{", "}", "(", ")", "end", "function", "return",
    "=", ",", "..", "store", "provider", "rub \"1\"", "rub \"x\"", "error()", "error {}", "#", "--",
    "[[", "math.maxinteger", "setmetatable({}, { __index = error })", "function() end",
    "coroutine.yield()", "prompt.tell { \"x\" }", "require \"store\"", "('x'):rep(1e6)", "0/0",
    "goto x", "<const>", "\\xff", "\"\\xff\"", "99999999999999999999",
  ]

  /// Every Lua file of a store's folder.
  private static func files(_ store: String) throws -> [String: [UInt8]] {
    let root = TillProcess.root.appendingPathComponent("Scripts/lua/stores/\(store)")
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path)
    where path.hasSuffix(".lua") && !path.hasPrefix("scenarios") {
      files[path] = Array(try Data(contentsOf: root.appendingPathComponent(path)))
    }
    return files
  }

  /// A byte changed, taken out or put in.
  private static func mutateBytes(_ text: inout [UInt8], _ random: inout SeededNumbers) {
    let place = Int.random(in: 0..<text.count, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: text[place] = UInt8.random(in: .min ... .max, using: &random)
    case 1: text.remove(at: place)
    case 2: text.insert(UInt8.random(in: 0..<128, using: &random), at: place)
    default: text.removeSubrange(place...)
    }
  }

  /// A word, a number, a string or a sign put in another's place.
  private static func mutateTokens(_ text: inout [UInt8], _ random: inout SeededNumbers) throws {
    let source = String(decoding: text, as: UTF8.self)
    let tokens = source.matches(of: /"[^"\n]*"|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/).map(\.range)
    guard let range = tokens.randomElement(using: &random) else { return }
    let other = tokens.randomElement(using: &random).map { String(source[$0]) } ?? ""
    let word = Bool.random(using: &random) ? words.randomElement(using: &random) ?? "" : other
    text = Array(source.replacingCharacters(in: range, with: word).utf8)
  }

  @Test(arguments: FuzzSeeds.some(6), [false, true])
  func `a mutated store opens or says what is wrong`(seed: UInt64, byToken: Bool) throws {
    var random = SeededNumbers(seed: seed)
    let store = Self.stores[Int(seed) % Self.stores.count]
    let whole = try Self.files(store)
    let chain = TillProcess.root.appendingPathComponent("Scripts/lua/stores/chain").path
    for round in 0..<25 {
      var files = whole
      let path = try #require(files.keys.sorted().randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard var text = files[path], !text.isEmpty else { break }
        if byToken {
          try Self.mutateTokens(&text, &random)
        } else {
          Self.mutateBytes(&text, &random)
        }
        files[path] = text
      }
      let folder = try TestFolder()
      for (path, text) in files { try write(Data(text), to: folder.path + "/" + path) }
      let mistakes = StoreCheck.findings(folder: folder.path, chain: chain).filter(\.isMistake)
      let loads = Self.loads(folder.path, chain)
      let words = "seed \(seed), round \(round), \(path): \(mistakes.map(\.text))"
      // What a till would refuse is said; what is said may be a rule that never holds, and loads.
      #expect(loads || !mistakes.isEmpty, "\(words)")
      for mistake in mistakes {
        #expect(mistake.text.contains("\n") == false && mistake.text.count < 1_000, "\(words)")
        #expect(mistake.text.contains(".lua"), "\(words)")
      }
    }
  }

  private static func loads(_ folder: String, _ chain: String) -> Bool {
    do throws(StoreError) {
      _ = try StoreLoading.load(StoreBundle(folder: folder, chain: chain).bundle)
      return true
    } catch { return false }
  }
}
