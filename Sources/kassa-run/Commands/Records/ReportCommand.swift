import ArgumentParser
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run report`: what a till's journal comes to, for whoever keeps the books.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Add up a till's receipts by shift, day, terminal, cashier or good, or list matters.",
    discussion: """
      Sales and returns stand apart; every other sum has the returns taken off. Sums of money are \
      those of the fiscal documents. «terminal» tells what the till holds for charged, refunded and \
      voided, and what of it has no receipt; «cashier» also lines taken off, receipts left before \
      they were printed, and charges that nobody ran; «matters» is what is open now, whatever the \
      dates. A till may run meanwhile.

      \(Exit.table)
      """)

  @Argument(help: "What about: shift, day, terminal, cashier, goods or matters.")
  var about: PeriodReport

  @Option(help: ArgumentHelp("The first day, such as 2026-11-01.", valueName: "DAY"))
  var from: String?

  @Option(help: ArgumentHelp("The last day, itself included.", valueName: "DAY"))
  var to: String?

  @Flag(help: "Semicolons between the columns, their names first, sums as 199.50.")
  var csv = false

  @Flag(help: "One JSON object: sums in kopecks, quantities in millionths, times in milliseconds.")
  var json = false

  @OptionGroup var source: JournalSource

  func run() async throws {
    guard !csv || !json else { throw Failure(.usage, "--csv or --json, not both") }
    let first = try Self.moment(from, "--from")
    let last = try Self.moment(to, "--to")
    if let first, let last, last < first {
      throw Failure(.usage, "--from: a day up to that of --to was expected")
    }
    let books: PeriodBooks
    do {
      let end = last.map { $0.adding(milliseconds: 86_400_000) }
      books = try source.reader().books(from: first, until: end)
    } catch { throw Failure(error) }
    let text = ReportText(offsetSeconds: SystemTime.offsetSeconds)
    let table = books.table(about, now: .now, offsetSeconds: text.offsetSeconds)
    let output = Output()
    if json {
      output.json(WireJSON.line(text.value(table, about)))
    } else {
      for line in csv ? text.csv(table) : text.lines(table) { output.line(line) }
    }
  }

  /// The first moment of a day here.
  private static func moment(_ text: String?, _ option: String) throws(Failure) -> Moment? {
    guard let text else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard text.count == 10, parts.count == 3, let year = parts[0], let month = parts[1],
      let day = parts[2],
      let moment = LocalTime.moment(
        year: year, month: month, day: day, hour: 0, minute: 0,
        offsetSeconds: SystemTime.offsetSeconds)
    else {
      throw Failure(.usage, "\(option): a day such as 2026-11-30 was expected, got «\(text)»")
    }
    return moment
  }
}

extension PeriodReport: ExpressibleByArgument {}
