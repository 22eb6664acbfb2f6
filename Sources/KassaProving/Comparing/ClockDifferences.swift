import KassaRuntime

/// When two stores' functions say something else: they are asked at every hour, on every weekday and each date
/// at which something can change, and between two times that differ the border is halved out.
struct ClockDifferences {
  /// What differs then, by its place, and when that is first.
  struct Found {
    let what: Int
    /// "tue 15:00–17:00 and thu 15:00–17:00".
    let when: String
    let first: LocalTime
  }

  private static let daysMax = 42
  private static let shownMax = 2

  /// - Parameter ask: says of each time what differs then.
  static func between(
    _ stores: [ComparedStore], on date: LocalTime,
    _ ask: ([LocalTime]) throws(StoreError) -> [Set<Int>]
  ) throws(StoreError) -> [Found] {
    guard stores.contains(where: { $0.vocabulary.contains("clock") }) else { return [] }
    var grid = ChargeGrid(timesOf: stores, on: date)
    let net = grid.minutes.map(Int64.init)
    var ofDays: [[(amount: Int64, answer: Set<Int>)]] = []
    for day in grid.days.prefix(daysMax) {
      ofDays.append(
        try Borders.halved(net) { minutes throws(StoreError) in
          try ask(minutes.map { day.at(minute: Int($0)) })
        })
    }
    grid.minutes = Set(ofDays.joined().map { Int($0.amount) }).sorted()
    let whats = Set(ofDays.joined().flatMap(\.answer)).sorted()
    return whats.compactMap { what in
      let shapes = ofDays.map { known in
        grid.minutes.indices.filter { index in
          known.last { $0.amount <= grid.minutes[index] }?.answer.contains(what) == true
        }
      }
      return found(what, shapes, grid)
    }
  }

  /// - Parameter shapes: of each day the minutes at which it differs.
  private static func found(_ what: Int, _ shapes: [[Int]], _ grid: ChargeGrid) -> Found? {
    guard let day = shapes.firstIndex(where: { !$0.isEmpty }) else { return nil }
    var told: [[Int]] = []
    for shape in shapes where !shape.isEmpty && !told.contains(shape) { told.append(shape) }
    let shown = told.prefix(shownMax).map { shape in
      let days = grid.shown(days: shapes.indices.filter { shapes[$0] == shape })
      let hours = grid.shown(minutes: shape)
      return "\(days) \(hours.prefix(hours.hasSuffix(",") ? hours.count - 1 : hours.count))"
    }
    let more = told.count > shownMax ? " and at other times" : ""
    let first = grid.days[day].at(minute: grid.minutes[shapes[day][0]])
    return Found(what: what, when: shown.joined(separator: " and ") + more, first: first)
  }
}
