import Foundation
import KassaProving
import KassaRuntime
import KassaStart
import KassaWire

/// Says what scenarios came to, as it comes and at the end.
struct TestReport {
  private let format: TestFormat
  private let isFleet: Bool
  private let saysUnreached: Bool
  private let traces: String?
  private let output = Output()
  private(set) var count = FleetCount()
  private var junit = JUnitReport()
  private var unreached: [(store: String, parts: StoreParts)] = []
  /// The stores that a scenario which every store must pass has failed of.
  private var strangers: [String] = []
  /// Why the one store that there is can't be used.
  private(set) var unusable: String?

  init(format: TestFormat, isFleet: Bool, saysUnreached: Bool, traces: String?) {
    self.format = format
    self.isFleet = isFleet
    self.saysUnreached = saysUnreached
    self.traces = traces
  }

  mutating func add(_ store: FleetStore) {
    if !isFleet, let why = store.unusable {
      unusable = why
      return
    }
    count.note(store)
    if let parts = store.unreached, !parts.kinds.isEmpty {
      unreached.append((store.member.name, parts))
    }
    let isShared = { (file: String) in file.hasPrefix("scenarios/") }
    if store.results.contains(where: { $0.failure.map { isShared($0.file) } == true }) {
      strangers.append(store.member.name)
    }
    switch format {
    case .json: for result in store.results { output.json(Self.object(result)) }
    case .junit: junit.add(store)
    case .text:
      if !isFleet { for result in store.results { output.complaint(Self.text(result)) } }
    }
  }

  mutating func end(after seconds: Double) throws {
    try writePages()
    switch format {
    case .junit: output.write(junit.xml)
    case .json:
      for (letter, cause) in count.causes where isFleet { output.json(object(letter, cause)) }
      if saysUnreached { for each in unreached { output.json(Self.object(each)) } }
      output.json(WireJSON.line(count.value))
    case .text:
      if isFleet { output.line(count.text(after: seconds)) }
      if isFleet || traces != nil {
        for (letter, cause) in count.causes { output.complaint(text(letter, cause)) }
      }
      remedies.forEach(output.complaint)
      if saysUnreached { for each in unreached { output.complaint(Self.text(each)) } }
      if !isFleet { output.line(count.text) }
    }
  }

  /// How a store tells the shared scenarios what it asks and what it does without.
  private var remedies: [String] {
    strangers.prefix(Self.remediesMax).map { store in
      """
      \(store): a scenario that every store must pass has failed. If the store asks, costs or sells \
      otherwise than it knows, say so in \(store)/scenarios/house.lua: day.house { answers = \
      { ["its.prompt"] = false } }; if it has a sale of its own, let that begin with \
      require("kassa.payment").resume(); if it has no use for the scenario, play another of that name \
      with a reason (docs/scenarios.md)
      """
    }
  }

  /// What a hundred stores do is told once.
  private static let remediesMax = 1

  private func writePages() throws {
    guard let traces else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: traces, withIntermediateDirectories: true)
      for (letter, cause) in count.causes {
        try write(cause.page(letter), to: letter)
      }
      try write(count.page("kassa-run test", unreached: unreached), to: "index")
    } catch {
      throw Failure(.badInput, "«\(traces)» can't be written: \(error.localizedDescription)")
    }
  }

  private func write(_ page: Page, to name: String) throws {
    try page.html.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  private func path(_ name: String) -> String { "\(traces ?? "")/\(name).html" }
}

// MARK: - Words

extension TestReport {
  /// One line of a scenario that passed; of one that failed, what was expected and what came below
  /// each other.
  static func text(_ result: ScenarioResult) -> String {
    let name = "\(result.store): \(result.scenario)"
    if let reason = result.replaced { return "replaced  \(name): \(reason)" }
    guard let failure = result.failure else {
      return (["passed  \(name)"] + result.log.map { "log  " + $0 })
        .joined(separator: "\n        ")
    }
    var lines = ["failed  \(name)", failure.place]
    if let expected = failure.expected { lines.append("expected  \(expected)") }
    lines.append(failure.expected == nil ? failure.came : "came      \(failure.came)")
    if !failure.way.isEmpty { lines.append("the way there") }
    return (lines + failure.way.map { "  " + $0 }).joined(separator: "\n        ")
  }

  /// A cause: how often, of which stores, what, where; the way and the page below.
  private func text(_ letter: String, _ cause: FleetCause) -> String {
    let shown = cause.stores.prefix(Self.storesMax).joined(separator: " ")
    let names = cause.stores.count > Self.storesMax ? shown + " …" : shown
    var line = " \(letter) \(cause.count)× \(cause.stores.count.of("store")) (\(names)): "
    line += cause.title + (cause.place.isEmpty ? "" : "    \(cause.place)")
    var below: [String] = []
    if !cause.way.isEmpty { below.append("way: \(cause.way)") }
    if traces != nil { below.append("trace: \(path(letter))") }
    return below.isEmpty ? line : line + "\n   " + below.joined(separator: "    ")
  }

  private static let storesMax = 3

  private static func text(_ unreached: (store: String, parts: StoreParts)) -> String {
    let kinds = unreached.parts.kinds.map { kind, names in
      "\(kind) " + names.map { kind == "rules" ? "«\($0)»" : $0 }.joined(separator: " ")
    }
    return "never met  \(unreached.store): \(kinds.joined(separator: "; "))"
  }

  /// One object: what a key says is as in ``ScenarioResult``.
  static func object(_ result: ScenarioResult) -> String {
    let failure = result.failure
    let fields: [String: Value?] = [
      "store": .string(result.store), "scenario": .string(result.scenario),
      "passed": result.replaced == nil ? .bool(failure == nil) : nil,
      "milliseconds": result.replaced == nil ? .int(Int64(result.seconds * 1_000)) : nil,
      "replaced": result.replaced.map(Value.string), "file": failure.map { .string($0.file) },
      "line": failure?.line.map { .int(Int64($0)) }, "step": failure?.step.map(Value.string),
      "expected": failure?.expected.map(Value.string), "came": failure.map { .string($0.came) },
      "log": result.log.isEmpty ? nil : .list(result.log.map(Value.string)),
      "way": failure.map { .list($0.way.map(Value.string)) },
    ]
    return WireJSON.line(.record(fields.compactMapValues(\.self)))
  }

  private func object(_ letter: String, _ cause: FleetCause) -> String {
    var fields: [String: Value] = [
      "cause": .string(letter), "count": .int(Int64(cause.count)),
      "stores": .list(cause.stores.map(Value.string)), "text": .string(cause.title),
      "place": .string(cause.place), "way": .string(cause.way),
    ]
    if traces != nil { fields["trace"] = .string(path(letter)) }
    return WireJSON.line(.record(fields))
  }

  private static func object(_ unreached: (store: String, parts: StoreParts)) -> String {
    var fields: [String: Value] = [:]
    for (kind, names) in unreached.parts.kinds { fields[kind] = .list(names.map(Value.string)) }
    return WireJSON.line(["store": .string(unreached.store), "unreached": .record(fields)])
  }
}

extension FleetCount {
  /// "12 passed, 0 failed", and how many shared ones the stores have replaced.
  var text: String {
    ScenarioCount(passed: passed, failed: failed, replaced: replaced).text
  }

  /// "test: 1300 scenarios, 100 stores, 1.3 s: 1140 passed, 160 failed, 2 causes".
  func text(after seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    let time = "\(tenths / 10).\(tenths % 10) s"
    return "test: \(total.of("scenario")), \(stores.of("store")), \(time): \(text)"
      + (causes.isEmpty ? "" : ", \(causes.count.of("cause"))")
  }

  var value: Value {
    var fields: [String: Value] = ["failed": .int(Int64(failed)), "passed": .int(Int64(passed))]
    if replaced > 0 { fields["replaced"] = .int(Int64(replaced)) }
    return .record(fields)
  }
}
