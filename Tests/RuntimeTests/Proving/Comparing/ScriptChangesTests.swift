import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// What the lines that differ between two scripts name.
@Suite struct ScriptChangesTests {
  private static let before = """
    local function tinted()
      return prompt.confirm { "paint.tint", title = "Колеровка?" }
    end

    local voucher = provider "voucher" {
      title = "Сертификат",
      charge = function(charge)
        local number = prompt.text { "voucher.number", cancel = true }
        if not number then return charge:not_run() end
        return charge:ask {}
      end,
    }

    return store {
      api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
      address = "Москва", place = "Кафе", cashiers = { "Анна" }, providers = { voucher },
      on = {
        before_payment = function()
          if receipt.has { department = "paint" } and not tinted() then return veto "Нет" end
        end,
      },
    }
    """

  private func changes(_ from: String, _ to: String) throws -> ScriptChanges {
    #expect(Self.before.contains(from))
    let folder = try TestFolder()
    try write(Self.before, to: folder.path + "/a/leto/store.lua")
    try write(Self.before.replacing(from, with: to), to: folder.path + "/b/leto/store.lua")
    return ScriptChanges(
      try StoreBundle(folder: folder.path + "/a/leto").bundle,
      try StoreBundle(folder: folder.path + "/b/leto").bundle)
  }

  @Test func `names what stands in the function around a line, and before its statement`() throws {
    let found = try changes("return charge:not_run() end", "number = prompt.text {} end")
    #expect(found.words.isSuperset(of: ["voucher", "voucher.number", "not_run", "provider"]))
    #expect(found.words.isDisjoint(with: ["paint", "paint.tint", "before_payment"]))
    #expect(found.contains(nil, "leto/store.lua:8") && !found.contains(nil, "leto/store.lua:18"))
    #expect(found.place(of: "number") == "leto/store.lua:9")
  }

  @Test func `names what calls a function that differs`() throws {
    let found = try changes("\"Колеровка?\"", "\"Точно?\"")
    #expect(found.words.isSuperset(of: ["paint.tint", "paint", "department"]))
  }

  @Test func `knows a line that is gone by the old script's place, and amounts by their values`()
    throws
  {
    let found = try changes("not tinted()", "receipt.total() > rub \"150\"")
    #expect(found.words.contains("tinted") && found.words.contains("department"))
    #expect(found.contains("leto/store.lua:18", nil))
    #expect(found.amounts.contains(150_00))
  }

  @Test func `every second turn is a usual state's, whatever the texts name`() {
    var queues = PairQueues()
    func add(_ index: Int, departs: Int, hints: Int, isApart: Bool = false) {
      queues.add(
        index, departs: departs, hints: hints, isApart: isApart,
        at: PairQueues.Stand(prompt: "sale", hasLines: false, words: ["paint"]))
    }
    add(1, departs: 1, hints: 0)
    add(2, departs: 0, hints: 0)
    // The first at its prompt.
    add(3, departs: 2, hints: 1)
    add(4, departs: 0, hints: 5)
    add(5, departs: 0, hints: 1)
    add(6, departs: 2, hints: 0, isApart: true)
    #expect((1...7).map { _ in queues.next() } == [6, 2, 5, 1, 4, 3, nil])
  }

  @Test func `an indentation is no change`() throws {
    let found = try changes("    before_payment", "          before_payment")
    #expect(found.words.isEmpty)
  }

  @Test(arguments: [
    ("a comment", "api = 1,", "api = 1, -- the first\n", true),
    ("a renamed local function", "tinted", "asked", true),
    ("another condition", "cancel = true", "cancel = false", false),
    ("another text", "\"Нет\"", "\"Да\"", false),
    ("other quotes", "\"Москва\"", "'Москва'", true),
  ])
  func `compiles to the same code or to another`(
    name: String, from: String, to: String, isSame: Bool
  ) throws {
    let folder = try TestFolder()
    try write(Self.before, to: folder.path + "/a/leto/store.lua")
    try write(Self.before.replacing(from, with: to), to: folder.path + "/b/leto/store.lua")
    let (one, two) = (
      try StoreBundle(folder: folder.path + "/a/leto").bundle,
      try StoreBundle(folder: folder.path + "/b/leto").bundle
    )
    #expect(one.compilesLike(two) == isSame)
    try write("return 1", to: folder.path + "/b/leto/more.lua")
    #expect(try !one.compilesLike(StoreBundle(folder: folder.path + "/b/leto").bundle))
  }
}
