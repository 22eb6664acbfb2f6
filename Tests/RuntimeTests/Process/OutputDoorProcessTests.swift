import Foundation
import Testing

/// M10: whatever a store is made of, what the program says of it steers no terminal and shows no card number.
@Suite(.timeLimit(.minutes(5))) struct OutputDoorProcessTests {
  private static let card = "4111'1111'1111'1111"

  static let stores: [(file: String, text: String)] = [
    ("store.lua", "error \"\(card)\""), ("store.lua", "error \"\\27[2J\\u{202E}\\7\""),
    ("store.lua", "return store { [\"\(card)\"] = 1, [\"\\27]0;x\\7\"] = 2 }"),
    ("store.lua", "return store { api = 1, name = \"\\27[2J\", cashiers = { \"\(card)\" } }"),
    ("store.lua", "return store { taxation = \"\(card)\\u{2066}\", place = \"\\27\" }"),
    ("\u{1B}[2J\u{202E} \(card).lua", "return }"), ("store.lua", "\(card.filter(\.isNumber)) = }"),
  ]

  @Test(arguments: stores.indices)
  func `nothing of a store is echoed as it is`(index: Int) throws {
    let folder = try TestFolder()
    let store = folder.path + "/leto"
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    let (file, text) = Self.stores[index]
    try "return 1".write(toFile: store + "/store.lua", atomically: true, encoding: .utf8)
    try text.write(toFile: store + "/" + file, atomically: true, encoding: .utf8)
    let data = folder.path + "/data"
    for arguments in [
      ["check", store], ["check", "--json", store], ["test", store],
      ["till", "--store", store, "--data", data, "--io", "jsonl"],
    ] {
      let run = try CommandRun(arguments)
      #expect(run.code != 0)
      let said = run.output + run.errors
      #expect(!said.isEmpty)
      #expect(!said.filter { $0.isNumber }.contains(Self.card.filter(\.isNumber)), "\(said)")
      let steers = said.unicodeScalars.contains { scalar in
        scalar != "\n" && [.control, .format].contains(scalar.properties.generalCategory)
      }
      #expect(!steers, "\(said)")
    }
  }
}
