import Foundation
import Glibc
import KassaRuntime
import Synchronization

/// Kills this process at a chosen point of the seam, as a power cut would.
///
/// For tests and for whoever wants to see it survive: the hidden option `--crash-at N`.
enum CrashPoint {
  /// The seam that dies at point `number`, counted from 1; a production seam without one.
  static func seam(at number: Int?) -> Seam {
    guard let number else { return .production }
    let passed = Counter()
    return Seam { _ in
      if passed.next() == number { kill(getpid(), SIGKILL) }
    }
  }

  private final class Counter: Sendable {
    private let count = Atomic(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
