import Foundation
import KassaRuntime

/// One terminal as the command line shows it.
enum TerminalLine {
  /// "t1  «ВТБ»  standalone  night  default".
  static func text(_ terminal: TillTerminal) -> String {
    var words = [terminal.id, "«\(terminal.name)»", terminal.provider]
    if let purpose = terminal.purpose { words.append(purpose) }
    for (key, value) in terminal.settings.sorted(by: { $0.key < $1.key }) {
      words.append("\(key)=\(shown(value))")
    }
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

  static func object(_ terminal: TillTerminal) -> String {
    json(
      Fields(
        id: terminal.id, name: terminal.name, provider: terminal.provider,
        purpose: terminal.purpose, settings: terminal.settings, inService: terminal.isInService,
        offered: terminal.isOffered, marked: terminal.isMarked))
  }

  private struct Fields: Encodable {
    let id: String
    let name: String
    let provider: String
    let purpose: String?
    let settings: [String: Value]
    let inService: Bool
    let offered: Bool
    let marked: Bool

    enum CodingKeys: String, CodingKey {
      case id, name, provider, purpose, settings, offered, marked
      case inService = "in_service"
    }
  }

  /// One object with its keys in order.
  static func json(_ fields: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts, flags and whole numbers always encode.
    return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
