import CRaw

/// One line of the table.
struct Row {
  let what: String
  let measured: String
  let against: String
  /// How far apart the two are: "1.32×".
  let ratio: String
  /// What the design wants, and whether this is it.
  let reach: String
  let isReached: Bool
  /// What has to be known to read the figures.
  var note = ""

  var text: String {
    "| \(what) | \(measured) | \(against) | \(ratio) | \(reach) | \(isReached ? "yes" : "no") |"
  }

  static let header = """
    | what | measured | against | ratio | reach | reached |
    |---|---|---|---|---|---|
    """
}

extension Row {
  /// Two times measured in turns in this run, ours at most `most` times the other.
  init(_ what: String, ours: Double, raw: Double, words: String, most: Double, note: String = "") {
    self.init(
      what: what, measured: time(ours), against: "\(time(raw)) \(words)",
      ratio: times(ours / raw), reach: "≤ \(decimal(most, 2))×", isReached: ours <= most * raw,
      note: note)
  }
}

/// Runs each of `bodies` once a round, one after another, and gives the median of each.
///
/// In turns, so that whatever else the machine does meets all of them.
func medians(rounds: Int, _ bodies: [() throws -> Double]) throws -> [Double] {
  var figures = bodies.map { _ in [Double]() }
  for _ in 0..<rounds {
    for (index, body) in bodies.enumerated() { figures[index].append(try body()) }
  }
  return figures.map(median)
}

func median(_ figures: [Double]) -> Double {
  let sorted = figures.sorted()
  guard let middle = sorted.dropFirst(sorted.count / 2).first else { return .nan }
  return middle
}

/// How many nanoseconds `body` takes.
func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
  let start = raw_now_ns()
  try body()
  return Double(raw_now_ns() - start)
}

func time(_ nanoseconds: Double) -> String {
  switch nanoseconds {
  case ..<1e4: "\(decimal(nanoseconds, 1)) ns"
  case ..<1e6: "\(decimal(nanoseconds / 1e3, 1)) µs"
  default: "\(decimal(nanoseconds / 1e6, 2)) ms"
  }
}

func times(_ ratio: Double) -> String { decimal(ratio, 2) + "×" }

func decimal(_ number: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let whole = (number * scale).rounded() / scale
  let text = "\(whole)"
  return digits == 0 ? String(text.prefix { $0 != "." }) : text
}

/// Something a row needs did not happen.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
