import Foundation
import FoundationXML
import Testing

@testable import KassaLint
@testable import KassaProving
@testable import KassaRuntime

/// The scenarios of many stores at once: causes, order, what stops nothing else.
@Suite(.timeLimit(.minutes(5))) struct FleetTests {
  private static let hello =
    #"on = { receipt_begun = function() prompt.tell { "kiosk.hello", title = "Улыбнитесь" } end }"#

  @Test func `equal failures of several stores are one cause, with its stores and the way`()
    async throws
  {
    let folder = try TestFolder()
    for number in 1...6 {
      try Self.write(number % 2 == 0 ? Self.hello : "", to: "00\(number)", in: folder)
    }
    let (count, stores) = await Self.play(folder, ["cash gives", "chosen"])
    #expect(stores.map(\.member.name) == (1...6).map { "00\($0)" })
    let cause = try #require(count.causes.first?.cause)
    #expect(count.causes.count == 1 && count.causes.first?.letter == "A", "\(count.causes)")
    #expect(cause.stores == ["002", "004", "006"])
    #expect(cause.count == count.failed && count.failed > 0)
    #expect(cause.title == "when a receipt begins, kiosk.hello is asked before the sale")
    #expect(cause.place == "store.lua:2")
    #expect(cause.way.hasSuffix("sign_in.pin → kiosk.hello"), "\(cause.way)")
  }

  @Test func `every point at which a store listens has a moment of its own in a cause`() {
    for point in StoreManifest.points {
      #expect(!FleetCause.moment("on." + point).hasPrefix("in "), "\(point)")
    }
  }

  @Test func `the page of a cause shows the day with its words, its paper and its journal`()
    async throws
  {
    let folder = try TestFolder()
    try Self.write("", to: "leto", in: folder)
    try Self.scenario(
      """
      day.sign_in()
      day.add { name = "Чай <b>", price = rub "100" }
      day.pay "cash"
      day.go_on()
      day.expect_matters(1)
      """, in: folder.path + "/leto")
    let (count, _) = await Self.play(folder, ["mine"])
    let html = try #require(count.causes.first?.cause.page("A").html)
    #expect(html.contains("Чай &lt;b&gt;") && !html.contains("Чай <b>"))
    for words in ["НЕ ФИСКАЛЬНЫЙ ДОКУМЕНТ", "expect_matters", "sign_in.pin", "receipt printed"] {
      #expect(html.contains(words), "\(words)")
    }
    #expect(!html.contains("4711"))
  }

  @Test func `a store that can't be read and a scenario that never ends stop no other`()
    async throws
  {
    let folder = try TestFolder()
    try Self.write("", to: "a", in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/b", withIntermediateDirectories: true)
    try "return store {".write(
      toFile: folder.path + "/b/store.lua", atomically: true, encoding: .utf8)
    try Self.write("", to: "c", in: folder)
    try Self.scenario(
      "day.sign_in() while true do day.refused(\"none\") end",
      in: folder.path + "/c")
    try Self.write("", to: "d", in: folder)
    try Self.scenario("day.sign_in() while true do end", in: folder.path + "/d")
    let (count, stores) = await Self.play(folder, ["mine", "cash gives"])
    #expect(stores.map(\.member.name) == ["a", "b", "c", "d"])
    #expect(stores.map(\.failed) == [0, 1, 1, 1])
    #expect(stores.map(\.passed) == [1, 0, 1, 1])
    let texts = count.causes.map(\.cause.title)
    #expect(texts.contains { $0.contains("the scenario to end") }, "\(texts)")
  }

  /// Steps that are no answers never bring the scenario to the next prompt.
  @Test(arguments: [
    "day.expect { prompt = 'sale' }", "day.pass { hours = 1 }", "day.registrar 'noPaper'",
    "day.power_off()",
  ])
  func `a scenario that never answers again ends`(step: String) async throws {
    let folder = try TestFolder()
    try Self.write("", to: "c", in: folder)
    try Self.scenario("day.sign_in() while true do \(step) end", in: folder.path + "/c")
    let (count, stores) = await Self.play(folder, ["mine"])
    #expect(stores.map(\.failed) == [1])
    let texts = count.causes.map(\.cause.title)
    #expect(texts.contains { $0.contains("the scenario to end") }, "\(texts)")
  }

  @Test func `a filter takes stores, files and names`() async throws {
    let folder = try TestFolder()
    for name in ["leto", "zima"] {
      try Self.write("", to: name, in: folder)
      try Self.scenario("day.sign_in()", in: folder.path + "/" + name)
    }
    func names(_ filter: String...) async -> [String] {
      let (_, stores) = await Self.play(folder, filter)
      return stores.flatMap { store in store.results.map { store.member.name + ": " + $0.scenario }
      }
    }
    #expect(await names("mine") == ["leto: mine", "zima: mine"])
    #expect(await names("store:zim", "mine") == ["zima: mine"])
    #expect(await names("file:own.lua") == ["leto: mine", "zima: mine"])
    #expect(await names("file:cash.lua", "store:leto", "gives") == ["leto: cash gives change"])
    #expect(await names("store:leto", "store:zima", "file:own.lua").count == 2)
    #expect(await names("no such").isEmpty)
  }

  @Test(arguments: ["kiosk", "stall", "master"])
  func `with power cuts at every prompt the same comes of it`(_ store: String) async throws {
    let examples = TillProcess.root.path + "/Scripts/lua/stores/"
    var fleet = Fleet([.init(folder: examples + store, name: store)])
    fleet.chain = examples + "chain"
    fleet.withPowerCuts = true
    var results: [ScenarioResult] = []
    await fleet.run { results += $0.results }
    let failed = results.compactMap(\.failure)
    #expect(
      failed.isEmpty, "\(failed.first.map { "\($0)\n\($0.way.joined(separator: "\n"))" } ?? "")")
    let cut = results.filter { $0.scenario.hasSuffix(", with power cuts") }
    #expect(cut.count == results.count { $0.replaced == nil } - cut.count && cut.count > 5)
  }

  @Test func `what no scenario has met is named`() async throws {
    let folder = try TestFolder()
    try Self.write(
      """
      on = { line_added = function(line)
        if line.sum > rub "100000" then
          prompt.tell { "leto.thanks", title = "Поблагодарите" }
          prompt.confirm { "sale.clear" }
        end
      end, after_decline = function() end },
      providers = { stock.standalone {}, stock.transfer {} },
      default_terminal = { { "ночью", provider = "standalone", between = { "22:00", "06:00" } },
        { "первый", provider = "standalone" } },
      texts = { ru = { ["leto.own"] = { title = "Своё" } } }
      """, to: "leto", in: folder)
    let (_, stores) = await Self.play(folder, ["store:leto"])
    let missing = try #require(stores.first?.unreached)
    #expect(missing.listeners == ["after_decline"] || missing.listeners.isEmpty, "\(missing)")
    #expect(missing.rules.contains("ночью") && !missing.rules.contains("первый"), "\(missing)")
    #expect(missing.prompts == ["leto.own", "leto.thanks"])
    #expect(missing.providers == ["transfer"])
  }

  @Test func `prompts of a chain's module count where the store requires it, by another too`()
    throws
  {
    let folder = try TestFolder()
    try Self.write("before_receipt = require(\"morning\").ask", to: "leto", in: folder)
    let chain = folder.path + "/chain"
    try FileManager.default.createDirectory(atPath: chain, withIntermediateDirectories: false)
    for (name, inner) in [("morning", "require(\"words\").ask()"), ("words", ""), ("night", "")] {
      let ask = "prompt.confirm { \"chain.\(name)\", title = \"?\" }"
      let module = "return { ask = function() \(inner) \(ask) end }\n"
      try module.write(toFile: "\(chain)/\(name).lua", atomically: true, encoding: .utf8)
    }
    #expect(
      StoreLint.askedPrompts(folder: folder.path + "/leto", chain: chain)
        == ["chain.morning", "chain.words"])
  }

  @Test func `what build servers read is well-formed whatever a scenario is called`() async throws {
    let folder = try TestFolder()
    try Self.write("", to: "leto", in: folder)
    try Self.scenario(
      "log.info(1)", name: "<&\\\"\\u{7}\\u{1b}[31m'\\u{202e}]]>", in: folder.path + "/leto")
    let (count, stores) = await Self.play(folder, ["<&"])
    var report = JUnitReport()
    for store in stores { report.add(store) }
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(report.xml.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(report.xml)")
    #expect(count.total == 1 && reader.tags == ["testsuites", "testsuite", "testcase", "failure"])
    #expect(reader.names.last == "<&\"[31m']]>")
  }
}

extension FleetTests {
  private static func play(
    _ folder: TestFolder, _ filter: [String]
  ) async -> (count: FleetCount, stores: [FleetStore]) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? []
    var fleet = Fleet(names.map { .init(folder: "\(folder.path)/\($0)", name: $0) })
    fleet.jobs = 2
    fleet.filter = ScenarioFilter(filter)
    fleet.askedPrompts = { StoreLint.askedPrompts(folder: $0.folder) }
    var (count, stores) = (FleetCount(), [FleetStore]())
    await fleet.run {
      count.note($0)
      stores.append($0)
    }
    return (count, stores)
  }

  /// A store with `more` in the second line of its table.
  private static func write(_ more: String, to name: String, in folder: TestFolder) throws {
    let path = "\(folder.path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: path + "/scenarios", withIntermediateDirectories: true)
    let store = """
      return store { api = 1, name = "Лето", inn = "7701234567", taxation = "osn", address = "М",
      \(more.isEmpty ? "" : more + ",") place = "Л", cashiers = { "Анна" } }
      """
    try store.write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
  }

  private static func scenario(_ body: String, name: String = "mine", in store: String) throws {
    try "scenario(\"\(name)\", function()\n\(body)\nend)\n".write(
      toFile: store + "/scenarios/own.lua", atomically: true, encoding: .utf8)
  }
}

private final class JUnitReader: NSObject, XMLParserDelegate {
  var tags: [String] = []
  var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    tags.append(name)
    if let name = attributes["name"] { names.append(name) }
  }
}
