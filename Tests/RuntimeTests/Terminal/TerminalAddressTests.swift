import Testing

@testable import KassaRuntime

/// M1: which device approves comes from a person entitled to say it, and each change of the terminals from
/// somebody's yes.
@Suite struct TerminalAddressTests {
  private static let senior = #"cashiers = { { "Анна", role = "senior" }, "Олег" },"#
  private static let providers = "providers = { stock.connected {}, stock.standalone {} },"

  /// What a script does by itself; each raises, and nothing changes.
  static let attempts = [
    #"terminal.add { provider = "connected", name = "x", settings = { socket = "/tmp/x" } }"#,
    #"terminal.add { provider = "standalone", name = "x" }"#, #"terminal.mark()"#,
    #"terminal.mark("t1")"#, #"terminal.change("t1", { name = "y" })"#, #"terminal.remove("t1")"#,
    #"terminal.change("t1", { settings = { socket = "/tmp/x" } })"#,
  ]

  @Test(arguments: attempts)
  func `no script sets terminals up by itself`(attempt: String) async throws {
    let hook = "on = { after_sign_in = function() \(attempt) end },"
    let story = try Story(Self.senior + Self.providers + hook)
    try story.give(["Анна": Story.pin])
    let scene = try await story.play(["sign_in.name: Анна"] + Story.seniorSignIn)
    #expect(scene.stands == "sale")
    #expect(scene.state.terminals == TerminalBook())
    #expect(story.log.text.contains("on.after_sign_in: "))
  }

  @Test func `one yes is one change`() async throws {
    let script = """
      prompt.choose { "terminals.edit", title = "?", buttons = { "a" } }
      terminal.add { provider = "standalone", name = "Один" }
      terminal.add { provider = "standalone", name = "Два" }
      """
    let scene = try await Story.sale(script).play(Story.signIn + ["terminals.edit: a"])
    #expect(scene.first("terminals.edit")?.effect?.text(.ru) == "Терминалы кассы")
    #expect(scene.faults.first?.contains("nobody has said yes to this change") == true)
  }

  @Test(arguments: ["terminals.edit: back", "terminals.edit: cancel"])
  func `leaving is no yes`(reply: String) async throws {
    let script = """
      prompt.choose { "terminals.edit", title = "?", buttons = { "a", "back" }, cancel = true }
      terminal.add { provider = "standalone", name = "Один" }
      """
    let scene = try await Story.sale(script).play(Story.signIn + [reply])
    #expect(scene.faults.first?.contains("nobody has said yes to this change") == true)
    #expect(scene.state.terminals.all.isEmpty)
  }

  @Test func `a script names no address, even with somebody's yes`() async throws {
    let script = """
      prompt.choose { "terminals.edit", title = "?", buttons = { "a" } }
      terminal.add { provider = "connected", name = "x", settings = { socket = "/tmp/x" } }
      """
    let story = try Story(Self.senior + Self.providers + Story.flow(script))
    try story.give(["Анна": Story.pin])
    let scene = try await story.play(
      ["sign_in.name: Анна"] + Story.seniorSignIn + ["terminals.edit: a"])
    #expect(scene.faults.first?.contains("nobody has said where this terminal listens") == true)
    #expect(scene.state.terminals.all.isEmpty)
  }

  private static let setUp = [
    "sale: terminals", "settings: terminals", "terminals.none: add",
    "terminals.provider: connected", "terminals.chosen: next", "terminals.name: text Пинпад",
  ]

  @Test func `a senior by name says it, and no script sees it`() async throws {
    let watch = """
      on = { before_payment = function() end },
      """
    let story = try Story(Self.senior + Self.providers + watch)
    try story.give(["Анна": Story.pin])
    let scene = try await story.play(
      ["sign_in.name: Анна"] + Story.seniorSignIn + Self.setUp
        + ["terminals.address: text /run/pinpad", "terminals.list: back"])
    #expect(scene.first("terminals.address")?.effect?.text(.ru) == "Адрес терминала")
    #expect(scene.state.terminals.all.map(\.socketPath) == ["/run/pinpad"])
  }

  @Test func `in a store that names nobody, nobody says it at the till`() async throws {
    let story = try Story(Self.providers)
    let scene = try await story.play(Story.signIn + Self.setUp + ["terminals.refused: ok"])
    #expect(scene.first("terminals.refused")?.title.contains("kassa-run terminals") == true)
    #expect(scene.state.terminals.all.isEmpty)
  }

  @Test func `a cashier says it once a senior has said yes by PIN`() async throws {
    let story = try Story(Self.senior + Self.providers)
    try story.give(["Анна": Story.pin])
    try await story.play(["sign_in.name: Анна"] + Story.seniorSignIn + ["sale: sign_out"])
    let scene = try await story.play(
      ["sign_in.name: Олег"] + Story.signIn + [
        "sale: terminals", "settings: terminals", "technician.pin: text \(Story.pin)",
      ] + Self.setUp.dropFirst(2) + ["terminals.address: text /run/pinpad", "terminals.list: back"])
    #expect(scene.state.terminals.all.map(\.socketPath) == ["/run/pinpad"])
  }

  @Test func `another life of the same answers gives the same terminals`() async throws {
    let story = try Story(Self.senior + Self.providers)
    try story.give(["Анна": Story.pin])
    try await story.play(
      ["sign_in.name: Анна"] + Story.seniorSignIn + Self.setUp
        + ["terminals.address: text /run/pinpad"])
    let again = try await story.play(["terminals.list: t1", "terminals.edit: rename"])
    #expect(again.warnings.isEmpty && again.faults.isEmpty, "\(again.faults)")
    let scene = try await story.play(["terminals.name: text Другой", "terminals.list: back"])
    #expect(scene.state.terminals.all.map(\.name) == ["Другой"])
    #expect(scene.state.terminals.all.map(\.socketPath) == ["/run/pinpad"])
    _ = try story.verify()
  }
}
