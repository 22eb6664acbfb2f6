import ArgumentParser
import KassaRuntime
import KassaStart
import KassaWire

extension ParametersCommand {
  /// `kassa-run parameters list`: what they are, and what scripts remember.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the parameters and what scripts remember, one a line.",
      discussion: Exit.table)

    @OptionGroup var options: DeskOptions

    func run() async throws {
      let output = Output()
      do {
        let folder = try options.knownTill()
        let all = try TillParameter.all(folder: folder, store: try options.of.bundle())
        all.forEach { output.show($0, json: options.json) }
        let kept = try folder.map { try TillKept.all(folder: $0) } ?? []
        kept.forEach { output.show($0, json: options.json) }
        if all.isEmpty, kept.isEmpty, !options.json { output.line("no parameters") }
      } catch let failure as Failure { throw failure } catch { throw Failure(error) }
    }
  }
}

extension DeskOptions {
  /// The data folder where a till has a journal; nil where only a store is looked at.
  fileprivate func knownTill() throws -> String? {
    if data.given == nil, of.store != nil, !hasJournal(try data.path()) { return nil }
    let folder = try data.existing()
    return of.store == nil || hasJournal(folder) ? folder : nil
  }
}

extension Output {
  /// "limit = 30000.00  Предел", or "address is missing  Адрес".
  fileprivate func show(_ parameter: TillParameter, json isJSON: Bool) {
    if isJSON {
      let fields: [String: Value] = [
        "id": .string(parameter.id), "title": .string(parameter.title),
        "kind": .string(parameter.kind), "value": parameter.value,
        "given": .bool(parameter.isGiven),
      ]
      return json(WireJSON.line(.record(fields)))
    }
    guard parameter.isDeclared else {
      return line(
        "\(parameter.id) = \(parameter.text ?? "")  (given; --store DIR tells what it is)"
      )
    }
    let value = parameter.text.map { " = \($0)" } ?? " is missing"
    let note = parameter.text != nil && !parameter.isGiven ? "  (as declared)" : ""
    line("\(parameter.id)\(value)  «\(parameter.title)»\(note)")
  }

  /// "remembered visits = 3 (day)".
  fileprivate func show(_ kept: TillKept, json isJSON: Bool) {
    if isJSON {
      var fields: [String: Value] = [
        "kept": .string(kept.name), "value": kept.value, "life": .string(kept.life),
      ]
      if let key = kept.key { fields["key"] = .string(key) }
      return json(WireJSON.line(.record(fields)))
    }
    let value =
      switch kept.value {
      case .string(let text): text
      case .int(let number): "\(number)"
      case .bool(let flag): flag ? "yes" : "no"
      case .null, .list, .record: "…"
      }
    line(
      "remembered \(kept.name)\(kept.key.map { " of \($0)" } ?? "") = \(value)  (\(kept.life))")
  }
}
