package import KassaRuntime
import Synchronization

/// What all requests share.
struct House: Sendable {
  let cashier: WebCashier
  let page: PageFiles
  let admissions: Admissions
  let takeOvers = TakeOvers()
  let rates = Rates()
  let till: CurrentTill
  let language: Language
  let offsetSeconds: Int
  let clock: @Sendable () -> Moment

  /// What every page is told first: another build reloads it, and times are the till's.
  var hello: [String: Value] {
    [
      "build": .string(page.build), "now": .int(clock().milliseconds),
      "offset": .int(Int64(offsetSeconds)), "language": .string(language.rawValue),
    ]
  }

  /// A page of goods; nil where no till is open, or its goods can't be read: selling tells why.
  func goods(matching text: String, department: String?, after: Int64) async -> GoodsPage? {
    try? await till.till?.goods(matching: text, department: department, after: after)
  }

  /// The store's favourites; nil as above.
  func favouriteGoods() async -> GoodsPage? { try? await till.till?.favouriteGoods() }
}

/// The till that is served, once it is open.
package final class CurrentTill: Sendable {
  private let current = Mutex<Till?>(nil)

  package init() {}

  package var till: Till? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }
}

/// How often somebody may ask: far oftener than hands and scanners do.
actor Rates {
  private struct Bucket {
    var left: Double
    var at: ContinuousClock.Instant
  }

  private static let (most, perSecond) = (200.0, 50.0)
  private var buckets: [String: Bucket] = [:]

  /// Whether `caller` may ask now, and counts it.
  func mayAsk(_ caller: String) -> Bool {
    let now = ContinuousClock.now
    var bucket = buckets[caller] ?? Bucket(left: Self.most, at: now)
    let seconds = bucket.at.duration(to: now) / .seconds(1)
    bucket.left = min(Self.most, bucket.left + seconds * Self.perSecond)
    bucket.at = now
    let may = bucket.left >= 1
    if may { bucket.left -= 1 }
    buckets[caller] = bucket
    return may
  }
}
