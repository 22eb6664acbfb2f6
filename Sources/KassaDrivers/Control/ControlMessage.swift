import Foundation
package import KassaRuntime

/// What a program of the till's own user asks of a till that runs: a line of JSON, then so many bytes.
package struct ControlRequest: Codable, Hashable, Sendable {
  package enum Action: String, Codable, Sendable {
    /// Take the packed script that follows.
    case swap
    /// Go back to the script before.
    case back
  }

  package let action: Action
  package var plan = false
  package var again = false
  /// The hash of the script to go back from; nil for whichever runs.
  package var script: String?
  /// How many bytes follow.
  package var bytes = 0

  package init(
    _ action: Action, plan: Bool = false, again: Bool = false, script: String? = nil
  ) {
    (self.action, self.plan, self.again, self.script) = (action, plan, again, script)
  }

  /// A request is a few words.
  static let lineBytesMax = 4_096
  /// As large as a packed script may be.
  static let bytesMax = 32 << 20
}

/// What comes back: one line of JSON.
package struct ControlReply: Codable, Hashable, Sendable {
  package var outcome: String?
  package var from: String?
  package var to: String?
  package var reasons: [String]?
  package var notes: [String]?
  /// Why there is no report; nil where there is one.
  package var error: String?

  static let bytesMax = 1 << 20

  package init(error: String) { self.error = error }

  package init(_ report: SwapReport) {
    outcome = report.outcome.rawValue
    (from, to, reasons, notes) = (report.from, report.to, report.reasons, report.notes)
  }

  /// Nil where it is none.
  package var report: SwapReport? {
    guard let outcome = outcome.flatMap(SwapReport.Outcome.init), let to else { return nil }
    return SwapReport(
      outcome, from: from, to: to, reasons: reasons ?? [], notes: notes ?? [])
  }
}

enum ControlJSON {
  static func line(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array((try? encoder.encode(value)) ?? Data("{}".utf8)) + [UInt8(ascii: "\n")]
  }

  static func decode<T: Decodable>(_ type: T.Type, _ line: [UInt8]) -> T? {
    try? JSONDecoder().decode(type, from: Data(line))
  }
}
