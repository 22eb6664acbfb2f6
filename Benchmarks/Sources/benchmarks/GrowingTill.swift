import CRaw
import Foundation

@testable import KassaEmulators
@testable import KassaRuntime
@testable import KassaWire

/// Row 15: what a long receipt, receipts set aside and terminals make of an answer and of a sale.
enum GrowingTill {
  static func rows(in folder: TemporaryFolder) async throws -> [Row] {
    try await long(in: folder) + [protocolRow(in: folder)] + parked(in: folder)
      + terminals(in: folder)
  }

  // MARK: Lines

  struct Answers {
    /// Nanoseconds of an answer with the prompt after it.
    var spent: Double
    /// Of that prompt, as a line of changes and whole.
    var bytes: Int
    var whole: Int
  }

  /// Answers at receipts of so many lines each.
  static func answers(
    at counts: [Int], in folder: TemporaryFolder
  ) async throws -> [Answers] {
    let cashier = try GrowingCashier(steps: counts.flatMap { [.lines($0), .changes(200)] })
    try await run(cashier, in: folder.make("long"))
    return await cashier.figures.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map {
      Answers(spent: median($0.element.spent), bytes: $0.element.bytes, whole: $0.element.whole)
    }
  }

  private static func long(in folder: TemporaryFolder) async throws -> [Row] {
    let figures = try await answers(at: [10, 1_000], in: folder)
    return [
      Row(
        "an answer at 1,000 lines", ours: figures[1].spent, raw: figures[0].spent, words: "at 10",
        most: 1.5,
        note: "of the processor, with its prompt as a line of changes; a quantity is set, on disk"),
      Row(
        what: "its prompt", measured: "\(figures[1].bytes) bytes",
        against: "\(figures[1].whole) whole", ratio: "–", reach: "≤ 3 KB",
        isReached: figures[1].bytes <= 3_072),
    ]
  }

  /// Ten thousand answers by pipes, each prompt read before the next answer.
  private static func protocolRow(in folder: TemporaryFolder) throws -> Row {
    var till = try PipedTill(data: folder.make("jsonl"))
    let tenths = try till.add(lineCount)
    let (first, last, all) = (tenths[0], tenths[9], tenths.reduce(0, +))
    return Row(
      what: "\(lineCount) lines over jsonl", measured: "\(decimal(all, 1)) s",
      against: "\(decimal(first, 2)) s the first tenth, \(decimal(last, 2)) s the last",
      ratio: times(last / first), reach: "< 10 s", isReached: all < 10,
      note: "each answer waits for its prompt; every one is synced to the disk")
  }

  private static let lineCount = 10_000

  // MARK: Receipts set aside

  /// Nanoseconds of an added line and of a sale.
  static func parked(_ count: Int, in folder: TemporaryFolder) async throws -> [Double] {
    let cashier = try GrowingCashier(steps: [.park(count), .adds(60), .sales(60)])
    try await run(cashier, in: folder.make("parked-\(count)"))
    return await cashier.figures.dropFirst().map { median($0.spent) }
  }

  private static func parked(in folder: TemporaryFolder) async throws -> [Row] {
    let few = try await parked(1, in: folder)
    let many = try await parked(1_000, in: folder)
    return zip(["added line", "sale"], zip(many, few)).map { what, figures in
      Row(
        "\(what) with 1,000 receipts set aside", ours: figures.0, raw: figures.1, words: "with 1",
        most: 1.2)
    }
  }

  // MARK: Terminals

  /// Nanoseconds of a sale, and bytes of its entries.
  static func terminals(_ count: Int, in folder: TemporaryFolder) async throws -> (Double, Int) {
    let data = try folder.make("terminals-\(count)")
    try setUp(count, in: data)
    let cashier = try GrowingCashier(steps: [.sales(60)])
    try await run(cashier, in: data)
    return (median(await cashier.figures[0].spent), try entryBytes(data))
  }

  private static func terminals(in folder: TemporaryFolder) async throws -> [Row] {
    let (few, fewBytes) = try await terminals(1, in: folder)
    let (many, bytes) = try await terminals(100, in: folder)
    return [
      Row("sale with 100 terminals", ours: many, raw: few, words: "with 1", most: 1.3),
      Row(
        what: "its entries", measured: "\(bytes) bytes", against: "\(fewBytes) with 1",
        ratio: times(Double(bytes) / Double(fewBytes)), reach: "≤ 12 KB",
        isReached: bytes <= 12_288, note: "the median of the sales"),
    ]
  }

  private static func setUp(_ count: Int, in data: String) throws {
    let bundle = try StoreBundle(folder: Project.cafe)
    let manifest = try StoreLoading.load(bundle.bundle).manifest
    let journal = try Journal(folder: data, identity: { "benchmark" }, seam: .production)
    let changes = (1...count).map { number in
      TerminalChange.added(
        terminal: ConfiguredTerminal(
          id: "t\(number)", name: "Терминал \(number)", provider: manifest.providers[0].id))
    }
    try journal.append(
      [.terminals(visit: TerminalVisit(by: "benchmark", changes: changes + [.marked(id: "t1")]))],
      at: MemoryTill.now)
  }

  /// Of one sale's entries, the median: from a flow's start to the next.
  private static func entryBytes(_ data: String) throws -> Int {
    var sizes: [Int] = []
    try JournalReader(folder: data).forEach { entry in
      if entry.kind == "flow" { sizes.append(0) }
      if !sizes.isEmpty { sizes[sizes.count - 1] += entry.json.utf8.count }
    }
    return sizes.sorted()[sizes.count / 2]
  }

  private static func run(_ cashier: GrowingCashier, in data: String) async throws {
    let bundle = try StoreBundle(folder: Project.cafe)
    let registrar = try EmulatedRegistrar(for: bundle, data: data)
    let till = try await Till(store: bundle, data: data, registrar: registrar, cashier: cashier)
    do { try await till.run() } catch is CashierGone {}
  }
}

/// Does so many of each step, and measures each answer or sale of it, by the time of the processor: what
/// else a machine does shows less in it.
private actor GrowingCashier: Cashier {
  enum Step {
    /// Adds lines until the receipt has so many.
    case lines(Int)
    /// Sets the quantity of a line in the middle so often.
    case changes(Int)
    /// Sets so many receipts aside.
    case park(Int)
    /// Adds a line and takes it away again.
    case adds(Int)
    /// Sells by card.
    case sales(Int)
  }

  struct Figure {
    var spent: [Double] = []
    /// Of the last prompt, as a front end that asked for changes is sent it.
    var bytes = 0
    /// Of the same prompt whole.
    var whole = 0
  }

  private(set) var figures: [Figure]
  private let steps: [Step]
  private var step = 0
  private var done = 0
  private var began: UInt64?
  private var isSelling = false
  private var feed = WireFeed()
  private let two: Quantity

  init(steps: [Step]) throws {
    self.steps = steps
    two = try Quantity(millionths: 2_000_000)
    figures = steps.map { _ in Figure() }
    feed.begin(.changes)
  }

  func answer(_ prompt: Prompt) async throws(CashierGone) -> Answer {
    let line = WireJSON.line(feed.wire(of: prompt))
    switch prompt.kind {
    case .sale(let view):
      if let began, !isSelling || view.lines.isEmpty {
        figures[step].spent.append(Double(processorTime() - began))
        figures[step].bytes = line.utf8.count
        (self.began, isSelling) = (nil, false)
        done += 1
      }
      return try next(view, prompt)
    case .outcome: return .button("approved")
    case .secret: return .text("1234")
    case .choose: return .button(prompt.buttons[0].id)
    case .tell: return .button("ok")
    case .confirm: return .button("yes")
    case .amount, .text, .count: throw CashierGone()
    }
  }

  private func next(_ view: SaleView, _ prompt: Prompt) throws(CashierGone) -> Answer {
    guard step < steps.count else { throw CashierGone() }
    let add = Answer.action(.free(name: "Кофе американо", price: Money(checked: 19_950)))
    switch steps[step] {
    case .lines(let count) where view.lines.count < count:
      done = 0
      return add
    case .changes(let count) where done < count:
      began = processorTime()
      let line = view.lines[view.lines.count / 2].id
      return .action(.quantity(line: line, done.isMultiple(of: 2) ? two : .one))
    case .park(let count) where view.parked < count:
      return view.lines.isEmpty ? add : .button("park")
    case .adds(let count) where done < count:
      if let last = view.lines.last {
        return .action(.remove(line: last.id))
      }
      began = processorTime()
      return add
    case .sales(let count) where done < count:
      if isSelling { return .button("pay.card") }
      if !view.lines.isEmpty, began == nil, let last = view.lines.last {
        return .action(.remove(line: last.id))
      }
      (began, isSelling) = (processorTime(), true)
      return add
    case .lines, .changes, .park, .adds, .sales:
      if case .changes = steps[step] { figures[step].whole = WireJSON.line(prompt.wire).utf8.count }
      (step, done) = (step + 1, 0)
      return try next(view, prompt)
    }
  }

  func refuse(_ error: AnswerError, of prompt: Prompt) async {}
  func show(_ notice: Notice) async {}
}

/// `kassa-run till --io jsonl` on pipes, with a front end that asks for changes.
private struct PipedTill {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var reader = LineReader(bytesMax: 1 << 24)

  init(data: String) throws {
    process.executableURL = URL(fileURLWithPath: Project.kassaRun)
    process.arguments = ["till", "--io", "jsonl", "--store", Project.cafe, "--data", data]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  /// Adds so many lines; the seconds of each tenth.
  mutating func add(_ lines: Int) throws -> [Double] {
    defer { process.terminate() }
    var (count, tenths, began) = (0, [Double](), UInt64(0))
    while true {
      let prompt = try nextPrompt()
      switch prompt["kind"] {
      case "secret": try answer("1234", to: prompt)
      case "sale" where began == 0:
        began = raw_now_ns()
        try say(["lines": "changes"])
      case "sale":
        if count > 0, count.isMultiple(of: lines / 10) {
          tenths.append(Double(raw_now_ns() - began) / 1e9)
          began = raw_now_ns()
          if count == lines { return tenths }
        }
        count += 1
        try answer(["action": "free", "name": "Кофе американо", "price": 15_000], to: prompt)
      default: try answer(prompt["buttons"].list?.first?["id"] ?? "ok", to: prompt)
      }
    }
  }

  private func answer(_ value: Value, to prompt: Value) throws {
    try say(["n": prompt["n"], "answer": value])
  }

  private func say(_ line: Value) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((WireJSON.line(line) + "\n").utf8))
  }

  private mutating func nextPrompt() throws -> Value {
    while true {
      while case .line(let bytes)? = reader.next() {
        let prompt = try WireJSON.value(of: bytes)["prompt"]
        if prompt != .null { return prompt }
      }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw Failure("the till ended") }
      reader.append(data)
    }
  }
}

/// Nanoseconds of the processor that the process has had.
private func processorTime() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
