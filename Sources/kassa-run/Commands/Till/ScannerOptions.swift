import ArgumentParser

/// How the scanner at this till's console types.
struct ScannerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What the scanner types before each code.", valueName: "TEXT"))
  var scannerPrefix = ""

  @Option(
    help: ArgumentHelp(
      "What it types after each code, beside Enter or Tab, which are known.", valueName: "TEXT"))
  var scannerSuffix = ""

  @Option(
    help: ArgumentHelp(
      "The most that it leaves between two characters, in milliseconds: "
        + "\(Scanner.gaps.lowerBound) to \(Scanner.gaps.upperBound).", valueName: "MS"))
  var scannerGap = Scanner().gapMilliseconds

  var scanner: Scanner {
    Scanner(gapMilliseconds: scannerGap, prefix: scannerPrefix, suffix: scannerSuffix)
  }

  func validate() throws {
    guard Scanner.gaps.contains(scannerGap) else {
      throw ValidationError(
        "--scanner-gap: \(Scanner.gaps.lowerBound) to \(Scanner.gaps.upperBound) was expected, "
          + "got \(scannerGap)")
    }
  }
}
