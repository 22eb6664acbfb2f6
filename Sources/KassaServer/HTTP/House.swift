package import KassaRuntime
import Synchronization

/// What all requests share.
struct House: Sendable {
  let cashier: WebCashier
  let page: PageFiles
  let admissions: Admissions
  let takeOvers: TakeOvers
  let rates = Rates<String>(most: 200, perSecond: 50)
  /// A page is some seventy requests; several devices may stand behind one address.
  let strangers = Rates<Crowd.Machine>(most: 600, perSecond: 100)
  /// What pages at other ports ask for in the name of a browser that was let in: about as fast as a browser asks.
  ///
  /// What the till's page asks stands behind all that in the browser, so it is to be through soon.
  let otherPages = Rates<Crowd.Machine>(most: 1_000, perSecond: 1_000)
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
