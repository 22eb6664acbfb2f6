/// What happened, with its values, and what to do about it.
package struct ErrorWords: Hashable, Sendable {
  package let message: String
  /// Nil where the message says it.
  package let remedy: String?

  package init(_ message: String, _ remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }
}

extension ErrorWords: CustomStringConvertible {
  /// "the receipt is already printed; start a new one".
  package var description: String { message + (remedy.map { "; " + $0 } ?? "") }
}

/// An error that keeps its remedy apart, for whoever places the two.
package protocol WordedError: Error, CustomStringConvertible {
  var words: ErrorWords { get }
}

extension WordedError {
  package var description: String { words.description }
}
