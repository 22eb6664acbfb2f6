package import ArgumentParser
import KassaRuntime

/// How a command ends with an error: one line on standard error, and an exit code that scripts rely on.
package struct MainErrors {
  private let root: any ParsableCommand.Type

  /// - Parameter root: the command, with all its subcommands.
  package init(of root: any ParsableCommand.Type) { self.root = root }

  /// Ends the process as `error` says: help goes to standard output.
  package func report(_ error: any Error) -> Never {
    let name = root.configuration.commandName ?? ""
    if let failure = error as? Failure { failure.report(as: name) }
    if let gone = error as? CashierGone { Failure(gone).report(as: name) }
    let code = root.exitCode(for: error)
    if code == .success || error is ExitCode { root.exit(withError: error) }
    let message = Self.oneLine(root.message(for: error))
    guard code == .validationFailure else { Failure(.badInput, message).report(as: name) }
    let remedy = message.hasSuffix("?") ? " See \(name) --help" : "; see \(name) --help"
    Failure(.usage, message + remedy).report(as: name)
  }

  /// A message of several lines in one, its list of values with commas between them.
  private static func oneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    let words = lines.filter { !$0.hasPrefix("- ") }.joined(separator: " ")
    let values = lines.filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }.joined(separator: ", ")
    let text = values.isEmpty ? words : "\(words) \(values)"
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}
