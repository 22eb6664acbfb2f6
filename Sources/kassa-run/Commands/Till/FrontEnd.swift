import ArgumentParser
import Glibc
import KassaRuntime
import KassaStart

/// Which front end a till talks through.
enum FrontEnd: String, CaseIterable, ExpressibleByArgument {
  case console
  case jsonl

  /// The front end on standard input and output; a console on a pipe is a plain one.
  ///
  /// A terminal goes into raw mode: `TerminalMode.restore` afterwards.
  /// - Throws: `Failure` where a person types and looks elsewhere: lines alone can't tell a scanner from a
  ///   hand.
  func open(environment: [String: String], scanner: Scanner) throws -> any Cashier {
    let input = InputFeed()
    let output = Output()
    switch self {
    case .jsonl: return JSONLinesCashier(input: input, output: output)
    case .console:
      guard isatty(STDIN_FILENO) == 1 else { return PlainConsole(input: input, output: output) }
      guard isatty(STDOUT_FILENO) == 1 else {
        throw Failure(
          .badInput,
          "the keyboard is a terminal and the screen is not; leave standard output the terminal, "
            + "or answer by a program through a pipe or --io jsonl")
      }
      TerminalMode.enterRaw()
      input.watchSize()
      return LiveConsole(
        input: input, output: output, style: Self.style(environment), scanner: scanner)
    }
  }

  /// NO_COLOR (any value but an empty one) and terminals that can't turn colours off.
  static func style(_ environment: [String: String]) -> Style {
    let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return Style(attributes: true, colours: !refused && environment["TERM"] != "dumb")
  }
}
