import ArgumentParser
import KassaRuntime
import KassaStart

extension JournalCommand {
  /// `kassa-run journal words`: what a cashier read.
  struct Words: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "words",
      abstract: "Show what the cashier read and said in a sale, by the script that ran it.",
      discussion: """
        The flow is named by any of its entries, or by the fiscal document that it printed. Its prompts are made \
        again by its own script, as the journal keeps it, and its recorded answers.

        \(Exit.table)
        """)

    @Option(help: ArgumentHelp("An entry's number.", valueName: "NUMBER"))
    var entry: Int?

    @Option(help: ArgumentHelp("The fiscal document's number.", valueName: "NUMBER"))
    var document: Int?

    @OptionGroup var source: JournalSource

    func validate() throws {
      guard (entry == nil) != (document == nil) else {
        throw ValidationError("either --entry or --document was expected")
      }
    }

    func run() async throws {
      do {
        let reader = try source.reader()
        guard let number = try entry ?? number(reader) else {
          throw Failure(.checkFailed, "no such receipt was printed")
        }
        show(try reader.words(at: number))
      } catch { throw Failure(error) }
    }

    private func number(_ reader: JournalReader) throws -> Int? {
      try document.flatMap { try reader.printed(.document($0), max: 1).first?.entry }
    }

    private func show(_ words: PastWords) {
      let output = Output()
      let begin = LocalTime(words.at, offsetSeconds: words.offsetSeconds).text
      output.complaint(
        "\(words.name), entry \(words.entry), \(begin), script \(words.script.prefix(12))")
      for asked in words.asked {
        let prompt = asked.prompt
        output.complaint("\(prompt.id)" + (asked.place.map { "  \($0)" } ?? ""))
        if let effect = prompt.effect { output.complaint("  " + effect.text(prompt.language)) }
        output.complaint("  " + prompt.title)
        for line in prompt.body.split(separator: "\n") { output.complaint("  " + line) }
        let labels = prompt.buttons.map { "[\($0.label)]" }.joined(separator: " ")
        if !labels.isEmpty { output.complaint("  " + labels) }
        guard let answer = asked.answer else { continue }
        let time = LocalTime(answer.at, offsetSeconds: words.offsetSeconds).text
        output.complaint("  → \(answer.text)  \(time)")
      }
    }
  }
}
