import Testing

@testable import KassaRuntime

/// What is loaded is the same everywhere, in a check as at a till.
@Suite struct LoadingTests {
  @Test(arguments: [
    ("clock.now()", "clock.now has no flow while the store is loaded"),
    ("kept.get 'x'", "kept.get has no flow while the store is loaded"),
    ("kept.set('x', 1)", "kept.set has no flow while the store is loaded"),
    ("receipt.total()", "receipt.total has no flow while the store is loaded"),
    ("math.random(6)", "math.random draws nothing while the store is loaded"),
    ("parameters.list()", "parameters.list has no flow while the store is loaded"),
    ("require('helper')", "clock.now has no flow while the store is loaded"),
    ("pcall(error) clock.now()", "clock.now has no flow while the store is loaded"),
    (
      "coroutine.wrap(function() clock.now() end)()",
      "clock.now has no flow while the store is loaded"
    ),
  ])
  func `a store that asks while it is loaded is refused at its line`(
    body: String, says: String
  ) async throws {
    let bundle = try Self.bundle(body)
    let error = #expect(throws: StoreError.self) { try StoreLoading.load(bundle) }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    #expect(error?.description.contains("leto/") == true)
  }

  @Test func `the same holds where a flow loads it, a helper inside a function too`() async throws {
    let story = try Story(
      #"""
      on = { before_payment = function()
        local fine, why = pcall(require, "later")
        prompt.tell { "x", title = tostring(why), buttons = { { "ok", "ok" } } }
        prompt.tell { "y", title = tostring(clock.now() > 0) .. math.random(1), buttons = { { "ok", "ok" } } }
      end },
      """#)
    story.spoil = { store in
      var files = store.bundle.files
      files["store/leto/later.lua"] = "return clock.now()"
      return StoreBundle(KassaRuntime.Bundle(files: files))
    }
    let scene = try await story.play(Story.start + ["sale: pay.cash", "x: ok", "y: ok"])
    #expect(
      scene.first("x")?.title.contains("clock.now has no flow while the store is loaded") == true)
    #expect(scene.first("y")?.title == "true1")
  }

  @Test func `a coroutine can't leave a module that is being loaded`() async throws {
    let story = try Story(
      #"""
      on = { before_payment = function()
        local step = coroutine.create(function() require "later" end)
        local _, why = coroutine.resume(step)
        prompt.tell { "x", title = tostring(why), buttons = { { "ok", "ok" } } }
      end },
      """#)
    story.spoil = { store in
      var files = store.bundle.files
      files["store/leto/later.lua"] = "coroutine.yield(1)"
      return StoreBundle(KassaRuntime.Bundle(files: files))
    }
    let scene = try await story.play(Story.start + ["sale: pay.cash"])
    #expect(scene.first("x")?.title.contains("can't leave a module that is being loaded") == true)
  }

  private static func bundle(_ body: String) throws -> KassaRuntime.Bundle {
    var files = StockLibrary.files
    files["store/leto/store.lua"] = body + "\n" + Story.store("")
    files["store/leto/helper.lua"] = "local now = clock.now()\nreturn {}"
    return KassaRuntime.Bundle(files: files)
  }
}

/// A key that its store takes from somewhere where it is called otherwise.
@Suite struct MisspeltKeyTests {
  @Test(arguments: [
    ("address = house.adress,", "return { address = 'Москва' }", "leto/store.lua:4"),
    ("address = house.address,", "return {\n adress = 'Москва' }", "house.lua:2"),
  ])
  func `a helper's misspelt key is named with its line`(
    line: String, helper: String, place: String
  ) throws {
    var files = StockLibrary.files
    files["store/leto/store.lua"] = """
      local house = require "house"
      return store {
        api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        \(line) place = "Кафе", cashiers = { "Анна" } }
      """
    files["chain/house/house.lua"] = helper
    let error = #expect(throws: StoreError.self) {
      try StoreLoading.load(KassaRuntime.Bundle(files: files))
    }
    let text = error?.description ?? ""
    #expect(text.contains("address: a string was expected, got nothing; «adress» stands at"))
    #expect(text.contains("\(place), did you mean «address»?"), "\(text)")
  }

  @Test func `a flow that is called where it stands is refused at the store's line`() throws {
    let store = Story.store(
      "flows = { sale = sale() },",
      before: "local function sale()\nreturn (require('kassa.payment').resume())\nend")
    var files = StockLibrary.files
    files["store/leto/store.lua"] = store
    let bundle = KassaRuntime.Bundle(files: files)
    let error = #expect(throws: StoreError.self) { try StoreLoading.load(bundle) }
    let said =
      "leto/store.lua:2: receipt.is_detached has no flow while the store is loaded (kassa/payment.lua:"
    #expect(error?.description.hasPrefix(said) == true, "\(String(describing: error))")
    #expect(
      StoreLoading.findings(bundle).problems.map { $0.description.hasPrefix(said) } == [true])
  }
}
