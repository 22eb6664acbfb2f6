import Glibc
import KassaEmulators
import KassaRuntime

/// What the command ends with.
///
/// Scripts rely on these, so they stay as they are.
enum Exit: Int32, CaseIterable {
  case checkFailed = 1
  case badInput = 2
  case inUse = 3
  case inputEnded = 4
  /// The code of sysexits.h (EX_USAGE), as most commands have it.
  case usage = 64

  /// For every `--help`.
  static let table = """
    EXIT CODES
      0    done
      1    a check found something wrong
      2    a store, a file or a data folder can't be used
      3    the data folder is in use by another process
      4    the input ended first; all is kept, start it again to go on
      64   the command line is wrong
      130  stopped by Ctrl-C (128 + signal); all is kept, start it again
    """
}

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
    Output(descriptor: STDERR_FILENO).line("kassa-run: \(message)")
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
