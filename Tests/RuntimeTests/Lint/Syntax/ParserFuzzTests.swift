import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// The project's Lua files with words and bytes of them changed: what Lua loads can be read, and no
/// rule falls over it.
@Suite(.timeLimit(.minutes(3))) struct ParserFuzzTests {
  private static let words = [
    "nil", "...", "1", "0x", "1e", "\"", "'", "{", "}", "(", ")", "[[", "]]", "--[[", "end",
    "function", "return", "=", "==", ",", "..", "#", "--", "\\", "\\u{", "\\z", "goto x", "::x::",
    "<const>", "<close>", "local", "for", "in", "until", "repeat", "elseif", ":", ";", "not", "~",
    "//", ">>", "\n", "\r", "й", "_ENV", "self", "receipt.add", "prompt.tell { \"x\" }",
    "veto \"x\"",
  ]

  private static let files: [[UInt8]] = {
    let root = TillProcess.root.path + "/Scripts/lua"
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return paths.sorted().filter { $0.hasSuffix(".lua") }.compactMap {
      FileManager.default.contents(atPath: "\(root)/\($0)").map { Array($0) }
    }
  }()

  @Test func `every Lua file of the project can be read`() {
    #expect(Self.files.count > 50)
    for file in Self.files { #expect(ParserTests.parses(file)) }
  }

  @Test(arguments: FuzzSeeds.some(8))
  func `what is changed and still Lua can be read`(seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let known = Known.ofStore(nil)
    var read = 0
    for round in 0..<60 {
      var text = try #require(Self.files.randomElement(using: &random))
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.removeSubrange(place..<min(text.count, place + 3))
        case 1: text.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
        case 2: text.removeSubrange(place...)
        default:
          let word = Self.words.randomElement(using: &random) ?? ""
          text.insert(contentsOf: " \(word) ".utf8, at: place)
        }
      }
      let tree = try? Parser.parse(text)
      if let tree {
        read += 1
        _ = Rules.remarks(Reading(tree, known))
      }
      if try ParserTests.compiles(text) {
        #expect(tree != nil, "seed \(seed), round \(round)")
      }
    }
    #expect(read > 0)
  }
}
