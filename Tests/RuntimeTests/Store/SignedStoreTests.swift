import Foundation
import Testing

@testable import KassaRuntime

/// A till that trusts a key runs what was signed with it, whole and never older.
@Suite struct SignedStoreTests {
  private static let key = SigningKey()

  /// A signed store with a module, a chain, and what is no part of a bundle.
  private final class Place {
    let folder: TestFolder
    var store: String { folder.path + "/leto" }
    var chain: String { folder.path + "/chain" }

    init(version: Int = 5) throws {
      folder = try TestFolder()
      for (path, text) in [
        ("leto/store.lua", "return store {}"), ("leto/prices.lua", "return 1"),
        ("leto/goods.csv", "name"), ("leto/scenarios/day.lua", ""), ("chain/house.lua", "return 2"),
      ] { try put(text, path) }
      try sign(version)
    }

    func put(_ text: String, _ path: String) throws {
      let url = URL(fileURLWithPath: folder.path + "/" + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func sign(_ version: Int, with key: SigningKey = SignedStoreTests.key) throws {
      try bundle().sign(version: version, with: key)
    }

    func bundle() throws -> StoreBundle { try StoreBundle(folder: store, chain: chain) }

    func admit(trusting key: TrustedKey? = SignedStoreTests.key.trusted) throws {
      let trust = try Trust(folder: folder.path, seam: .production)
      let store = try bundle()
      if let signature = try trust.verify(store, given: key.map { ($0, "key.pub") }) {
        try trust.remember(signature, store.bundle.hash)
      }
    }

    func edit(_ path: String, _ change: (inout String) -> Void) throws {
      var text = try String(contentsOfFile: folder.path + "/" + path, encoding: .utf8)
      change(&text)
      try put(text, path)
    }
  }

  private struct Tampering: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let refused: @Sendable (Place) -> SignatureError
    let tamper: @Sendable (Place) throws -> Void

    init(
      _ name: String, _ refused: @escaping @Sendable (Place) -> SignatureError,
      tamper: @escaping @Sendable (Place) throws -> Void
    ) {
      (testDescription, self.refused, self.tamper) = (name, refused, tamper)
    }
  }

  private static let tampering = [
    Tampering("a byte of the store", { .changed(path: $0.store + "/prices.lua") }) {
      try $0.put("return 3", "leto/prices.lua")
    },
    Tampering("a byte of the chain", { .changed(path: $0.chain + "/house.lua") }) {
      try $0.put("return 3", "chain/house.lua")
    },
    Tampering("two files swapped", { .changed(path: $0.store + "/prices.lua") }) {
      try $0.put("return store {}", "leto/prices.lua")
      try $0.put("return 1", "leto/store.lua")
    },
    Tampering("a file added", { .added(path: $0.store + "/kind/new.lua") }) {
      try $0.put("return 1", "leto/kind/new.lua")
    },
    Tampering("a file added to the chain", { .added(path: $0.chain + "/prices.lua") }) {
      try $0.put("return 1", "chain/prices.lua")
    },
    Tampering("a file removed", { .missing(path: $0.store + "/prices.lua") }) {
      try FileManager.default.removeItem(atPath: $0.store + "/prices.lua")
    },
    Tampering("a file renamed", { .added(path: $0.store + "/prizes.lua") }) {
      try FileManager.default.moveItem(
        atPath: $0.store + "/prices.lua", toPath: $0.store + "/prizes.lua")
    },
    Tampering(
      "a link to the same text",
      { .link(path: $0.store + "/prices.lua") }
    ) {
      let path = $0.store + "/prices.lua"
      try FileManager.default.moveItem(atPath: path, toPath: $0.store + "/other.txt")
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: $0.store + "/other.txt")
    },
    Tampering("a folder that is a link", { .link(path: $0.chain + "/more") }) {
      try FileManager.default.createSymbolicLink(
        atPath: $0.chain + "/more", withDestinationPath: $0.store)
    },
    Tampering("no signature", { .unsigned(folder: $0.store) }) {
      try FileManager.default.removeItem(atPath: $0.store + "/store.sig")
    },
    Tampering("another version written in", { .forged(file: $0.store + "/store.sig") }) {
      try $0.edit("leto/store.sig") { $0 = $0.replacing("version 5", with: "version 6") }
    },
    Tampering("a file struck out", { .forged(file: $0.store + "/store.sig") }) {
      try $0.edit("leto/store.sig") {
        $0 =
          $0.split(separator: "\n").filter { !$0.hasSuffix("prices.lua") }
          .joined(separator: "\n") + "\n"
      }
    },
    Tampering("a line more", { .malformed(file: $0.store + "/store.sig") }) {
      try $0.edit("leto/store.sig") { $0 += "\n" }
    },
    Tampering("no text", { .malformed(file: $0.store + "/store.sig") }) {
      try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: $0.store + "/store.sig"))
    },
    Tampering("somebody else's key", { .otherKey(file: $0.store + "/store.sig") }) {
      try $0.sign(6, with: SigningKey())
    },
    Tampering("the right key's name on another's", { .forged(file: $0.store + "/store.sig") }) {
      let other = SigningKey()
      try $0.sign(6, with: other)
      try $0.edit("leto/store.sig") {
        $0 = $0.replacing(other.trusted.hex, with: SignedStoreTests.key.trusted.hex)
      }
    },
  ]

  @Test(arguments: tampering.indices)
  func `whatever is not as it was signed is refused`(index: Int) throws {
    let one = Self.tampering[index]
    let place = try Place()
    try place.admit()
    try one.tamper(place)
    #expect(throws: one.refused(place), "\(one.testDescription)") { try place.admit() }
    #expect(throws: one.refused(place), "remembered") { try place.admit(trusting: nil) }
  }

  @Test func `every byte of a signature counts`() throws {
    let place = try Place()
    let path = place.store + "/store.sig"
    let signed = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in signed.indices {
      var changed = signed
      changed[index] ^= 1
      try changed.write(to: URL(fileURLWithPath: path))
      #expect(throws: SignatureError.self, "byte \(index)") { try place.admit() }
    }
    try signed.write(to: URL(fileURLWithPath: path))
    try place.admit()
  }

  @Test func `goods and scenarios are no part of it`() throws {
    let place = try Place()
    try place.put("name,price", "leto/goods.csv")
    try place.put("return 1", "leto/scenarios/other.lua")
    try place.admit()
  }

  @Test func `a till goes on to a higher version and never back`() throws {
    let place = try Place()
    try place.admit()
    try place.put("return 3", "leto/prices.lua")
    try place.sign(5)
    #expect(throws: SignatureError.reused(version: 5)) { try place.admit() }
    try place.sign(7)
    try place.admit()
    try place.admit(trusting: nil)
    try place.sign(6)
    #expect(throws: SignatureError.older(version: 6, seen: 7)) { try place.admit() }
  }

  @Test func `a key once trusted stays, and another does not take its place`() throws {
    let place = try Place()
    try place.admit()
    let other = SigningKey()
    try place.sign(9, with: other)
    #expect(throws: SignatureError.otherTrust(file: "key.pub")) {
      try place.admit(trusting: other.trusted)
    }
    #expect(throws: SignatureError.otherKey(file: place.store + "/store.sig")) {
      try place.admit(trusting: nil)
    }
  }

  @Test func `a till that trusts nobody runs what it is given`() throws {
    let place = try Place()
    try place.put("return 3", "leto/prices.lua")
    try place.admit(trusting: nil)
  }

  @Test func `a key's text is read back, and nothing else is a key`() throws {
    let key = Self.key
    #expect(try SigningKey(text: key.text, file: "k").trusted.hex == key.trusted.hex)
    for text in ["", key.text + "\n", String(key.text.dropLast(2)), key.trusted.text, "x"] {
      #expect(throws: SignatureError.notAKey(file: "k", expected: "kassa-private-key 1")) {
        try SigningKey(text: text, file: "k")
      }
    }
  }
}
