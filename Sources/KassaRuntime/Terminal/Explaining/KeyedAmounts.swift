/// What a hand makes of an amount that it keys into a terminal.
enum KeyedAmounts {
  /// A nought too many or too few, kopecks for roubles or roubles for kopecks.
  static func scaled(_ kopecks: Int64) -> [(kopecks: Int64, share: Double)] {
    var others: [Int64: Double] = [:]
    for factor in [Int64(10), 100] {
      others[kopecks * factor, default: 0] += 0.25
      // Some terminals drop the digit, some round it.
      others[kopecks / factor, default: 0] += 0.125
      others[(kopecks + factor / 2) / factor, default: 0] += 0.125
    }
    return listed(others, except: kopecks)
  }

  /// Two digits swapped, or one wrong.
  static func mistyped(_ kopecks: Int64) -> [(kopecks: Int64, share: Double)] {
    var digits: [Int64] = []
    var rest = kopecks
    while rest > 0 {
      digits.append(rest % 10)
      rest /= 10
    }
    guard let top = digits.indices.last else { return [] }
    // Whole numbers, whose sums are the same in any order.
    var swapped: [Int64: Int] = [:]
    var wrong: [Int64: Int] = [:]
    var power: Int64 = 1
    for place in digits.indices {
      for digit in Int64(place == top ? 1 : 0)...9 where digit != digits[place] {
        wrong[kopecks + (digit - digits[place]) * power, default: 0] += 1
      }
      var higher = power * 10
      for other in digits.indices where other > place {
        let by = (digits[place] - digits[other]) * (higher - power)
        // A number has no nought in front.
        if by != 0, other != top || digits[place] != 0 {
          swapped[kopecks + by, default: 0] += other == place + 1 ? 10 : 1
        }
        higher *= 10
      }
      power *= 10
    }
    var others: [Int64: Double] = [:]
    for kind in [swapped, wrong] {
      let whole = kind.values.reduce(0, +)
      for (amount, weight) in kind {
        others[amount, default: 0] += Double(weight) / Double(whole) / 2
      }
    }
    return listed(others, except: kopecks)
  }

  /// To whole roubles: down, to the nearest, up.
  static let roundings: [@Sendable (Int64) -> Int64] = [
    { $0 / 100 * 100 }, { ($0 + 50) / 100 * 100 }, { ($0 + 99) / 100 * 100 },
  ]

  /// How likely `kopecks` is as a tip on a bill of `amount`: from 5 to 15 % of it, mostly a whole
  /// percentage or whole roubles.
  static func tipShare(_ kopecks: Int64, on amount: Int64) -> Double {
    guard kopecks * 100 >= amount * 5, kopecks * 100 <= amount * 15 else { return 0 }
    let width = Double(amount) / 10
    var share = 0.2 / max(width, 1)
    if kopecks % 100 == 0 { share += 0.4 / max(width / 100, 1) }
    let percent = (kopecks * 100 + amount / 2) / amount
    if abs(amount * percent - kopecks * 100) <= 50 { share += 0.4 / 11 }
    return share
  }

  private static func listed(
    _ others: [Int64: Double], except kopecks: Int64
  ) -> [(kopecks: Int64, share: Double)] {
    others.filter { $0.key > 0 && $0.key != kopecks }.sorted { $0.key < $1.key }
      .map { (kopecks: $0.key, share: $0.value) }
  }
}
