import Glibc

/// A terminal in raw mode.
///
/// Keys come one by one and unechoed. Ctrl-C still ends the program.
enum TerminalMode {
  /// What was there before; the signal handlers read it, so it is set before they are.
  nonisolated(unsafe) private static var saved = termios()
  nonisolated(unsafe) private static var isRaw = false

  /// Enters raw mode, and sees to it that a signal that ends the program restores the terminal.
  ///
  /// Call it once, before anything else runs.
  static func enterRaw() {
    guard !isRaw, tcgetattr(STDIN_FILENO, &saved) == 0 else { return }
    var raw = saved
    raw.c_iflag &= ~tcflag_t(ICRNL | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN)
    // ISIG stays, for Ctrl-C; Ctrl-Z and Ctrl-\ would leave the terminal raw, so they are off.
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VSUSP)] = 0
      bytes[Int(VQUIT)] = 0
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { return }
    isRaw = true
    for number in [SIGINT, SIGTERM, SIGHUP] { restoreOn(number) }
  }

  static func restore() {
    guard isRaw else { return }
    isRaw = false
    leaveScreen()
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
  }

  /// Ends bracketed paste, shows the cursor, on a new line; safe in a signal's handler.
  private static func leaveScreen() {
    let codes: StaticString = "\u{1B}[?2004l\u{1B}[?25h\n"
    _ = write(STDOUT_FILENO, codes.utf8Start, codes.utf8CodeUnitCount)
  }

  /// Lets the signal end the program, the terminal as it was.
  ///
  /// The till loses nothing by dying here: what counts is committed.
  private static func restoreOn(_ number: Int32) {
    signal(number) { number in
      // tcsetattr, write, signal and raise are safe in a handler (POSIX, async-signal-safe).
      tcsetattr(STDIN_FILENO, TCSANOW, &TerminalMode.saved)
      TerminalMode.leaveScreen()
      signal(number, SIG_DFL)
      raise(number)
    }
  }

  /// Columns and rows of the screen now; 80 by 24 where it does not say.
  static func size(of descriptor: Int32 = STDOUT_FILENO) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
