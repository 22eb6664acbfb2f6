import Foundation
import Testing

@testable import KassaLint
@testable import KassaRuntime

/// One piece of Lua and what is said about it: its lines, mistakes as they are, notices with their
/// word before them; each without the file's name.
struct LintCase: Sendable, CustomTestStringConvertible {
  let text: String
  let said: [String]
  var testDescription: String { text }

  /// A body of a listener of a store that is right else, from line 1.
  init(_ text: String, _ said: String...) { (self.text, self.said) = (text, said) }
}

enum Lint {
  /// What is said of a store.
  ///
  /// - Parameter files: others of its modules, by path.
  static func store(
    _ text: String, files: [String: String] = [:], goods: KnownGoods? = nil
  ) -> [String] {
    var all = StockLibrary.files
    all["store/leto/store.lua"] = text
    for (path, text) in files { all[path] = text }
    let bundle = KassaRuntime.Bundle(files: all)
    let loaded = StoreCheck.load(bundle)
    return (loaded.findings + StoreTexts(bundle, loaded, goods).findings).map(\.text)
  }

  /// What is said of a listener's body, without the name of its file.
  static func listener(_ body: String) -> [String] {
    store(inListener(body)).map { $0.replacing("leto/store.lua:", with: "") }
  }

  /// A store with `body` in its `before_payment`: on the lines that `body` has by itself.
  static func inListener(_ body: String) -> String {
    "return store { api = 1, name = \"Лето\", inn = \"7701234567\", taxation = \"usn_income\", "
      + "address = \"Москва\", place = \"Кафе\", cashiers = { \"Анна\" }, "
      + "on = { before_payment = function() \(body)\nend } }"
  }

  /// What the rules say of a text by itself.
  static func file(_ text: String, _ known: Known) throws -> [String] {
    let tree = try Parser.parse(Array(text.utf8))
    return Rules.remarks(Reading(tree, known, isStore: true)).map {
      "\($0.line): \($0.isMistake ? "" : "notice: ")\($0.words)"
    }
  }
}
