/// What a script said to the log, or that something of it failed.
package struct ScriptLine: Hashable, Sendable {
  package enum Level: Hashable, Sendable {
    case info
    /// The script called it an error, or it is one that stopped a part of the script alone.
    case error
  }

  package let level: Level
  /// The line to look at, "cafe/store.lua:12"; nil where no script stands.
  package let place: String?
  package let text: String
  /// The calls that led there, innermost first; none of an `info`.
  package let calls: [String]
  /// What of the store's that stock flows call has failed, by its name; nil for all else.
  package var listener: String?

  /// "cafe/store.lua:12: text".
  package var shown: String { place.map { "\($0): \(text)" } ?? text }
}
