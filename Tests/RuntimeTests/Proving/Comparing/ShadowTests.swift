import Foundation
import Testing

@testable import KassaProving
@testable import KassaRuntime

/// `shadow`: journals of tills on another script.
@Suite(.timeLimit(.minutes(10))) struct ShadowTests {
  private static let sale =
    Story.start + [
      "sale: pay.card", "bag.ask: yes", "charge.window: approved", "charge.amount: 199.50",
    ]
  private static let parts = """
    providers = { stock.standalone { title = "Зал", proof = { "amount" } } },
    purposes = { night = "Окно" },
    on = { before_payment = function() prompt.confirm { "bag.ask", title = "Пакет?" } end },
    """

  /// The report of a day's journal on a store with these parts.
  private func shadow(_ parts: String, before: String = "") async throws -> ShadowReport {
    let story = try Story(Self.parts)
    try await story.play(Self.sale + ["sale: free 10 Вода", "sale: pay.cash", "bag.ask: no"])
    return try Self.shadow(story, parts, before: before)
  }

  private static func shadow(
    _ story: Story, _ parts: String, before: String = ""
  ) throws -> ShadowReport {
    let new = story.folder.path + "/new/leto"
    try write(Story.store(parts, before: before), to: new + "/store.lua")
    return try Shadow(StoreBundle(folder: new)).run([story.data])
  }

  private static func lines(_ report: ShadowReport) -> String {
    report.lines("leto").joined(separator: "\n")
  }

  @Test func `calls the same what the same script did, and writes nothing`() async throws {
    let story = try Story(Self.parts)
    try await story.play(Self.sale + ["sale: free 10 Вода", "sale: pay.cash"])
    let before = try Self.files(story.data)
    let report = try Self.shadow(story, Self.parts)
    #expect(report.isSame && report.flows >= 3, "\(Self.lines(report))")
    #expect(report.unrunnable.isEmpty && report.unusable.isEmpty)
    #expect(try Self.files(story.data) == before)
  }

  /// What a technician does at the terminals has its moment in the journal.
  @Test func `the settings of terminals are run again as they were`() async throws {
    let story = try Story(Self.parts)
    try await story.play(
      Story.signIn + [
        "sale: terminals", "settings: terminals", "terminals.none: add",
        "terminals.provider: standalone", "terminals.chosen: next", "terminals.name: offered",
        "terminals.purpose: none", "terminals.list: t1", "terminals.edit: hour",
        "terminals.hour: text 23:00", "terminals.list: t1", "terminals.edit: remove",
        "terminals.remove: yes", "terminals.none: back",
      ])
    let report = try Self.shadow(story, Self.parts)
    #expect(report.isSame && report.unrunnable.isEmpty, "\(Self.lines(report))")
  }

  /// What is in a folder, byte for byte.
  private static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return files
  }

  @Test func `tells other words, with the line`() async throws {
    let report = try await shadow(Self.parts.replacing("Пакет?", with: "Нужен пакет?"))
    let lines = Self.lines(report)
    #expect(report.store.counts == [.same: 1, .words: 2], "\(lines)")
    #expect(lines.contains("WORDS  bag.ask title: «Пакет?» → «Нужен пакет?»"), "\(lines)")
    #expect(lines.contains("leto/store.lua:5  (2 flows, first data entry"), "\(lines)")
  }

  @Test func `walks past a question that is new, and one that is gone`() async throws {
    let new = Self.parts.replacing(
      "on = {",
      with: #"on = { receipt_begun = function() prompt.confirm { "hello", title = "Вы?" } end,"#)
    let asked = try await shadow(new)
    #expect(Self.lines(asked).contains("PROMPT  hello is asked  leto/store.lua:"))
    #expect(asked.store.counts[.unanswerable] == nil, "\(Self.lines(asked))")
    #expect(asked.store.counts[.receipt] == nil, "\(Self.lines(asked))")
    let gone = try await shadow(
      Self.parts.replacing(#"prompt.confirm { "bag.ask", title = "Пакет?" }"#, with: ""))
    #expect(Self.lines(gone).contains("PROMPT  bag.ask is asked no more"), "\(Self.lines(gone))")
    #expect(gone.store.counts[.unanswerable] == nil, "\(Self.lines(gone))")
  }

  @Test func `tells another receipt, and pays what is due then`() async throws {
    let discount = """
      prices = { { "Скидка", function(lines) return require "kassa.prices".share(lines, 1000) end } },
      """
    let report = try await shadow(Self.parts + discount)
    let lines = Self.lines(report)
    #expect(lines.contains("RECEIPT  discount «Кофе»: none → 19.95 (10 %)"), "\(lines)")
    #expect(report.store.counts[.receipt] == 1 && report.store.counts[.unanswerable] == nil)
  }

  @Test func `tells what the script can't answer`() async throws {
    let broken = Self.parts.replacing(
      #"prompt.confirm { "bag.ask", title = "Пакет?" }"#, with: #"error("oops")"#)
    let report = try await shadow(broken)
    #expect((report.store.counts[.unanswerable] ?? 0) > 0, "\(Self.lines(report))")
    #expect(Self.lines(report).contains("oops"))
  }

  @Test func `says what the journals do not cover`() async throws {
    let rules = """
      default_terminal = { { "крупные", purpose = "night", amount_at_least = rub "50000" },
        { "отмеченный", marked = true } },
      """
    let lines = Self.lines(try await shadow(Self.parts + rules))
    #expect(lines.contains("nothing above 199.50"), "\(lines)")
    #expect(lines.contains("the border at 50000.00 is not reached"), "\(lines)")
    #expect(lines.contains("rule «крупные» chose no terminal"), "\(lines)")
    #expect(lines.contains("no flow «shift»"), "\(lines)")
  }

  @Test func `a journal that is none, damaged, newer or another store's is one clear error`()
    async throws
  {
    let story = try Story(Self.parts)
    try await story.play(Self.sale)
    let folder = story.folder.path
    func copy(_ name: String, _ spoil: (inout Data) -> Void) throws -> String {
      let path = folder + "/\(name)"
      try makeFolder(path)
      var bytes = try #require(FileManager.default.contents(atPath: story.data + "/journal.sqlite"))
      spoil(&bytes)
      try write(bytes, to: path + "/journal.sqlite")
      return path
    }
    let bad = [
      folder + "/nowhere",
      try copy("none") { $0 = Data("no journal".utf8) },
      try copy("cut") { $0 = $0.prefix($0.count / 2) },
      // The format's number stands in the file's header.
      try copy("newer") { $0.replaceSubrange(60..<64, with: [0, 0, 0, 99]) },
    ]
    let new = folder + "/new/leto"
    try write(Story.store(Self.parts), to: new + "/store.lua")
    let report = try Shadow(StoreBundle(folder: new)).run(bad + [story.data])
    #expect(report.unusable.map(\.folder) == bad && report.journals == ["data"])
    for (each, path) in zip(report.unusable, bad) {
      #expect(each.why.contains(path) && !each.why.contains("kassa-shadow"), "\(each.why)")
      #expect(!each.why.contains("\n"))
    }
    #expect(report.unusable[3].why.contains("format 99"))
    try write(
      Story.store(Self.parts, inn: "7707083893"), to: folder + "/foreign/leto/store.lua")
    let foreign = try Shadow(StoreBundle(folder: folder + "/foreign/leto")).run([story.data])
    #expect(foreign.unusable.count == 1 && foreign.flows == 0)
    #expect(
      foreign.unusable[0].why.hasPrefix("the journal is of another store: «Лето», INN 7701234567"))
  }
}
