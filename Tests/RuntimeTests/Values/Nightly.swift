import Foundation

/// What parts of `Scripts/nightly` ask for by `KASSA_NIGHTLY`, a seed; a check runs a share of it, or none.
enum Nightly {
  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
  }

  /// A kassa-run built for release, which walks stores ten times as fast as a test can; nil for none.
  static let walker = ProcessInfo.processInfo.environment["KASSA_WALKER"]
  static let isOn = number("KASSA_NIGHTLY") != nil
  static let seed = number("KASSA_NIGHTLY") ?? 0
  /// Of all tills together.
  static let sales = Int(number("KASSA_SALES") ?? 10_000)
  static let realSales = Int(number("KASSA_REAL_SALES") ?? 20)
  static let tills = 20
}
