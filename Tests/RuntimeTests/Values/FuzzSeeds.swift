import Foundation

/// Which seeds a fuzz test runs: a few by default, others by `KASSA_SEEDS=17` or `KASSA_SEEDS=0..<500`.
///
/// A failure prints its seed, so that it can be run again alone.
enum FuzzSeeds {
  static func some(_ count: UInt64) -> Range<UInt64> {
    guard let text = ProcessInfo.processInfo.environment["KASSA_SEEDS"] else { return 0..<count }
    let ends = text.components(separatedBy: "..<").compactMap { UInt64($0) }
    if ends.count == 1, text == "\(ends[0])" { return ends[0]..<ends[0] + 1 }
    guard ends.count == 2, ends[0] < ends[1] else {
      preconditionFailure("KASSA_SEEDS: 17 or 0..<500 was expected, got \(text)")
    }
    return ends[0]..<ends[1]
  }
}
