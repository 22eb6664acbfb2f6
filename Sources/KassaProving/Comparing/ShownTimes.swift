import KassaRuntime

/// Days and hours in words.
extension ChargeGrid {
  /// "every day", "sat, sun", "2026-12-30 to 2027-01-08": the spans of dates, and which weekdays of them.
  func shown(days indices: [Int]) -> String {
    var place = 0
    var runs: [(which: String, from: LocalTime?, to: LocalTime?, last: Int)] = []
    for (number, span) in spans.enumerated() {
      let own = span.days.indices.filter { indices.contains(place + $0) }
      place += span.days.count
      guard !own.isEmpty else { continue }
      let names = Set(own.map { span.days[$0].weekdayName })
      let which =
        own.count == span.days.count
        ? "every day" : LocalTime.weekdayNames.filter(names.contains).joined(separator: ", ")
      if let last = runs.last, last.last == number - 1, last.which == which {
        (runs[runs.count - 1].to, runs[runs.count - 1].last) = (span.to, number)
      } else {
        runs.append((which, span.from, span.to, number))
      }
    }
    return runs.map { Self.told($0.which, $0.from, $0.to) }.joined(separator: " and ")
  }

  private static func told(_ which: String, _ from: LocalTime?, _ to: LocalTime?) -> String {
    let when: String
    switch (from, to) {
    case (nil, nil): return which
    case (let from?, nil): when = "from \(from.date) on"
    case (nil, let to?): when = "up to \(to.date)"
    case (let from?, let to?):
      when = from.date == to.date ? from.date : "\(from.date) to \(to.date)"
    }
    return which == "every day" ? when : "\(which) \(when)"
  }

  func shown(minutes indices: [Int]) -> String {
    if indices.count == minutes.count { return "at all hours," }
    var spans: [(from: Int, to: Int)] = []
    for index in indices {
      let (from, to) = (
        minutes[index], index + 1 < minutes.count ? minutes[index + 1] : 1440
      )
      if let last = spans.last, last.to == from {
        spans[spans.count - 1].to = to
      } else {
        spans.append((from, to))
      }
    }
    // A night is one span.
    if spans.count > 1, let last = spans.last, last.to == 1440, spans[0].from == 0 {
      spans[0].from = last.from
      spans.removeLast()
    }
    return spans.map { "\(Self.time($0.from))–\(Self.time($0.to % 1440))" }
      .joined(separator: " and ") + ","
  }

  private static func time(_ minute: Int) -> String {
    "\((minute / 60).padded(digits: 2)):\((minute % 60).padded(digits: 2))"
  }
}
