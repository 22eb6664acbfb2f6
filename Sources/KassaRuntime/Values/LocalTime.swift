/// What a wall clock and a calendar show at a moment, a fixed offset away from UTC.
///
/// The proleptic Gregorian calendar in integers; no time zone data, which a till may lack.
public struct LocalTime: Hashable, Sendable {
  /// Of the Gregorian calendar.
  public let year: Int
  /// From 1 to 12.
  public let month: Int
  /// From 1 to 31.
  public let day: Int
  /// From 0 to 23.
  public let hour: Int
  /// From 0 to 59.
  public let minute: Int
  /// From 0 to 59.
  public let second: Int
  /// From 1, Monday, to 7, Sunday.
  package let weekday: Int
  /// Seconds east of UTC: 10800 in Moscow.
  public let offsetSeconds: Int

  /// What clocks `offsetSeconds` east of UTC show at `moment`; parts of a second are dropped.
  public init(_ moment: Moment, offsetSeconds: Int) {
    let seconds = Self.floorDivide(moment.milliseconds, by: 1000).quotient + Int64(offsetSeconds)
    let (days, rest) = Self.floorDivide(seconds, by: 86_400)
    (year, month, day) = Self.civil(days: days)
    hour = Int(rest / 3600)
    minute = Int(rest % 3600 / 60)
    second = Int(rest % 60)
    // 1970-01-01 was a Thursday, the fourth day of its week.
    weekday = Int(Self.floorDivide(days + 3, by: 7).remainder) + 1
    self.offsetSeconds = offsetSeconds
  }

  /// The moment of a date and time on the wall; nil where the calendar has no such one.
  package static func moment(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0, offsetSeconds: Int
  ) -> Moment? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, (0..<24).contains(hour),
      (0..<60).contains(minute), (0..<60).contains(second)
    else { return nil }
    let days = days(year: year, month: month, day: day)
    guard civil(days: days) == (year, month, day) else { return nil }
    let inDay = Int64(hour * 3600 + minute * 60 + second)
    return Moment(milliseconds: (days * 86_400 + inDay - Int64(offsetSeconds)) * 1000)
  }
}

extension LocalTime {
  /// The moments whose date there has a year from 1 to 9999: all that can be written.
  static func calendar(offsetSeconds: Int) -> ClosedRange<Moment> {
    let offset = Int64(offsetSeconds) * 1000
    let (first, end) = (days(year: 1, month: 1, day: 1), days(year: 10_000, month: 1, day: 1))
    return Moment(
      milliseconds: first * 86_400_000 - offset)...Moment(
        milliseconds: end * 86_400_000 - offset - 1)
  }

  /// As a receipt prints it (tag 1012: ДД.ММ.ГГ ЧЧ:ММ): "23.11.26 23:15".
  package var text: String {
    "\(two(day)).\(two(month)).\(two(year % 100)) \(two(hour)):\(two(minute))"
  }

  /// ISO 8601 with the offset: "2026-11-23T23:15:07+03:00".
  package var iso: String {
    let date = "\(year.padded(digits: 4))-\(two(month))-\(two(day))"
    let minutes = abs(offsetSeconds) / 60
    let sign = offsetSeconds < 0 ? "-" : "+"
    let offset = "\(sign)\(two(minutes / 60)):\(two(minutes % 60))"
    return "\(date)T\(clock)\(offset)"
  }

  /// "23:15:07".
  package var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }

  private func two(_ number: Int) -> String { number.padded(digits: 2) }
}

extension LocalTime {
  /// The minute of the day that "22:00" is; nil of anything else.
  static func minuteOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.filter { $0.utf8.count == 2 && $0.allSatisfy(\.isASCIIDigit) }
      .compactMap { Int($0) }
    guard parts.count == 2, numbers.count == 2, (0..<24).contains(numbers[0]),
      (0..<60).contains(numbers[1])
    else { return nil }
    return numbers[0] * 60 + numbers[1]
  }

  /// The latest moment before `moment` at which clocks there showed that minute of a day.
  static func last(minute: Int, before moment: Moment, offsetSeconds: Int) -> Moment {
    let day: Int64 = 86_400_000
    // So much after midnight in UTC.
    let inDay = (Int64(minute) * 60 - Int64(offsetSeconds)) * 1000
    let rest = floorDivide(moment.adding(milliseconds: -inDay).milliseconds, by: day).remainder
    return moment.adding(milliseconds: -(rest == 0 ? day : rest))
  }
}

extension LocalTime {
  /// As scripts name the days of a week, Monday first.
  package static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  package var weekdayName: String { Self.weekdayNames[weekday - 1] }
  /// "2026-11-23".
  package var date: String { String(iso.prefix(10)) }
}

extension LocalTime {
  // A year is counted from 1 March, so that the leap day is its last: then the days before the
  // month m (March = 0) are (153 m + 2) / 5, and 146097 days make 400 years.

  private static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let monthFromMarch = Int64((month + 9) % 12)
    let leaps =
      floorDivide(shifted, by: 4).quotient - floorDivide(shifted, by: 100).quotient
      + floorDivide(shifted, by: 400).quotient
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    return 365 * shifted + leaps + dayOfYear - daysTo1970
  }

  private static func civil(days: Int64) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = floorDivide(days + daysTo1970, by: 146_097)
    // Whole years in the era: every leap day that has passed is taken out before dividing by 365.
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = (monthFromMarch + 2) % 12 + 1
    let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(day))
  }

  /// Days from 0000-03-01 to 1970-01-01.
  private static let daysTo1970: Int64 = 719_468

  private static func floorDivide(
    _ number: Int64, by divisor: Int64
  ) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
