import Foundation
import Glibc
package import KassaRuntime
import Synchronization

/// Kills this process at a chosen point of the seam, as a power cut would.
///
/// For tests and for whoever wants to see it survive: the hidden options `--crash-at N`, which counts
/// commits and device calls, and `--crash-in PART`, which counts how often that is done.
package enum CrashPoint {
  /// The seam that dies at point `number`, counted from 1, or the first one in `part`; a production
  /// seam without either.
  package static func seam(at number: Int?, in part: String? = nil) -> Seam {
    guard number != nil || part != nil else { return .production }
    let passed = Counter()
    return Seam { point in
      var here: String?
      if case .within(let part) = point { here = part }
      if here == part, passed.next() == number ?? 1 { kill(getpid(), SIGKILL) }
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
