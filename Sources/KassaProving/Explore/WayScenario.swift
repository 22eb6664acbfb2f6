import KassaEmulators
import KassaRuntime

extension Exploration.Way {
  /// The way as a scenario of the store, to be pasted into its scenarios folder.
  ///
  /// It plays to the prompt at the end of the way and looks at that.
  package func scenario(_ name: String) -> String {
    var lines = ["scenario(\(quoted(name)), function()"]
    if world.now != ExploredWorld().now {
      let time = LocalTime(world.now, offsetSeconds: DayClock.offsetSeconds)
      lines.append("  day.at \(quoted(String(time.iso.prefix(16).replacing("T", with: " "))))")
    }
    lines += world.setup.kept.map {
      "  -- before: kept.set(\(quoted($0.name)), \($0.value.lua)\($0.key.map { ", " + quoted($0) } ?? ""))"
    }
    if let sold = world.sold, sold.ageMilliseconds > 24 * 3_600_000 {
      lines.append(
        "  -- the sale at the beginning was \(sold.ageMilliseconds / 60_000) minutes ago")
    }
    lines += services.steps().map { "  " + $0 }
    var isSetUp = world.setup.terminals.isEmpty
    var places: [Int: Int] = [:]
    for (prompt, move, allowedBy) in steps {
      if case .sale(let sale) = prompt.kind {
        if !isSetUp {
          lines += world.setup.lines
          isSetUp = true
        }
        places = Dictionary(
          sale.lines.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
      }
      lines += (move.mishap?.before(services) ?? []).map { "  " + $0 }
      lines.append("  " + move.answer.step(at: prompt, places))
      if allowedBy != nil {
        lines.append("  day.answer(\(quoted(WalkedTill.pin)), \"rights.pin\")")
      }
      lines += (move.mishap?.after(services) ?? []).map { "  " + $0 }
    }
    if let end { lines.append("  day.expect { prompt = \(quoted(end.id)) }") }
    return (lines + ["end)"]).joined(separator: "\n")
  }
}

private func quoted(_ text: String) -> String {
  "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}

extension Answer {
  /// A step that gives it.
  fileprivate func step(at prompt: Prompt, _ places: [Int: Int]) -> String {
    let id = quoted(prompt.id)
    switch self {
    case .button(let button): return "day.answer(\(quoted(button)), \(id))"
    case .amount(let amount): return "day.answer(\(amount.kopecks), \(id))"
    case .text(let text): return "day.answer(\(quoted(text)), \(id))"
    case .count(let figures):
      let fields = figures.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      return "day.answer({ \(fields.joined(separator: ", ")) }, \(id))"
    case .cancel: return "day.cancel(\(id))"
    case .action(let action): return action.step(places)
    }
  }
}

extension SaleAction {
  fileprivate func step(_ places: [Int: Int]) -> String {
    func place(_ line: Int) -> Int { places[line] ?? line }
    switch self {
    case .add(let barcode, let quantity):
      let count = quantity.map { ", \(quoted("\($0)"))" } ?? ""
      return "day.scan(\(quoted(barcode))\(count))"
    case .search(let text, _), .typed(let text), .addRow(_, let text, _):
      return "day.search(\(quoted(text)))"
    case .free(let name, let price):
      return "day.add { name = \(quoted(name)), price = rub \(quoted("\(price)")) }"
    case .quantity(let line, let quantity):
      return "day.quantity(\(place(line)), \(quoted("\(quantity)")))"
    case .remove(let line): return "day.remove(\(place(line)))"
    case .discount(let line, let amount):
      return "day.discount(\(place(line)), rub \(quoted("\(amount)")))"
    case .discountShare(let line, let hundredths):
      return "-- \(hundredths) hundredths of a percent off line \(place(line))"
    case .contact(let contact): return "day.contact(\(contact.map(quoted) ?? "nil"))"
    }
  }
}

extension Mishap {
  /// The steps that bring it about.
  fileprivate func before(_ services: ExploredServices) -> [String] {
    switch self {
    case .registrar(let fault): ["day.registrar \(quoted(fault.rawValue))"]
    case .pinpad(.inPart): ["day.pinpad(\"in_part\", \(Pinpad.part.kopecks))"]
    case .pinpad(let plan): ["day.pinpad \(quoted(plan.rawValue))"]
    case .service(.answers(let example)): services.steps(answering: example)
    case .service(let fault): services.steps(fault: fault.fault)
    case .drawn(let borders): ["day.random \(quoted(borders.rawValue))"]
    case .aDay: ["day.pass { hours = 24 }"]
    case .power: ["-- here: \(name)"]
    }
  }

  /// The steps that end it.
  fileprivate func after(_ services: ExploredServices) -> [String] {
    switch self {
    case .registrar: ["day.mend()"]
    case .drawn: ["day.random \"any\""]
    case .pinpad, .aDay, .power: []
    case .service: services.steps()
    }
  }
}

extension WalkedSetup {
  /// The steps that set the terminals up.
  fileprivate var lines: [String] {
    terminals.enumerated().map { index, terminal in
      var fields = ["name = \(quoted(terminal.name))", "provider = \(quoted(terminal.provider))"]
      if let purpose = terminal.purpose { fields.append("purpose = \(quoted(purpose))") }
      if !terminal.settings.isEmpty {
        let values = terminal.settings.map(\.lua).joined(separator: ", ")
        fields.append("settings = { \(values) }")
      }
      if index == marked { fields.append("marked = true") }
      return "  day.terminal { \(fields.joined(separator: ", ")) }"
    }
  }
}

/// The shop's own services in a scenario, and what each is to answer.
struct ExploredServices {
  private let ids: [String]
  private let examples: [String: [String: [Value]]]

  init(_ facts: StoreFacts) { (ids, examples) = (facts.services, facts.serviceExamples) }

  /// The steps that say what calls come to from now on.
  func steps(answering example: Int = 0, fault: String? = nil) -> [String] {
    if let fault {
      return ids.map { "day.service { \(quoted($0)), fault = \(quoted(fault)) }" }
    }
    return ids.flatMap { id -> [String] in
      let known = (examples[id] ?? [:]).sorted { $0.key < $1.key }
      return ["day.service { \(quoted(id)) }"]
        + known.map { what, answers in
          let answer = answers.indices.contains(example) ? answers[example] : answers.first ?? .null
          return "day.service { \(quoted(id)), what = \(quoted(what)), answer = \(answer.lua) }"
        }
    }
  }
}

extension Value {
  /// As it stands in a scenario.
  fileprivate var lua: String {
    switch self {
    case .null: "nil"
    case .string(let text): quoted(text)
    case .int(let number): "\(number)"
    case .bool(let isTrue): "\(isTrue)"
    case .list(let items): "{ " + items.map(\.lua).joined(separator: ", ") + " }"
    case .record(let fields):
      "{ "
        + fields.sorted { $0.key < $1.key }.map { "[\(quoted($0.key))] = \($0.value.lua)" }
        .joined(separator: ", ") + " }"
    }
  }
}
