import Glibc
import KassaEmulators
import KassaRuntime

/// Why the command ends early: one line for standard error, and the exit code.
struct Failure: Error, Hashable {
  let exit: Exit
  let message: String

  init(_ exit: Exit, _ message: String) {
    self.exit = exit
    self.message = message
  }

  /// Prints the message and ends the process.
  func report() -> Never {
    Output(descriptor: STDERR_FILENO).complaint("kassa-run: \(message)")
    Glibc.exit(exit.rawValue)
  }
}

extension Failure {
  /// What stops a till, with the exit code that tells a script which kind it was.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let gone as CashierGone: self.init(gone)
    case let error as PinpadServerError:
      switch error {
      case .folderInUse, .socketInUse: self.init(.inUse, "\(error)")
      case .unusable, .noSocket, .silent: self.init(.badInput, "\(error)")
      }
    case let error as JournalError:
      if case .inUse = error {
        self.init(.inUse, "\(error)")
      } else {
        self.init(.badInput, "\(error)")
      }
    default: self.init(.badInput, "\(error)")
    }
  }

  /// The front end went away in the middle.
  init(_ gone: CashierGone) {
    self.init(.inputEnded, "the input ended; everything is kept, start the till again to go on")
  }
}
