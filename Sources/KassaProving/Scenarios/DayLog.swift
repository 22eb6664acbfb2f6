import Logging

/// The log of a scenario's till, which nobody reads: what its script says is in the ``DayTrace``.
enum DayLog {
  static let silent = Logger(label: "kassa.scenario") { _ in SwiftLogNoOpLogHandler() }
}
