import ArgumentParser
import Foundation
import KassaRuntime
import KassaStart
import KassaWire

extension TerminalsCommand {
  /// `kassa-run terminals why`: the trace of a choice that nobody has made yet.
  struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "why",
      abstract: "Say which terminal a charge would go to, and why.",
      discussion: """
        By the store's rules and the till's terminals, as a sale does. A till may run meanwhile. \
        Without a data folder it is a till nobody has set up.

        \(Exit.table)
        """)

    @Option(help: ArgumentHelp("The folder of the store's script.", valueName: "DIR"))
    var store: String

    @Option(help: ArgumentHelp("The folder of what the chain's stores share.", valueName: "DIR"))
    var chain: String?

    @OptionGroup var data: DataOption

    @Option(help: ArgumentHelp("What is charged, such as 500.00.", valueName: "ROUBLES"))
    var amount: String

    @Option(help: ArgumentHelp("The time of day; now when left out.", valueName: "HH:MM"))
    var at: String?

    @Option(help: ArgumentHelp("The day; today when left out.", valueName: "YYYY-MM-DD"))
    var date: String?

    @Option(help: ArgumentHelp("The next such day: mon … sun.", valueName: "DAY"))
    var weekday: String?

    @Option(help: "Who is signed in.")
    var cashier: String?

    @Option(
      help: ArgumentHelp("Of the goods; may be given several times.", valueName: "DEPARTMENT"))
    var department: [String] = []

    @Option(help: "The language of the words: ru or en.")
    var language: Language = .en

    @Flag(help: "A JSON object a line: each rule, then the terminal.")
    var json = false

    func validate() throws {
      if date != nil, weekday != nil {
        throw ValidationError("--weekday: only one of --date and --weekday was expected")
      }
    }

    func run() async throws {
      let question = try question()
      let why: TerminalWhy
      do {
        why = try TerminalWhy(
          question, store: try StoreBundle(folder: store, chain: chain), folder: try folder(),
          language: language)
      } catch { throw Failure(error) }
      let output = Output()
      for step in why.steps {
        if json { output.json(Self.object(step)) } else { output.line(step.text) }
      }
      if json {
        output.json(Self.choice(why))
      } else {
        let none = why.isNone ? "→ no terminal takes it" : "→ the cashier is asked"
        output.line(why.name.map { "→ «\($0)»" } ?? none)
      }
    }

    /// Nil where no till has a journal there: a till nobody has set up.
    private func folder() throws -> String? {
      let path = data.given == nil ? try data.path() : try data.existing()
      return FileManager.default.fileExists(atPath: path + "/journal.sqlite") ? path : nil
    }
  }
}

extension TerminalsCommand.Why {
  private func question() throws(Failure) -> TerminalWhy.Question {
    let amount: Money
    do { amount = try Money(parsing: self.amount) } catch {
      throw Failure(.usage, "--amount: \(error); write it as 500.00")
    }
    guard amount > .zero else {
      throw Failure(.usage, "--amount: more than nothing was expected, got \(amount)")
    }
    var question = TerminalWhy.Question(amount: amount, at: try moment())
    question.cashier = cashier
    question.departments = department
    return question
  }

  private func moment() throws(Failure) -> LocalTime {
    let now = LocalTime(Moment.now, offsetSeconds: SystemTime.offsetSeconds)
    let day = try day(now)
    let time = try at.map { text throws(Failure) in
      try Self.numbers(text, ":", [2, 2], "--at", "23:10")
    }
    let found = LocalTime.moment(
      year: day[0], month: day[1], day: day[2], hour: time?[0] ?? now.hour,
      minute: time?[1] ?? now.minute, offsetSeconds: SystemTime.offsetSeconds)
    guard let found else {
      throw Failure(.usage, "no such day or time; write --date 2026-12-31 --at 23:10")
    }
    return LocalTime(found, offsetSeconds: SystemTime.offsetSeconds)
  }

  private func day(_ now: LocalTime) throws(Failure) -> [Int] {
    if let date { return try Self.numbers(date, "-", [4, 2, 2], "--date", "2026-12-31") }
    guard let weekday else { return [now.year, now.month, now.day] }
    for ahead in 0..<7 {
      let then = Moment(milliseconds: Moment.now.milliseconds + Int64(ahead) * 86_400_000)
      let day = LocalTime(then, offsetSeconds: SystemTime.offsetSeconds)
      if day.weekdayName == weekday { return [day.year, day.month, day.day] }
    }
    throw Failure(
      .usage,
      "--weekday: no «\(weekday)»"
        + Spelling.remedy(weekday, among: LocalTime.weekdayNames))
  }

  /// "23:10" is [23, 10].
  private static func numbers(
    _ text: String, _ separator: Character, _ digits: [Int], _ option: String, _ example: String
  ) throws(Failure) -> [Int] {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int(part) : nil }
    guard parts.map(\.count) == digits, numbers.count == digits.count else {
      throw Failure(.usage, "\(option): \(example) was expected, got «\(text)»")
    }
    return numbers
  }
}

extension TerminalsCommand.Why {
  private static func object(_ step: TerminalWhy.Step) -> String {
    var fields: [String: Value] = [
      "rule": .string(step.rule), "held": .bool(step.held), "why": .string(step.why),
      "text": .string(step.text),
    ]
    if let terminal = step.terminal { fields["terminal"] = .string(terminal) }
    return WireJSON.line(.record(fields))
  }

  /// Null, and not left out, where the cashier is asked.
  private static func choice(_ why: TerminalWhy) -> String {
    WireJSON.line([
      "terminal": why.terminal.map(Value.string) ?? .null,
      "name": why.name.map(Value.string) ?? .null,
    ])
  }
}
