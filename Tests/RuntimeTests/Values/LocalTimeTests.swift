import Foundation
import KassaRuntime
import Testing

@Suite struct LocalTimeTests {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00+00:00", 4), (-1, 0, "1969-12-31T23:59:59+00:00", 3),
    (1_795_464_907_000, 10800, "2026-11-23T23:15:07+03:00", 1),
    (951_782_400_000, 0, "2000-02-29T00:00:00+00:00", 2),
    (4_107_542_400_000, 0, "2100-03-01T00:00:00+00:00", 1),
    (1_709_164_800_000, -12600, "2024-02-28T20:30:00-03:30", 3),
    (-62_135_596_800_000, 0, "0001-01-01T00:00:00+00:00", 1),
  ])
  func `shows what the wall clock shows`(
    milliseconds: Int64, offset: Int, iso: String, weekday: Int
  ) {
    let time = LocalTime(Moment(milliseconds: milliseconds), offsetSeconds: offset)
    #expect(time.iso == iso)
    #expect(time.weekday == weekday)
  }

  @Test func `prints as a receipt does`() throws {
    let moment = try #require(
      LocalTime.moment(
        year: 2026, month: 11, day: 23, hour: 23, minute: 15, offsetSeconds: 10800))
    #expect(LocalTime(moment, offsetSeconds: 10800).text == "23.11.26 23:15")
  }

  @Test(arguments: [
    (2026, 2, 29, 0, 0), (2100, 2, 29, 0, 0), (2026, 4, 31, 0, 0), (2026, 13, 1, 0, 0),
    (2026, 1, 0, 0, 0), (2026, 1, 1, 24, 0), (2026, 1, 1, 0, 60), (0, 1, 1, 0, 0),
  ])
  func `knows no date that the calendar doesn't`(
    year: Int, month: Int, day: Int, hour: Int, minute: Int
  ) {
    let moment = LocalTime.moment(
      year: year, month: month, day: day, hour: hour, minute: minute, offsetSeconds: 0)
    #expect(moment == nil)
  }

  @Test(arguments: [3, 1_970] as [UInt64])
  func `agrees with the calendar of the platform and comes back`(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for _ in 0..<500 {
      // 1900 to 2199; the platform's calendar is Julian before 1582.
      let seconds = Int64.random(in: -2_208_988_800..<7_258_118_400, using: &numbers)
      let time = LocalTime(Moment(milliseconds: seconds * 1000), offsetSeconds: 0)
      let date = Date(timeIntervalSince1970: TimeInterval(seconds))
      let known = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
      let parts = [time.year, time.month, time.day, time.hour, time.minute, time.second]
      let expected = [
        known.year, known.month, known.day, known.hour, known.minute, known.second,
      ]
      #expect(parts == expected, "seed \(seed): \(seconds)")
      #expect(time.weekday % 7 + 1 == known.weekday, "seed \(seed): \(seconds)")
      let back = LocalTime.moment(
        year: time.year, month: time.month, day: time.day, hour: time.hour,
        minute: time.minute, second: time.second, offsetSeconds: 0)
      #expect(back?.milliseconds == seconds * 1000, "seed \(seed): \(seconds)")
    }
  }

  @Test func `a moment saturates instead of overflowing`() {
    #expect(Moment(milliseconds: .max).adding(milliseconds: 1).milliseconds == .max)
    #expect(Moment(milliseconds: .min).adding(milliseconds: -1).milliseconds == .min)
    let ends = (Moment(milliseconds: .min), Moment(milliseconds: .max))
    #expect(ends.1.milliseconds(since: ends.0) == .max)
    #expect(ends.0.milliseconds(since: ends.1) == .min)
  }

  @Test func `survives any moment a damaged file may hold`() {
    for milliseconds in [Int64.min, .max] {
      let time = LocalTime(Moment(milliseconds: milliseconds), offsetSeconds: 86_400)
      #expect((1...12).contains(time.month) && (1...31).contains(time.day))
    }
  }
}
