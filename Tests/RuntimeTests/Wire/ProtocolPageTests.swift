import Foundation
import Testing

@testable import KassaRuntime
@testable import KassaWire

/// The examples of docs/protocol.md, run against the program.
@Suite struct ProtocolPageTests {
  static let prompts: [String: Prompt] = [
    "confirm": Prompts.of(.confirm, buttons: Prompts.yesNo, defaultButton: "yes"),
    "cash": Prompts.cash, "rrn": Prompts.rrn, "comment": Prompts.comment, "pin": Prompts.pin,
    "count": Prompts.count,
    "outcome": Prompts.outcome, "sale": Prompts.sale,
  ]

  static let notices: [String: Notice] = [
    "document": .paper(
      Paper(
        kind: .receipt, number: 5, lines: ["КАССОВЫЙ ЧЕК", "ИТОГ         410.00"], columns: 32,
        qr: "t=20261123T2315&s=410.00&fn=9999000000000001&i=5&fp=1168453787&n=1")),
    "scan refused": .scanRefused("Скан не принят: сначала ответьте"),
    "scans waiting": .scansWaiting(2),
    "warning": .warning(
      "Сценарий магазина остановлен, касса продолжает сама; подробности в файле kassa.log"),
  ]

  static let wait = TillWait(
    .terminal, .charge, amount: Prompts.money(123_450), terminal: "ВТБ",
    since: Moment(milliseconds: 1_795_000_000_000), mayStop: true)

  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/protocol.md"), encoding: .utf8)
  }

  private func blocks(_ page: String) -> [[String]] {
    page.components(separatedBy: "```jsonl\n").dropFirst().map { text in
      (text.components(separatedBy: "```").first ?? "").split(separator: "\n").map(String.init)
    }
  }

  /// What the program says to `line`: nothing, or an error line.
  private func reply(_ line: String, to prompt: Prompt) -> String? {
    do {
      if case .input(.answer(let answer)) = try WireLine(line: Array(line.utf8), to: prompt) {
        do { try prompt.check(answer) } catch { throw WireError.answer(error) }
      }
      return nil
    } catch let error as WireError {
      return WireJSON.line(error.wire(of: prompt))
    } catch { return "\(error)" }
  }

  @Test func `shows what the program writes and takes`() throws {
    var known = Self.prompts.values.map { ($0, WireJSON.line($0.wire)) }
    let silent = TerminalWords(.ru).waiting(for: Self.wait, number: -1)
    known.append((silent, WireJSON.line(silent.wire)))
    var feed = WireFeed()
    feed.begin(.changes)
    for prompt in [Prompts.sale, Prompts.saleWithout, Prompts.saleWith] {
      known.append((prompt, WireJSON.line(feed.wire(of: prompt))))
    }
    let waits = [Self.wait, Self.wait.stopping].map { WireJSON.line($0.wire) }
    let notices = Self.notices.values.map { WireJSON.line($0.wire) } + waits
    var answers = 0
    for block in blocks(try page()) {
      var prompt: Prompt?
      var expected: String?
      for line in block {
        if line.hasPrefix("{\"error\"") {
          #expect(line == expected)
          expected = nil
          continue
        }
        #expect(expected == nil, "an answer before «\(line)» is refused, and no error follows it")
        expected = nil
        if line.hasPrefix("{\"prompt\"") {
          prompt = try #require(known.first { $0.1 == line }?.0, "no such prompt: \(line)")
        } else if ["document\"", "waiting\"", "warning\"", "scan\":{"].contains(where: {
          line.hasPrefix("{\"\($0)")
        }) {
          #expect(notices.contains(line), "no such notice: \(line)")
        } else {
          answers += 1
          expected = reply(line, to: try #require(prompt))
        }
      }
      #expect(expected == nil, "the last answer of a block is refused")
    }
    #expect(answers > 30)
  }

  @Test func `shows every kind of prompt and lists every code`() throws {
    let page = try page()
    for prompt in Self.prompts.values {
      #expect(page.contains(WireJSON.line(prompt.wire)))
    }
    for error in WireErrorTests.every { #expect(page.contains("`\(error.code)`"), "\(error)") }
  }
}
