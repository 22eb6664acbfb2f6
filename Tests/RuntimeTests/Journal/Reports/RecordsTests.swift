import Foundation
import KassaEmulators
import Testing

@testable import KassaRuntime

/// `kassa-run report` and `audit` over a day of a till, and docs/records.md.
@Suite(.timeLimit(.minutes(5))) struct RecordsTests {
  /// A card sale whose first window nobody ran, with a line taken off; one in cash; one that was left.
  private static let day =
    Story.signIn + [
      Story.coffee, "sale: free 50 Чай", "sale: remove 2", "sale: pay.card",
      "charge.window: not_run", "sale: pay.card", "charge.window: approved",
      "sale: free 100 Сок", "sale: pay.cash", "payment.cash: 100",
      "sale: free 70 Вода", "sale: clear", "sale.clear: yes",
    ]

  private func day() async throws -> Story {
    let story = try Story()
    #expect(try await story.play(Self.day).stands == "sale")
    return story
  }

  /// The same with a charge whose receipt could not be printed.
  private func dayWithMatter() async throws -> Story {
    let story = try await day()
    try await story.play(["sale: free 30 Кофе", "sale: pay.card"])
    try story.control.set(.lostReplyAfter, times: 1)
    try await story.play(["charge.window: approved", "print.unreachable: park"])
    return story
  }

  private func rows(_ about: String, _ story: Story) throws -> [[String: String]] {
    let run = try CommandRun(["report", about, "--csv", "--data", story.data])
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
  }

  @Test(arguments: ["shift", "day", "cashier", "goods"])
  func `the sums of a report are those of the fiscal documents`(about: String) async throws {
    let story = try await day()
    let documents = try story.control.receipts().map(\.document)
    #expect(documents.count == 2)
    let table = try rows(about, story)
    func column(_ name: String) throws -> Money {
      try Money.sum(table.map { try Money(parsing: try #require($0[name])) })
    }
    #expect(try column("net") == Money.sum(documents.map(\.total)))
    let lines = documents.flatMap(\.lines)
    #expect(try column("vat") == Money.sum(lines.map(\.vatSum)))
    #expect(try column("discount") == Money.sum(lines.compactMap(\.discount)))
    guard about != "goods" else {
      return #expect(try column("sold_sum") == Money.sum(lines.map(\.sum)))
    }
    #expect(try column("sales_sum") == Money.sum(documents.map(\.total)))
    #expect(try column("cash") == Money.sum(documents.map(\.payments.cash)))
    #expect(try column("cashless") == Money.sum(documents.map(\.payments.cashless)))
  }

  @Test func `what a cashier took off, left and did not run is counted by name`() async throws {
    let row = try #require(try rows("cashier", await day()).first)
    #expect(row["cashier"] == "Анна" && row["sales"] == "2")
    #expect(row["removed"] == "1" && row["removed_sum"] == "50.00")
    #expect(row["discarded"] == "1" && row["discarded_sum"] == "70.00")
    #expect(row["not_run"] == "1" && row["not_run_sum"] == "199.50")
  }

  @Test func `what is left of a return is no sale that was left`() async throws {
    let story = try await day()
    let scene = try await story.play([
      "sale: returns", "return.find: text 199,50", "return.lines: all", "return.lines: cancel",
    ])
    #expect(scene.first("return.lines") != nil && scene.stands == "sale", "\(scene.faults)")
    let row = try #require(try rows("cashier", story).first)
    #expect(row["discarded"] == "1" && row["discarded_sum"] == "70.00")
  }

  @Test func `a terminal's charges without a receipt stand apart, and are a matter`() async throws {
    let story = try await dayWithMatter()
    let terminal = try #require(try rows("terminal", story).first)
    #expect(terminal["charges"] == "2" && terminal["charges_sum"] == "229.50")
    #expect(terminal["printed"] == "199.50" && terminal["without_receipt"] == "30.00")
    let matter = try #require(try rows("matters", story).first)
    #expect(matter["charged"] == "30.00" && matter["goods"] == "Кофе")
    #expect(matter["kind"] == "print_unknown")
  }

  @Test func `a matter that was looked at and left open is no younger`() async throws {
    let story = try ReturnTests.story()
    let left = try await story.play(
      ReturnTests.start + [
        "sale: free 199.50 Кофе", "sale: pay.card", "charge.window: unknown",
        "charge.unknown: unknown",
        "charge.detached: next",
      ])
    let before = try #require(try rows("matters", story).first?["since"])
    story.clock.advance(hours: 2)
    let id = try #require(left.state.matters.first?.receipt.id)
    let again = try await story.play([
      "sale: parked", "parked.list: \(id)", "senior.pin: text \(ReturnTests.boris)",
      "charge.unknown: unknown", "charge.detached: next",
    ])
    #expect(again.stands == "sale" && again.state.matters.count == 1)
    #expect(try rows("matters", story).first?["since"] == before)
  }

  /// All returned is nothing net in every column, with the numbers of both.
  @Test func `returns stand apart from sales, and take off every other sum`() throws {
    let line = FiscalLine(
      name: "Кофе", price: try Money(kopecks: 90_00), quantity: .one, measure: .piece,
      sum: try Money(kopecks: 90_00), discount: try Money(kopecks: 10_00), vat: .vat20,
      vatSum: try Money(kopecks: 15_00), subject: .commodity, method: .fullPayment)
    let receipts = [ReceiptType.sale, .saleReturn].enumerated().map { place, type in
      BookedReceipt(
        entry: place + 1, receipt: "r\(place)",
        document: FiscalDocument(
          type: type, cashier: "Анна",
          seller: Seller(name: "Лето", inn: "7701234567", address: "Москва", place: "Кафе"),
          taxation: .usnIncome, lines: [line], total: line.sum,
          payments: Payments(cashless: line.sum), notes: []),
        issued: Issued(
          number: place + 2, sign: "1", shift: 1, at: Moment(milliseconds: 1_000)),
        cashier: "Анна")
    }
    for about in [PeriodReport.shift, .day, .cashier, .goods] {
      let table = PeriodBooks(receipts: receipts).table(
        about, now: Moment(milliseconds: 2_000), offsetSeconds: 0)
      let total = try #require(table.total)
      let cells = Dictionary(uniqueKeysWithValues: zip(table.columns, total))
      for name in ["net", "cash", "cashless", "discount", "vat"] {
        #expect([nil, .money(0)].contains(cells[name]), "\(about) \(name)")
      }
      let both = about == .goods ? ["sold_sum", "returned_sum"] : ["sales_sum", "returns_sum"]
      for name in both { #expect(cells[name] == .money(90_00), "\(about) \(name)") }
    }
  }

  @Test func `days bound a report`() async throws {
    let story = try await day()
    let before = try CommandRun([
      "report", "day", "--to", "2001-01-01", "--csv", "--data", story.data,
    ])
    #expect(before.code == 0)
    #expect(before.output.split(separator: "\n").count == 1)
    let all = try CommandRun([
      "report", "day", "--from", "2001-01-01", "--to", "9000-01-01", "--csv", "--data", story.data,
    ])
    #expect(all.output.split(separator: "\n").count == 2)
  }

  @Test func `an audit shows a receipt as its cashier read it`() async throws {
    let story = try await day()
    let number = try #require(try story.control.receipts().first?.printed.number)
    let run = try CommandRun(["audit", "\(number)", "--data", story.data])
    #expect(run.code == 0, "\(run.errors)")
    for part in [
      "the journal holds together", "«charge.window»", ", Анна, hand)", "    1 × Чай 50.00",
      "charge 2: 199.50 on",
      "not run", "approved", "ПРИХОД: document \(number)", "total 199.50",
    ] {
      #expect(run.output.contains(part), "\(part)\n\(run.output)")
    }
    let json = try CommandRun(["audit", "\(number)", "--json", "--data", story.data])
    let value = try JSONReader.value(of: Array(json.output.utf8.dropLast()), depthMax: 12)
    #expect(value["document"]["total"].int == 19_950)
    #expect(value["charges"].list?.count == 2)
    let prompts = (value["flows"].list ?? []).flatMap { $0["prompts"].list ?? [] }
    let windows = prompts.filter { $0["id"].string == "charge.window" }
    #expect(windows.count == 2)
    #expect(windows.allSatisfy { $0["person"].string == "Анна" })
    for window in windows {
      let lines = (window["lines"].list ?? []).compactMap(\.string)
      #expect(lines.contains { $0.hasPrefix("Оплата 199,50") }, "\(lines)")
    }
    let id = try #require(value["receipt"].string)
    #expect(try CommandRun(["audit", id, "--data", story.data]).output == run.output)
  }

  @Test func `a journal that somebody changed is not audited`() async throws {
    let story = try await day()
    try story.change("UPDATE entry SET at = at + 1 WHERE number = 5")
    let run = try CommandRun(["audit", "2", "--data", story.data])
    #expect(run.code == 1, "\(run.output)")
    #expect(run.errors.contains("is broken"))
  }

  @Test(arguments: [
    Mistake(
      "an unknown receipt", ["audit", "77", "--data", "{here}/data"], code: 1,
      says: "no receipt «77»; kassa-run journal find --amount SUM lists the printed ones"),
    Mistake(
      "no journal", ["report", "day", "--data", "{here}/none"],
      says: "no journal at «{here}/none/journal.sqlite»; check the --data folder"),
    Mistake(
      "no day", ["report", "day", "--from", "2026-13-01", "--data", "{here}/data"], code: 64,
      says: "--from: a day such as 2026-11-30 was expected, got «2026-13-01»"),
    Mistake(
      "days the wrong way round",
      ["report", "day", "--from", "2026-11-02", "--to", "2026-11-01", "--data", "{here}/data"],
      code: 64, says: "--from: a day up to that of --to was expected"),
    Mistake(
      "two formats", ["report", "day", "--csv", "--json", "--data", "{here}/data"], code: 64,
      says: "--csv or --json, not both"),
  ])
  func `a mistake is named`(mistake: Mistake) async throws {
    let story = try await day()
    let arguments = mistake.arguments.map { $0.replacing("{here}", with: story.folder.path) }
    let run = try CommandRun(arguments)
    #expect(run.code == mistake.code)
    let said = mistake.said.replacing("{here}", with: story.folder.path)
    #expect(run.errors.hasPrefix("kassa-run: \(said)"), "\(run.errors)")
  }

  /// The page's commands, run as they stand there.
  @Test func `docs records says what the commands say`() async throws {
    let story = try await dayWithMatter()
    let page = try String(
      contentsOf: TillProcess.root.appendingPathComponent("docs/records.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```sh\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    let commands = blocks.flatMap { $0.split(separator: "\n") }
      .filter { $0.hasPrefix("kassa-run ") }
    #expect(commands.count >= 6)
    for command in commands {
      let words = command.split(separator: " ").dropFirst().map {
        $0 == "/var/lib/kassa" ? story.data : String($0)
      }
      let run = try CommandRun(words)
      #expect(run.code == 0, "\(command): \(run.errors)")
      #expect(!run.output.isEmpty)
    }
    for about in PeriodReport.allCases {
      let run = try CommandRun(["report", about.rawValue, "--csv", "--data", story.data])
      for name in run.output.split(separator: "\n").first?.split(separator: ";") ?? [] {
        #expect(page.contains("`\(name)`"), "docs/records.md does not tell \(name)")
      }
    }
  }

  /// Cash that was a card: the original names what puts it right, and that names both of its documents.
  @Test func `an audit of a correction shows both documents and what they are about`() async throws
  {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + [Story.coffee] + ReturnTests.cash("199.50")
        + ["sale: documents", "document.find: text 199.50", "document.shown: correct"]
        + ["correction.wrong: tender", "correction.cash: 0", "correction.slip: text 0042"]
        + ["correction.allow: yes", "rights.pin: text \(ReturnTests.boris)", "correction.done: ok"])
    #expect(scene.stands == "sale", "\(scene.prompts.map(\.id))")
    let numbers = try story.receipts.map(\.printed.number)
    let first = try CommandRun(["audit", "\(numbers[0])", "--data", story.data])
    #expect(first.code == 0, "\(first.errors)")
    for number in numbers.dropFirst() {
      #expect(first.output.contains("correction: document \(number)"), "\(first.output)")
    }
    let right = try CommandRun(["audit", "\(numbers[2])", "--data", story.data])
    for part in [
      "it is about document \(numbers[0])", "ВОЗВРАТ ПРИХОДА: document \(numbers[1])",
      "ПРИХОД: document \(numbers[2])", "yes by: Анна, Борис", "correction: tender",
      "puts right: document \(numbers[0])", "  tag 1178: 20", "  tag 1192: ", "number 0042",
    ] {
      #expect(right.output.contains(part), "\(part)\n\(right.output)")
    }
    let rows = try rows("cashier", story)
    #expect(rows.map { $0["corrections"] } == ["2"] && rows.first?["net"] == "199.50")
    #expect(rows.first?["cash"] == "0.00" && rows.first?["cashless"] == "199.50")
    // The correction's slip counts on its terminal, as it does on the shift's report.
    let terminal = try #require(try self.rows("terminal", story).first)
    #expect(terminal["charges"] == "1" && terminal["charges_sum"] == "199.50")
    #expect(terminal["printed"] == "199.50" && terminal["without_receipt"] == "0.00")
  }

  /// A sale that had no document: its statement is on the audit, with what stands for each tag.
  @Test func `an audit of a correction without a document has its basis`() async throws {
    let story = try ReturnTests.story()
    let scene = try await story.play(
      ReturnTests.start + [
        "sale: documents", "document.find: missing", "correction.day: text 25.11.2020",
        "correction.basis: text ОБ-7",
        "correction.goods: text 300 Чай", "correction.goods: go", "correction.cash: 300",
        "correction.allow: yes", "rights.pin: text \(ReturnTests.boris)", "correction.done: ok",
        "sale: shift", "shift.close: yes",
      ])
    #expect(scene.stands == "sign_in.name", "\(scene.prompts.map(\.id)) \(scene.faults)")
    let number = try #require(try story.receipts.first?.printed.number)
    let run = try CommandRun(["audit", "\(number)", "--data", story.data])
    for part in [
      "correction: missing", "sale of 2020-11-25 without a document, statement ОБ-7 of 20",
      "  tag 1173: 0", "  tag 1178: 2020-11-25",
    ] { #expect(run.output.contains(part), "\(part)\n\(run.output)") }
    let json = try CommandRun(["audit", "\(number)", "--json", "--data", story.data])
    let value = try JSONReader.value(of: Array(json.output.utf8.dropLast()), depthMax: 12)
    #expect(value["correction"]["statement"]["number"].string == "ОБ-7")
    #expect(value["correction"]["wrong"].string == "missing")
    #expect(value["document"]["tags"]["1178"].string == "2020-11-25")
    let paper = scene.papers.last { $0.kind == .shiftClosing }?.lines.joined(separator: " ") ?? ""
    #expect(
      paper.contains("ЧЕКА НЕ БЫЛО 2020-11-25, ОСНОВАНИЕ ОБ-7 ОТ 20"),
      "\(paper)")
  }
}
