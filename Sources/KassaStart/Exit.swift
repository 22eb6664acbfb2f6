/// What the command ends with.
///
/// Scripts rely on these, so they stay as they are.
package enum Exit: Int32, CaseIterable {
  case checkFailed = 1
  case badInput = 2
  case inUse = 3
  case inputEnded = 4
  /// What walks a store came to the bound of its branches first.
  case bounded = 5
  case timeOver = 6
  /// The code of sysexits.h (EX_USAGE), as most commands have it.
  case usage = 64

  /// For every `--help`.
  package static let table = """
    EXIT CODES
      0    done
      1    a check found something wrong
      2    a store, a file or a data folder can't be used
      3    the data folder is in use by another process
      4    the input ended first; all is kept, start it again to go on
      5    nothing was found as far as the bounds let it look
      6    the time was over first; what was found until then was said
      64   the command line is wrong
      130  stopped by Ctrl-C (128 + signal); all is kept, start it again
    """
}
