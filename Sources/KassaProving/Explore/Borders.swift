import KassaRuntime

/// Numbers from which on something comes to something else.
enum Borders {
  /// Halves each span between two numbers that come to something else, until the borders themselves are
  /// among those that are tried: 199.99 and 200.00.
  ///
  /// Of what changes everywhere, as a rounding does, so many borders are found in a round and no more.
  ///
  /// - Parameter answers: of the net, where they are known already.
  static func halved<Answer: Equatable, E: Error>(
    _ net: [Int64], known answers: [Answer]? = nil, _ ask: ([Int64]) throws(E) -> [Answer]
  ) throws(E) -> [(amount: Int64, answer: Answer)] {
    // An autoclosure would lose the type of the error.
    let first: [Answer]
    if let answers { first = answers } else { first = try ask(net) }
    var known = Array(zip(net, first))
    for _ in 0..<roundsMax {
      let gaps = zip(known, known.dropFirst()).filter { $0.1 != $1.1 && $1.0 - $0.0 > 1 }
      let between = gaps.prefix(bordersMax).map { $0.0 + ($1.0 - $0.0) / 2 }
      if between.isEmpty { break }
      known += zip(between, try ask(Array(between)))
      known.sort { $0.0 < $1.0 }
    }
    return known.map { (amount: $0.0, answer: $0.1) }
  }

  /// The same, asked of what has to be waited for.
  static func halved<Answer: Equatable>(
    _ net: [Int64], _ ask: (Int64) async throws -> Answer
  ) async throws -> [(amount: Int64, answer: Answer)] {
    var known: [(amount: Int64, answer: Answer)] = []
    for amount in net { known.append((amount, try await ask(amount))) }
    for _ in 0..<roundsMax {
      let gaps = zip(known, known.dropFirst()).filter {
        $0.answer != $1.answer && $1.amount - $0.amount > 1
      }
      if gaps.isEmpty { break }
      for (one, other) in gaps.prefix(bordersMax) {
        let middle = one.amount + (other.amount - one.amount) / 2
        known.append((middle, try await ask(middle)))
      }
      known.sort { $0.amount < $1.amount }
    }
    return known
  }

  /// The first amount of each span of like answers, but for the first.
  static func starts<Answer: Equatable>(_ known: [(amount: Int64, answer: Answer)]) -> [Int64] {
    zip(known, known.dropFirst()).filter { $0.answer != $1.answer }.map { $1.amount }
  }

  /// Amounts next to each other that come to the same: "below 15000.00", "all amounts".
  static func spans<Answer: Equatable>(
    _ known: [(amount: Int64, answer: Answer)]
  ) -> [(String, Answer)] {
    var spans: [(from: Int64?, answer: Answer)] = []
    for (index, each) in known.enumerated()
    where index == 0 || each.answer != known[index - 1].answer {
      spans.append((index == 0 ? nil : each.amount, each.answer))
    }
    return spans.indices.map { index in
      let from = spans[index].from.map { "from \(Money(checked: $0))" }
      let below = index + 1 < spans.count ? spans[index + 1].from : nil
      let parts = [from, below.map { "below \(Money(checked: $0))" }].compactMap(\.self)
      return (parts.isEmpty ? "all amounts" : parts.joined(separator: " "), spans[index].answer)
    }
  }

  /// From the most that a line may cost down to a kopeck.
  private static let roundsMax = 31
  private static let bordersMax = 8
}
