import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// A script and its scenarios in one file, and the hashes that scripts go by.
@Suite struct StorePackTests {
  private static let key = SigningKey()

  /// A store with a module, a chain, scenarios and goods.
  private final class Place {
    let folder: TestFolder
    var store: String { folder.path + "/leto" }
    var chain: String { folder.path + "/chain" }
    var file: String { folder.path + "/leto.kassa" }

    init() throws {
      folder = try TestFolder()
      for (path, text) in [
        ("leto/store.lua", Story.store("")), ("leto/prices.lua", "return 1"),
        ("leto/goods.csv", "barcode;name;price;vat;measure\n46;Чай;10;none;piece"),
        ("leto/scenarios/day.lua", "scenario(\"чай\", function() day.sells() end)"),
        ("chain/house.lua", "return 2"), ("chain/scenarios/all.lua", "return {}"),
      ] { try write(text, to: folder.path + "/" + path) }
    }

    func pack() throws -> StorePack { try StorePack(folder: store, chain: chain) }
  }

  @Test func `a script is the same whatever its folder is called, and on any stock library`() throws
  {
    let place = try Place()
    let first = try StoreBundle(folder: place.store, chain: place.chain)
    let (other, chain) = (place.folder.path + "/v13", place.folder.path + "/house")
    try FileManager.default.moveItem(atPath: place.store, toPath: other)
    try FileManager.default.moveItem(atPath: place.chain, toPath: chain)
    let second = try StoreBundle(folder: other, chain: chain)
    #expect(first.script == second.script && first.bundle.hash != second.bundle.hash)
    var older = second.bundle.files
    older["stock/kassa/charge.lua"] = "return 1"
    #expect(Bundle(files: older).script == first.script)
    try write("return 3", to: other + "/prices.lua")
    #expect(try StoreBundle(folder: other, chain: chain).script != first.script)
  }

  @Test func `a packed script is the one that was packed, with what tries it`() throws {
    let place = try Place()
    try place.pack().write(to: place.file)
    let (folder, file) = (
      try StoreBundle(folder: place.store, chain: place.chain), try StoreBundle(folder: place.file)
    )
    #expect(file.bundle == folder.bundle && file.script == folder.script)
    try PackedStore.withFolders(place.file, chain: nil) { store, chain in
      let again = try StorePack(folder: store, chain: chain)
      #expect(try again == place.pack())
      #expect(again.goods?.contains("Чай") == true && again.scenarios.count == 2)
    }
  }

  /// What becomes of a file on its way.
  private static let damage: [(String, @Sendable (Data) -> Data)] = [
    ("cut off", { $0.dropLast(10) }), ("cut in its first line", { $0.prefix(30) }),
    ("a byte of it changed", { Data($0.enumerated().map { $0 == 200 ? $1 ^ 1 : $1 }) }),
    ("longer", { $0 + Data("x".utf8) }),
  ]

  @Test(arguments: damage.indices)
  func `a file that is not whole is refused as such`(index: Int) throws {
    let place = try Place()
    try Self.damage[index].1(place.pack().bytes).write(to: URL(fileURLWithPath: place.file))
    #expect(throws: StoreError.packCut(path: place.file), "\(Self.damage[index].0)") {
      try StoreBundle(folder: place.file)
    }
  }

  @Test func `another level, another file, and a chain beside it are named`() throws {
    let place = try Place()
    let text = String(decoding: try place.pack().bytes, as: UTF8.self)
    try write(text.replacing("kassa-pack 1 api 1", with: "kassa-pack 1 api 2"), to: place.file)
    #expect(throws: StoreError.otherLevel(path: place.file, api: 2)) {
      try StoreBundle(folder: place.file)
    }
    try write("PK", to: place.file)
    #expect(throws: StoreError.notPacked(path: place.file)) { try StoreBundle(folder: place.file) }
    try place.pack().write(to: place.file)
    #expect(throws: StoreError.packHasChain(path: place.file)) {
      try StoreBundle(folder: place.file, chain: place.chain)
    }
  }

  /// Files that no packing makes, each with a right checksum.
  @Test(arguments: ["store/../../x.lua", "stock/kassa/charge.lua", "store/.x.lua", "x.lua"])
  func `a path that leads out of the folder is none`(path: String) throws {
    let place = try Place()
    var fields = try #require(
      JSONSerialization.jsonObject(with: Data(place.pack().json)) as? [String: Any])
    var script = try #require(fields["script"] as? [String: String])
    script[path] = "return 1"
    fields["script"] = script
    let forged = try StorePack(json: [UInt8](JSONSerialization.data(withJSONObject: fields)))
    try forged.bytes.write(to: URL(fileURLWithPath: place.file))
    #expect(throws: StoreError.notPacked(path: place.file)) { try StoreBundle(folder: place.file) }
  }

  @Test func `a signature covers both hashes, in a folder and in a file`() throws {
    let place = try Place()
    try place.pack().write(to: place.file)
    try StoreBundle(folder: place.file).sign(version: 3, with: Self.key)
    let folder = try StoreBundle(folder: place.store, chain: place.chain)
    try folder.sign(version: 3, with: Self.key)
    for (path, chain) in [(place.file, nil), (place.store, place.chain)] as [(String, String?)] {
      let signed = try StoreBundle(folder: path, chain: chain)
      let signature = try signed.verified(by: Self.key.trusted)
      #expect(signature.script == signed.script && signature.version == 3)
      #expect(try signed.hasSignedScenarios())
    }
    try write("return 3", to: place.store + "/scenarios/day.lua")
    let changed = try StoreBundle(folder: place.store, chain: place.chain)
    _ = try changed.verified(by: Self.key.trusted)
    #expect(try !changed.hasSignedScenarios())
    // The signature travels with what it covers.
    let packed = try place.pack()
    #expect(packed.signature != nil)
  }

  @Test func `a signature of format 1 is read as it was written`() throws {
    let place = try Place()
    let bundle = try StoreBundle(folder: place.store, chain: place.chain).bundle
    let lines = ScriptHash.lines(bundle.signedFiles)
    let text = "kassa-signature 1\nversion 4\nkey \(Self.key.trusted.hex)\n" + lines
    let signed = try Self.key.signature(of: Data(text.utf8))
    try write(text + "signature \(Array(signed).hex)\n", to: place.store + "/store.sig")
    let store = try StoreBundle(folder: place.store, chain: place.chain)
    #expect(try store.verified(by: Self.key.trusted).version == 4)
    #expect(try store.hasSignedScenarios())
  }
}
