import ArgumentParser
import KassaRuntime

/// Says which subcommand was probably meant; ArgumentParser calls it an unexpected argument.
enum CommandNames {
  /// Follows the leading words of `arguments` down the subcommands of `command`.
  ///
  /// - Throws: `Failure` at a word that names none of them.
  static func check(
    _ arguments: some Sequence<String>, of command: any ParsableCommand.Type
  ) throws(Failure) {
    var command = command
    for word in arguments {
      let known = command.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-"), word != "help" else { return }
      guard let next = known.first(where: { name(of: $0) == word }) else {
        throw Failure(
          .usage, "no subcommand «\(word)»" + Spelling.remedy(word, among: known.map(name)))
      }
      command = next
    }
  }

  /// As ArgumentParser derives it for a type of one word.
  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }
}
