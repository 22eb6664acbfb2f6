import Testing

@testable import KassaRuntime

/// A receipt whose charge was set aside waits for a senior: nobody else's yes is one, whoever asks for it.
@Suite struct SeniorsYesTests {
  private static let pins = [
    "Анна": "581258125812", "Борис": "692369236923", "Вера": "703470347034",
  ]
  private static let people = """
    cashiers = { "Анна", { "Борис", role = "senior" }, { "Вера", role = "technician" } },
    """

  /// Everybody has a PIN; Анна stands at the till, and the clock goes on.
  private static let start =
    ["Борис", "Вера"].flatMap { signIn($0) + ["sale: sign_out"] } + signIn("Анна")

  private static func signIn(_ name: String) -> [String] {
    let pin = pins[name] ?? ""
    return ["sign_in.name: \(name)", "sign_in.pin: text \(pin)"]
  }

  /// A receipt for 1.00 whose charge was set aside and declined since, then somebody's yes, then
  /// whatever is tried.
  private static func story(_ tried: String) throws -> Story {
    let story = try Story()
    try story.give(pins)
    story.store = Story.store("").replacing(#"cashiers = { "Анна" },"#, with: people)
    story.sale = """
      if #receipt.parked() > 0 or cashier.name() ~= "Анна" then return require("kassa.flows.sale")() end
      receipt.add { name = "Кофе", price = 100 }
      shift.open()
      terminal.charge { "charge.window", terminal = "standalone", amount = 100 }
      terminal.detach()
      terminal.ask { "charge.unknown" }
      local function yes(who, role)
        return cashier.require { "said.yes", title = "?", cashier = who, role = role }
      end
      \(tried)
      """
    return story
  }

  private static let set = start + ["charge.window: unknown", "charge.unknown: declined"]

  /// Whose yes as what, and whether the receipt may be paid then.
  static let answers: [(who: String, role: String, isSenior: Bool)] = [
    ("Вера", "technician", false), ("Вера", "cashier", false), ("Борис", "technician", false),
    ("Борис", "cashier", false), ("Анна", "cashier", false), ("Борис", "senior", true),
  ]

  @Test(arguments: answers.indices)
  func `only a senior asked as one lets it be paid`(index: Int) async throws {
    let (who, role, isSenior) = Self.answers[index]
    let story = try Self.story(
      """
      local right = yes("\(who)", "\(role)")
      local paid = pcall(receipt.cash, { "payment.cash" })
      local printed = pcall(receipt.print)
      prompt.choose { tostring(right) .. "." .. tostring(paid) .. "." .. tostring(printed),
        title = "?", buttons = { "ok" } }
      """)
    let scene = try await story.play(
      Self.set + ["said.yes: text \(Self.pins[who] ?? "")"]
        + (isSenior ? ["payment.cash: 1"] : []))
    #expect(scene.stands == "true.\(isSenior).\(isSenior)", "\(scene.faults)")
    #expect(scene.documents.count == (isSenior ? 1 : 0))
    #expect(scene.receipt?.detached == !isSenior)
    let again = try await story.play([])
    #expect(again.stands == scene.stands && again.receipt == scene.receipt)
    _ = try story.verify()
  }

  /// What `cashier.may` says of each role after somebody's yes, where Анна, a cashier, is signed in.
  static let rights: [(who: String, role: String, may: String)] = [
    ("Анна", "cashier", "true false false"), ("Вера", "technician", "true false true"),
    ("Борис", "technician", "true false true"), ("Борис", "senior", "true true false"),
  ]

  @Test(arguments: rights.indices)
  func `a yes gives the role that was asked for and no other`(index: Int) async throws {
    let (who, role, may) = Self.rights[index]
    let story = try Self.story(
      """
      yes("\(who)", "\(role)")
      local said = {}
      for _, role in ipairs { "cashier", "senior", "technician" } do
        said[#said + 1] = tostring(cashier.may(role))
      end
      prompt.choose { "may", title = table.concat(said, " "), buttons = { "ok" } }
      """)
    let scene = try await story.play(Self.set + ["said.yes: text \(Self.pins[who] ?? "")"])
    #expect(scene.prompts.last?.title == may, "\(scene.faults)")
  }

  /// Asked for as who they are not: the question is never shown.
  @Test(arguments: [
    ("Анна", "senior"), ("Вера", "senior"), ("Анна", "technician"), ("Гена", "cashier"),
  ])
  func `nobody is asked as who they are not`(who: String, role: String) async throws {
    let story = try Self.story(
      """
      local fine, why = pcall(yes, "\(who)", "\(role)")
      prompt.choose { tostring(fine), title = "?", buttons = { "ok" } }
      receipt.cash { "payment.cash" }
      """)
    let scene = try await story.play(Self.set)
    #expect(scene.stands == "false" && scene.receipt?.detached == true, "\(scene.faults)")
  }

  /// Where another's yes is wanted, whoever is signed in is not asked for their own.
  @Test func `another's yes is another's`() async throws {
    let story = try Story()
    try story.give(Self.pins)
    story.store = Story.store("").replacing(
      #"cashiers = { "Анна" },"#,
      with: #"cashiers = { { "Анна", role = "senior" }, { "Борис", role = "senior" } },"#)
    story.sale = """
      if cashier.name() ~= "Анна" then return require("kassa.flows.sale")() end
      local allow = require "kassa.allow"
      local other = allow("senior", true)
      local own = pcall(cashier.require,
        { "said.yes", title = "?", cashier = "Анна", role = "senior", another = true })
      prompt.choose { tostring(other) .. "." .. tostring(own), title = "?", buttons = { "ok" } }
      """
    let scene = try await story.play(
      Self.signIn("Борис") + ["sale: sign_out"] + Self.signIn("Анна") + [
        "senior.pin: text \(Self.pins["Борис"] ?? "")"
      ])
    #expect(scene.stands == "true.false", "\(scene.faults)")
    #expect(scene.first("senior.pin")?.title == "Борис: PIN старшего")
  }

  /// The wrong PIN of the right person, and the right PIN of another.
  @Test(arguments: ["Борис", "Вера", "Анна"])
  func `a senior's yes takes a senior's PIN`(typed: String) async throws {
    let story = try Self.story(
      #"prompt.choose { tostring(yes("Борис", "senior")), title = "?", buttons = { "ok" } }"#)
    let scene = try await story.play(Self.set + ["said.yes: text \(Self.pins[typed] ?? "")"])
    #expect(scene.stands == "\(typed == "Борис")")
    #expect(scene.receipt?.detached == (typed != "Борис"))
  }
}

extension Story {
  /// The body of the store's sale.
  fileprivate var sale: String {
    get { "" }
    set { store = store.replacing("place = ", with: Story.flow(newValue) + " place = ") }
  }
}
