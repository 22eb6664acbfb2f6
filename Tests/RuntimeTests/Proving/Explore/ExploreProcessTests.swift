import Foundation
import Testing

@testable import KassaProving
@testable import KassaStart
@testable import kassa_run

/// `kassa-run explore` as one calls it.
@Suite(.timeLimit(.minutes(5))) struct ExploreProcessTests {
  private static let loop = """
    on = { before_payment = function()
        while true do prompt.confirm { "card.ask", title = "Карта лояльности?" } end
      end },
    """

  @Test func `prints what it found with a way to paste, and ends with 1`() throws {
    let store = try TriedStore(Self.loop)
    let run = try CommandRun([
      "explore", store.path, "--on", "2026-01-12", "--branches", "300",
    ])
    #expect(run.code == Exit.checkFailed.rawValue)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("explore leto: ") == true)
    #expect(lines.contains(" LOOP     card.ask; no answer leads out       leto/store.lua:5"))
    #expect(lines.contains("      scenario(\"LOOP 1\", function()"))
    #expect(lines.contains("        day.expect { prompt = \"card.ask\" }"))
    #expect(run.errors.isEmpty)
  }

  @Test func `says it as JSON, the store last`() throws {
    let store = try TriedStore(Self.loop)
    let run = try CommandRun([
      "explore", store.path, "--json", "--on", "2026-01-12", "--branches", "300",
    ])
    let objects = try run.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(objects.first??["kind"] as? String == "loop")
    #expect(objects.first??["place"] as? String == "leto/store.lua:5")
    #expect(objects.last??["kind"] as? String == "store")
    #expect(objects.last??["findings"] as? Int == objects.count - 1)
  }

  @Test func `ends with 5 where the branches are over first`() throws {
    let store = try TriedStore()
    let run = try CommandRun(["explore", store.path, "--branches", "50"])
    #expect(run.code == Exit.bounded.rawValue)
    #expect(run.output.contains("closed: no, 150 branches were tried"))
  }

  @Test func `ends with 6 where the time is over first`() throws {
    let store = try TriedStore()
    let run = try CommandRun(["explore", store.path, "--time-limit", "1"])
    #expect(run.code == Exit.timeOver.rawValue || run.code == 0, "\(run.output)")
  }

  @Test func `is told of in QA's page, kind by kind and code by code`() throws {
    let page = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/explore.md"), encoding: .utf8)
    for kind in Finding.Kind.allCases { #expect(page.contains("`\(kind.rawValue)`")) }
    for exit in [Exit.checkFailed, .bounded, .timeOver] {
      #expect(page.contains("| \(exit.rawValue) | "))
    }
  }

  @Test func `refuses a date, bounds and a folder that are none`() throws {
    let store = try TriedStore()
    for (arguments, code) in [
      (["--on", "soon"], Exit.usage), (["--branches", "0"], .usage),
      (["--time-limit", "0"], .usage),
    ] {
      let run = try CommandRun(["explore", store.path] + arguments)
      #expect(run.code == code.rawValue)
      #expect(run.errors.hasPrefix("kassa-run: \(arguments[0])"))
    }
    #expect(try CommandRun(["explore", store.path + "/none"]).code == Exit.badInput.rawValue)
  }
}
