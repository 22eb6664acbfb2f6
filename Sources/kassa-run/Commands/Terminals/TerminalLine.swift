import KassaRuntime
import KassaWire

/// One terminal as the command line shows it.
enum TerminalLine {
  /// "t1  «ВТБ»  standalone  night  default".
  static func text(_ terminal: TillTerminal) -> String {
    var words = [terminal.id, "«\(terminal.name)»", terminal.provider]
    if let purpose = terminal.purpose { words.append(purpose) }
    for (key, value) in terminal.settings.sorted(by: { $0.key < $1.key }) {
      words.append("\(key)=\(shown(value))")
    }
    if let hour = terminal.settlesAt { words.append("settles at \(hour)") }
    if terminal.isMarked { words.append("default") }
    if !terminal.isInService { words.append("out of service") }
    if !terminal.isOffered { words.append("not in the store's script") }
    return words.joined(separator: "  ")
  }

  private static func shown(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .int(let number): (try? Money(kopecks: number)).map { "\($0)" } ?? "\(number)"
    case .bool(let flag): flag ? "yes" : "no"
    case .null, .list, .record: "…"
    }
  }

  /// One object; a terminal without a purpose or an hour has no such key.
  static func object(_ terminal: TillTerminal) -> String {
    var fields: [String: Value] = [
      "id": .string(terminal.id), "name": .string(terminal.name),
      "provider": .string(terminal.provider), "settings": .record(terminal.settings),
      "in_service": .bool(terminal.isInService), "offered": .bool(terminal.isOffered),
      "marked": .bool(terminal.isMarked),
    ]
    if let purpose = terminal.purpose { fields["purpose"] = .string(purpose) }
    if let hour = terminal.settlesAt { fields["settles_at"] = .string(hour) }
    return WireJSON.line(.record(fields))
  }
}
