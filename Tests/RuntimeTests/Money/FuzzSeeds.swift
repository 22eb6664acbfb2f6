import Foundation

/// Which seeds a fuzz test runs: a few by default, others by `KASSA_SEEDS=17` or `KASSA_SEEDS=0..<500`.
///
/// A failure prints its seed, so that it can be run again alone.
enum FuzzSeeds {
  static func some(_ count: UInt64) -> Range<UInt64> {
    guard let text = ProcessInfo.processInfo.environment["KASSA_SEEDS"] else { return 0..<count }
    let ends = text.components(separatedBy: "..<").map { UInt64($0) }
    switch (ends.first ?? nil, ends.count) {
    case (let first?, 1): return first..<first + 1
    case (let first?, 2): return first..<max(first, ends[1] ?? first)
    default: preconditionFailure("KASSA_SEEDS: 17 or 0..<500 was expected")
    }
  }
}
