import Foundation
import Testing

@testable import KassaRuntime

/// The stock library lies in `Scripts/lua`, and nowhere else is it listed.
@Suite struct StockLibraryTests {
  private static let root = TillProcess.root.path + "/Scripts/lua"

  /// The Lua files below `folder`, by their paths there.
  private static func files(in folder: String) throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(".lua") }
    return Dictionary(
      uniqueKeysWithValues: try paths.map {
        ($0, try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(folder)/\($0)")))
      })
  }

  @Test func `the binary carries every file of the stock library`() throws {
    let files = try Self.files(in: "kassa")
    #expect(!files.isEmpty)
    let carried = StockLibrary.files.map { ($0.key.dropFirst("stock/kassa/".count), $0.value) }
    #expect(
      Dictionary(uniqueKeysWithValues: carried.map { (String($0), Data($1.utf8)) }) == files)
  }

  @Test(arguments: [("day", StockLibrary.day), ("scenarios", StockLibrary.scenarios)])
  func `the binary carries every file that a scenario needs`(
    folder: String, carried: [(name: String, text: String)]
  ) throws {
    let files = try Self.files(in: folder)
    #expect(!files.isEmpty)
    #expect(carried.map(\.name) == files.keys.sorted())
    for file in carried { #expect(Data(file.text.utf8) == files[file.name], "\(file.name)") }
  }

  @Test func `every file of the flows is a flow, and says in a line what it is`() throws {
    let names = try Self.files(in: "kassa/flows").keys.map { String($0.dropLast(".lua".count)) }
    #expect(StoreManifest.flows == Set(names))
    #expect(StoreManifest.flows.isSuperset(of: ["sign_in", "sale"]))
    for flow in StockLibrary.flows {
      let file = try #require(try Self.files(in: "kassa/flows")["\(flow.name).lua"])
      #expect(String(decoding: file, as: UTF8.self).hasPrefix("--- \(flow.summary)\n"))
      #expect(flow.summary.count > 10 && flow.summary.hasSuffix("."), "\(flow.summary)")
    }
  }

  @Test func `every file of the stock words is read, in each language`() throws {
    let words = try StoreLoading.stockWords(KassaRuntime.Bundle(files: StockLibrary.files))
    for (folder, language) in [("ru", Language.ru), ("en", .en)] {
      let texts = try Self.files(in: "kassa/texts/\(folder)").values
        .map { String(decoding: $0, as: UTF8.self) }.joined()
      let ids = texts.matches(of: /(?m)^  \["([a-z_.]+)"\] =/).map { String($0.1) }
      #expect(ids.count > 50)
      #expect(Set(ids).subtracting(words.ids(language)).sorted() == [])
    }
  }
}
