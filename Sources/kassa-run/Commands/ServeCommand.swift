import ArgumentParser
import Foundation
import Glibc
import KassaStart

/// `kassa-run serve`: becomes `kassa-serve`, a program of its own that a till without a browser need not load.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run a till in a browser.",
    discussion: """
      Options are those of kassa-serve, which stands beside this program: kassa-serve --help.

      \(Exit.table)
      """)

  @Argument(parsing: .captureForPassthrough)
  var arguments: [String] = []

  func run() throws {
    let program = Self.program
    guard access(program, X_OK) == 0 else {
      throw Failure(
        .badInput,
        "«\(program)» is not there; build it: swift build --product kassa-serve")
    }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    execv(program, &words)
    throw Failure(.badInput, "«\(program)» can't be run: \(String(cString: strerror(errno)))")
  }

  private static var program: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("kassa-serve").path
  }
}
