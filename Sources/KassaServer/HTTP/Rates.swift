/// How often somebody may ask: far oftener than hands, scanners and pages do.
actor Rates<Asker: Hashable & Sendable> {
  private let most: Double
  private let perSecond: Double
  private let askersMax: Int
  private var buckets: [Asker?: Bucket] = [:]

  /// - Parameters:
  ///   - most: so often at once.
  ///   - askersMax: so many are told apart; further ones share what one has.
  init(most: Double, perSecond: Double, askersMax: Int = 1_024) {
    (self.most, self.perSecond, self.askersMax) = (most, perSecond, askersMax)
  }

  /// Whether `asker` may ask now, and counts it.
  func mayAsk(_ asker: Asker, at now: ContinuousClock.Instant = .now) -> Bool {
    let known = place(of: asker, at: now)
    var bucket = buckets[known] ?? Bucket(most: most, perSecond: perSecond, at: now)
    defer { buckets[known] = bucket }
    return bucket.take(at: now)
  }

  /// Under what `asker` is counted: nil for those there is no room for.
  private func place(of asker: Asker, at now: ContinuousClock.Instant) -> Asker? {
    guard buckets[asker] == nil, buckets.count >= askersMax else { return asker }
    // Who has not asked for long begins anew, as somebody new does.
    buckets = buckets.filter { $0.key == nil || !$0.value.isFull(at: now) }
    return buckets.count < askersMax ? asker : nil
  }
}

/// What may be done so often at once, and so often in the long run.
struct Bucket {
  private let most: Double
  private let perSecond: Double
  private var left: Double
  private var at: ContinuousClock.Instant

  /// - Parameter left: how many there are at first; nil for all.
  init(most: Double, perSecond: Double, left: Double? = nil, at now: ContinuousClock.Instant) {
    (self.most, self.perSecond, self.left, at) = (most, perSecond, left ?? most, now)
  }

  /// Takes one; false where there is none.
  mutating func take(at now: ContinuousClock.Instant) -> Bool {
    (left, at) = (amount(at: now), now)
    guard left >= 1 else { return false }
    left -= 1
    return true
  }

  func isFull(at now: ContinuousClock.Instant) -> Bool { amount(at: now) >= most }

  /// Seconds until there is one again; 0 where there is.
  func wait(at now: ContinuousClock.Instant) -> Double { max(0, (1 - amount(at: now)) / perSecond) }

  private func amount(at now: ContinuousClock.Instant) -> Double {
    min(most, left + at.duration(to: now) / .seconds(1) * perSecond)
  }
}
