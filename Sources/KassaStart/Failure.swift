import Glibc
import KassaEmulators
package import KassaRuntime

/// Why the command ends early: one line for standard error, and the exit code.
package struct Failure: Error, Hashable {
  package let exit: Exit
  package let message: String

  package init(_ exit: Exit, _ message: String) {
    self.exit = exit
    self.message = message
  }

  /// Prints the message after the command's name, and ends the process.
  package func report(as name: String) -> Never {
    Output(descriptor: STDERR_FILENO).complaint("\(name): \(message)")
    Glibc.exit(exit.rawValue)
  }
}

extension Failure {
  /// What stops a till, with the exit code that tells a script which kind it was.
  package init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let gone as CashierGone: self.init(gone)
    case let error as PinpadServerError:
      switch error {
      case .folderInUse, .socketInUse: self.init(.inUse, "\(error)")
      case .unusable, .noSocket, .silent: self.init(.badInput, "\(error)")
      }
    case let error as JournalError:
      if case .inUse(let folder) = error {
        let address = ServedAddress.known(in: folder).map { "; it is served at \($0)" } ?? ""
        self.init(.inUse, "\(error)\(address)")
      } else {
        self.init(.badInput, "\(error)")
      }
    default: self.init(.badInput, "\(error)")
    }
  }

  /// The front end went away in the middle.
  package init(_ gone: CashierGone) {
    self.init(.inputEnded, "the input ended; everything is kept, start the till again to go on")
  }
}
