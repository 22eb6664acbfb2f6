import ArgumentParser
import Foundation
import Glibc
import KassaRuntime
import KassaStart

/// `kassa-run key`: the keys that stores are signed with.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make the keys that stores are signed with.",
    discussion: Exit.table,
    subcommands: [New.self])

  /// Makes both halves: `kassa-run key new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "Make a key to sign stores with.",
      discussion: """
        FILE is the private half: keep it where stores are signed, and nowhere else. FILE.pub is what \
        tills are given with --trust.

        \(Exit.table)
        """)

    @Argument(
      help: ArgumentHelp("The private key's file; it must not be there.", valueName: "FILE"))
    var file: String

    func run() throws {
      let key = SigningKey()
      try Self.make(file, key.text, rights: 0o600)
      try Self.make(file + ".pub", key.trusted.text, rights: 0o644)
      let output = Output()
      output.line("\(file): the private key; keep it to yourself")
      output.line("\(file).pub: the public key, for kassa-run till --trust")
    }

    /// Never over a file that is there: it could be a key that tills trust.
    private static func make(_ path: String, _ text: String, rights: mode_t) throws {
      let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, rights)
      guard descriptor >= 0 else {
        let reason = String(cString: strerror(errno))
        throw Failure(.badInput, "«\(path)» can't be made: \(reason); name another file")
      }
      // Whatever the umask takes away: tills of other accounts read the public half.
      fchmod(descriptor, rights)
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      do { try handle.write(contentsOf: Data(text.utf8)) } catch {
        throw Failure(.badInput, "«\(path)» can't be written: \(error.localizedDescription)")
      }
    }
  }
}
