import Foundation
import KassaRuntime
import KassaStart

/// A till of a rollout: its data folder here, or a command that speaks for one elsewhere.
struct RolloutLane {
  enum Place {
    case folder(String)
    case command(String, named: String)
  }

  /// How far the script has come there, as `rollout --json` says it of a till.
  struct Row: Codable {
    /// What became of the script there, by the names of the JSON.
    enum State: String, Codable {
      case runs, refused, other, unknown
      case wentBack = "went back"
    }

    var till: String
    var state: State
    var script: String?
    var version: Int?
    var since: Int64?
    var firstReceipt: Int?
    var firstAt: Int64?
    /// Why it refused the script.
    var reasons: [String]?
    /// Why it can't be read, or what it said now.
    var said: [String]
    /// Whether it said no, or nothing.
    var failed: Bool
  }

  let place: Place
  var row: Row

  init(_ place: Place) {
    self.place = place
    row = Row(till: place.name, state: .unknown, said: [], failed: false)
  }

  /// What it is called in reports.
  var title: String {
    switch place {
    case .folder(let folder): URL(fileURLWithPath: folder).lastPathComponent
    case .command(_, let name): name
    }
  }

  /// Notes how the script stands in the journal of its folder.
  mutating func look(in folder: String, for script: String) {
    do { note(try JournalReader(folder: folder).standing(of: script)) } catch {
      row.state = .unknown
      fail("\(error)")
    }
  }

  mutating func fail(_ why: String) { (row.said, row.failed) = ([why], true) }

  private mutating func note(_ standing: ScriptStanding) {
    row.reasons = nil
    switch standing.state {
    case .runs: row.state = .runs
    case .wentBack: row.state = .wentBack
    case .refused(let reasons): (row.state, row.reasons) = (.refused, reasons)
    case .other: row.state = .other
    }
    (row.script, row.version) = (standing.running?.script, standing.running?.version)
    row.since = standing.since?.milliseconds
    (row.firstReceipt, row.firstAt) = (standing.first?.document, standing.first?.at.milliseconds)
  }
}

extension RolloutLane.Place {
  /// The folder's path, or the command's name.
  var name: String {
    switch self {
    case .folder(let folder): folder
    case .command(_, let name): name
    }
  }
}

// MARK: - In words

extension RolloutLane.Row {
  /// What it runs, and what became of the script `name` there.
  func words(of name: String) -> String {
    let runs = version.map { "v\($0)" } ?? script.map { String($0.prefix(12)) } ?? "no script"
    switch state {
    case .unknown: return "unknown"
    case .runs:
      guard let firstReceipt else { return "\(runs)\(since.map(Self.since) ?? ""), no receipt yet" }
      let at = firstAt.map { ", " + Self.time($0) } ?? ""
      return "\(runs)\(since.map(Self.since) ?? ""), first receipt \(firstReceipt)\(at)"
    case .wentBack: return "\(runs), went back from \(name)"
    case .refused: return "\(runs), refused \(name): " + (reasons ?? []).joined(separator: "; ")
    case .other: return runs
    }
  }

  private static func since(_ at: Int64) -> String { " since " + time(at) }

  private static func time(_ at: Int64) -> String {
    LocalTime(Moment(milliseconds: at), offsetSeconds: SystemTime.offsetSeconds).text
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
