import ArgumentParser
import KassaRuntime
import KassaStart

/// Says which subcommand was probably meant; ArgumentParser calls it an unexpected argument.
enum CommandNames {
  /// Follows the leading words of `arguments` down the subcommands of `command`; the one without
  /// subcommands that they name, and the rest of the words.
  ///
  /// - Returns: nil where they name none, so that ArgumentParser has a word to say.
  /// - Throws: `Failure` at a word that names none of them.
  static func leaf(
    _ arguments: [String], of command: any ParsableCommand.Type
  ) throws(Failure) -> (command: any ParsableCommand.Type, rest: [String])? {
    var command = command
    for (index, word) in arguments.enumerated() {
      let known = command.configuration.subcommands
      guard !known.isEmpty else { return (command, Array(arguments[index...])) }
      guard !word.hasPrefix("-"), word != "help" else { return nil }
      guard let next = known.first(where: { name(of: $0) == word }) else {
        throw Failure(
          .usage, "no subcommand «\(word)»" + Spelling.remedy(word, among: known.map(name)))
      }
      command = next
    }
    return command.configuration.subcommands.isEmpty ? (command, []) : nil
  }

  /// As ArgumentParser derives it for a type of one word.
  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }
}
