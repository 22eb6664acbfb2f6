import ArgumentParser
import KassaRuntime
import KassaStart

extension JournalCommand {
  /// `kassa-run journal find`: a printed receipt among all.
  struct Find: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Find printed receipts by their document's number or amount, the newest first.",
      discussion: """
        A line says the document's number, when it was printed, its amount, the entry that says so, and the \
        receipt's id. What was committed since the last search is read first, into journal.index.sqlite beside \
        the journal.

        \(Exit.table)
        """)

    @Option(help: ArgumentHelp("The fiscal document's number.", valueName: "NUMBER"))
    var document: Int?

    @Option(help: ArgumentHelp("The receipt's total, such as 199,50.", valueName: "SUM"))
    var amount: String?

    @Flag(help: "A JSON object a line.")
    var json = false

    @OptionGroup var source: JournalSource

    /// More are no find.
    private static let findsMax = 100

    func run() async throws {
      let wanted = try wanted()
      let found: [PrintedReceipt]
      do { found = try source.reader().printed(wanted, max: Self.findsMax) } catch {
        throw Failure(error)
      }
      guard !found.isEmpty else { throw Failure(.checkFailed, "no such receipt was printed") }
      let output = Output()
      for receipt in found {
        if json { output.json(Self.json(receipt)) } else { output.line(Self.line(receipt)) }
      }
    }

    private func wanted() throws -> PrintedReceipt.Wanted {
      switch (document, amount) {
      case (let number?, nil): return .document(number)
      case (nil, let text?):
        do { return .total(try Money(parsing: text)) } catch {
          throw Failure(.usage, "--amount: \(error)")
        }
      case (nil, nil), (_?, _?):
        throw Failure(
          .usage,
          "either --document or --amount was expected; write kassa-run journal find "
            + "--amount 199,50")
      }
    }

    private static func line(_ receipt: PrintedReceipt) -> String {
      let time = LocalTime(receipt.at, offsetSeconds: SystemTime.offsetSeconds).text
      return
        "\(receipt.document)  \(time)  \(receipt.total)  entry \(receipt.entry)  \(receipt.receipt)"
    }

    private static func json(_ receipt: PrintedReceipt) -> String {
      #"{"at":\#(receipt.at.milliseconds),"document":\#(receipt.document),"#
        + #""entry":\#(receipt.entry),"receipt":"\#(receipt.receipt)","total":\#(receipt.total.kopecks)}"#
    }
  }
}
