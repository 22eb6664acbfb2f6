import Foundation
import Testing

@testable import KassaEmulators
@testable import KassaRuntime

/// One script for many tills: what a till gives the parameters that its script declares.
@Suite struct ParameterTests {
  static let declared = #"""
    parameters = {
      { "address", kind = "text", title = { ru = "Адрес", en = "Address" }, example = "Москва, Тверская, 1" },
      { "limit", kind = "amount", title = "Предел", least = rub "100", most = rub "5000", default = rub "1000" },
      { "night", kind = "yes_no", title = "Ночью", default = false },
      { "size", kind = "choice", title = "Размер", choices = { "small", { "big", { ru = "Большая", en = "Big" } } },
        default = "small" },
      { "tables", kind = "number", title = "Столов", least = 0, most = 40, default = 7 },
    },
    """#

  /// A shop whose address is its till's.
  static func story(_ parts: String = "", before: String = "") throws -> Story {
    let story = try Story()
    story.store = """
      \(before)
      return store { api = 1, name = "Лето", inn = "7701234567", taxation = "usn_income",
        address = parameter "address", place = "Кафе", cashiers = { "Анна" }, \(declared) \(parts) }
      """
    return story
  }

  @Test func `a till whose parameter is missing says which and how to set it`() async throws {
    let story = try Self.story()
    let error = await #expect(throws: StoreError.self) {
      _ = try await story.open(story.scripted([]))
    }
    #expect(
      error?.description
        == "this till lacks «address»; stop it and set them: kassa-run parameters set address=VALUE "
        + "--store DIR --data DIR")
  }

  @Test func `one script sells at each till with its own values`() async throws {
    for address in ["Москва, Арбат, 2", "Тверь, Советская, 3"] {
      let story = try Self.story(
        #"""
        providers = { stock.standalone { most = parameter "limit" } },
        on = { before_printing = function() receipt.memo("tables", parameter "tables") end },
        """#)
      try story.set(["address": address, "tables": "12", "limit": "150"])
      let scene = try await story.play(Story.start)
      #expect(scene.state.flow?.start.seller.address == address)
      #expect(scene.state.flow?.start.terms?.providers.first?.most?.kopecks == 15_000)
    }
  }

  @Test func `a function reads the value that its flow began with`() async throws {
    let story = try Self.story(
      #"""
      on = { before_payment = function()
        prompt.tell { "x", title = parameter "size" .. parameter "tables" .. tostring(parameter "night"),
          buttons = { { "ok", "ok" } } }
      end },
      """#)
    try story.set(["address": "Москва", "size": "big", "night": "yes"])
    let scene = try await story.play(
      Story.start + ["sale: pay.cash", "x: ok", "payment.cash: 199.50"])
    #expect(scene.first("x")?.title == "big7true")
    #expect(scene.documents.first?.seller.address == "Москва")
    _ = try story.verify()
  }

  @Test(arguments: [
    ("limit=99", "«limit»: from 100.00 to 5000.00 was expected, got 99.00"),
    ("limit=much", "«limit»: "),
    ("tables=41", "«tables»: from 0 to 40 was expected, got 41"),
    ("tables=two", "«tables»: a whole number was expected, got «two»"),
    ("night=perhaps", "«night»: yes or no was expected, got «perhaps»"),
    ("size=bigg", "«size»: no «bigg»; did you mean «big»?"),
    ("adress=x", "no parameter «adress»; did you mean «address»?"),
    ("address=4111 1111 1111 1111", "«address»: it looks like a card number; none may be stored"),
    ("address=", "«address»: from 1 to 256 characters was expected, got 0"),
  ])
  func `a value that can't be is refused, and nothing is changed`(typed: String, says: String)
    throws
  {
    let story = try Self.story()
    let parts = typed.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let error = #expect(throws: ParameterDeskError.self) {
      let typed = [String(parts[0]): String(parts[1])]
      try story.set(typed.merging(["tables": "3"]) { first, _ in first })
    }
    #expect(error?.description.hasPrefix(says) == true, "\(String(describing: error))")
    #expect(try JournalReader(folder: story.data).state().till.core.parameters == nil)
  }

  @Test func `a parameter that the whole table refuses is refused`() throws {
    let story = try Self.story(
      #"providers = { stock.standalone { least = rub "500", most = parameter "limit" } },"#)
    let error = #expect(throws: ParameterDeskError.self) { try story.set(["limit": "200"]) }
    #expect(error?.description.contains("least") == true)
  }

  @Test func `an unknown parameter of the table is named with its line`() throws {
    let story = try Self.story(#"ask_contact = parameter "nigth","#)
    #expect(try story.findings().map(\.text).contains { $0.contains("did you mean «night»?") })
  }

  @Test func `a parameter of another kind than its place is named`() throws {
    let story = try Self.story(#"ask_contact = parameter "tables","#)
    #expect(
      try story.findings().map(\.text).contains {
        $0.contains("ask_contact: true or false was expected, got 7 (parameter «tables»)")
      })
  }

  @Test func `what is reckoned with a parameter while the store loads says where it belongs`()
    throws
  {
    let story = try Self.story(before: #"local much = parameter "limit" + 1"#)
    let text = try story.findings().first?.text ?? ""
    #expect(
      text.contains("leto/store.lua:1: parameter «limit» has no value while the store is loaded"))
  }

  @Test func `a receipt in hand keeps the parameters as they are, and nothing is lost`()
    async throws
  {
    let story = try Self.story()
    try story.set(["address": "Москва"])
    try await story.play(Story.start)
    #expect(throws: TerminalDeskError.receiptInHand(Money(checked: 19_950))) {
      try story.set(["address": "Тверь"])
    }
    let scene = try await story.play(["sale: pay.cash", "payment.cash: 199.50"])
    #expect(scene.documents.first?.seller.address == "Москва")
    try story.set(["address": "Тверь"])
    let next = try await story.play([Story.coffee, "sale: pay.cash", "payment.cash: 199.50"])
    #expect(next.documents.last?.seller.address == "Тверь")
    let changes = try story.allEntries().compactMap { entry in
      if case .parameter(let name, let value, _, let old) = entry {
        [.string(name), value, old ?? .null]
      } else {
        nil as [Value]?
      }
    }
    #expect(changes == [["address", "Москва", .null], ["address", "Тверь", "Москва"]])
    _ = try story.verify()
  }

  @Test func `while a till runs its parameters stay as they are`() async throws {
    let story = try Self.story()
    try story.set(["address": "Москва"])
    let till = try await story.open(story.scripted([]))
    #expect(throws: JournalError.inUse(folder: story.data)) { try story.set(["address": "Тверь"]) }
    withExtendedLifetime(till) {}
  }

  @Test func `an INN stays once the till has run, and is checked against the registrar before`()
    async throws
  {
    let story = try Story()
    story.store = #"""
      return store { api = 1, name = "Лето", inn = parameter "inn", taxation = "usn_income",
        address = "Москва", place = "Кафе", cashiers = { "Анна" },
        parameters = { { "inn", kind = "text", title = "ИНН", example = "7701234567" } } }
      """#
    let seller = Seller(name: "Лето", inn: "7701234567", address: "Москва", place: "Кафе")
    story.registrar = try EmulatedRegistrar(
      folder: story.folder.path,
      registration: RegistrarRegistration(seller: seller, taxation: [.usnIncome]),
      clock: { [clock = story.clock] in clock.now }, offsetSeconds: 10_800)
    #expect(throws: ParameterDeskError.self) { try story.set(["inn": "12"]) }
    try story.set(["inn": "7707654321"])
    await #expect(throws: StoreError.self) { _ = try await story.open(story.scripted([])) }
    try story.set(["inn": "7701234567"])
    try await story.play(Story.signIn)
    let error = #expect(throws: ParameterDeskError.self) { try story.set(["inn": "7707654321"]) }
    #expect(error?.description.contains("keeps its INN") == true)
  }

  @Test func `a technician gives a value at the till, and the next receipt has it`() async throws {
    let story = try Self.story()
    try story.set(["address": "Москва"])
    let scene = try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: parameters", "parameters: set.address",
        "parameters.value: text Тверь", "parameters: set.size", "parameters.value: big",
        "parameters: set.night", "parameters.value.yes_no: yes", "parameters: set.limit",
        "parameters.value: 6000", "parameters.value: 4000", "parameters: set.tables",
        "parameters.value: text 41", "parameters.value: text 40", "parameters: back",
        Story.coffee, "sale: pay.cash", "payment.cash: 199.50",
      ])
    #expect(scene.refusals.count == 2)
    #expect(scene.first("parameters.value")?.effect?.act == .parameter)
    #expect(scene.first("parameters")?.buttons.first?.label == "Адрес: Москва")
    #expect(scene.documents.first?.seller.address == "Тверь")
    #expect(
      scene.state.core.parameters
        == ["address": "Тверь", "size": "big", "night": true, "limit": 400_000, "tables": 40])
    let again = try await story.play([])
    #expect(again.stands == "sale")
    _ = try story.verify()
  }

  @Test func `an open flow goes on with its values after a restart`() async throws {
    let story = try Self.story(
      #"on = { before_payment = function() prompt.tell { "x", title = parameter "address", buttons = { { "ok", "ok" } } } end },"#
    )
    try story.set(["address": "Москва"])
    try await story.play(Story.start + ["sale: pay.cash"])
    let scene = try await story.play(["x: ok", "payment.cash: 199.50"])
    #expect(scene.documents.first?.seller.address == "Москва" && scene.faults.isEmpty)
  }

  @Test func `a script that declares a value otherwise says what the till has`() async throws {
    let story = try Self.story()
    try story.set(["address": "Москва", "tables": "40"])
    try await story.play(Story.signIn)
    story.store = story.store.replacing("most = 40", with: "most = 10")
    let scene = try await story.play([])
    #expect(scene.warnings.contains { $0.hasPrefix("Сценарий магазина не открылся") })
    #expect(
      story.log.text.contains(
        "the parameter «tables» of this till: from 0 to 10 was expected, got 40"))
  }
}

extension Story {
  /// Gives parameters the values that people type, as the command line does.
  func set(_ typed: [String: String]) throws {
    let path = folder.path + "/leto"
    try store.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
    try makeFolder(data)
    let desk = try ParameterDesk(
      folder: data, store: StoreBundle(folder: path), by: "ivan", clock: { [clock] in clock.now })
    try desk.set(typed)
  }

  fileprivate func allEntries() throws -> [Entry] {
    try Journal(folder: data, identity: { "" }, seam: .production).entries(from: 1)
  }
}
