import ArgumentParser
import KassaRuntime
import KassaStart
import KassaWire

/// `kassa-run audit`: one receipt, from the first question to the paper.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show how one receipt came about: what was read, said, charged and printed.",
    discussion: """
      The whole journal is verified first. Then each flow of the receipt runs again on the script \
      that ran it, out of the journal, and its prompts are shown as the cashier read them, with the \
      answers, the charges and the rule that chose the terminal, the slip as typed, and the fiscal \
      document. Where a flow can't be run again its entries are listed. A till may run meanwhile.

      \(Exit.table)
      """)

  @Argument(
    help: ArgumentHelp("The fiscal document's number, or the receipt's id.", valueName: "RECEIPT"))
  var receipt: String

  @Flag(help: "One JSON object.")
  var json = false

  @OptionGroup var source: JournalSource

  func run() async throws {
    let audit: ReceiptAudit
    do {
      let reader = try source.reader()
      guard let found = try reader.audit(receipt: id(reader)) else { throw unknown }
      audit = found
    } catch let error as JournalError {
      switch error {
      case .broken, .damaged: throw Failure(.checkFailed, "\(error)")
      default: throw Failure(error)
      }
    } catch { throw Failure(error) }
    let output = Output()
    let text = AuditText(offsetSeconds: SystemTime.offsetSeconds)
    if json {
      output.json(WireJSON.line(text.value(audit)))
    } else {
      for line in text.lines(audit) { output.line(line) }
    }
  }

  private var unknown: Failure {
    Failure(
      .checkFailed,
      "no receipt «\(receipt)»; kassa-run journal find --amount SUM lists the printed ones")
  }

  /// The id of the receipt that is meant.
  private func id(_ reader: JournalReader) throws -> String {
    guard let number = Int(receipt) else { return receipt }
    let found = try reader.printed(.document(number), max: 10)
    guard let newest = found.first else { throw unknown }
    guard found.count == 1 else {
      throw Failure(
        .usage,
        "\(found.count) receipts have the number \(number), of other fiscal memories; name one by "
          + "its id: " + found.map(\.receipt).joined(separator: ", "))
    }
    return newest.receipt
  }
}
