import KassaRuntime
import Synchronization

/// A clock that moves only when a scenario says so.
final class DayClock: Sendable {
  static let offsetSeconds = 10_800
  private let moment: Mutex<Moment>

  /// Monday, 2026-01-12 10:00 in Moscow.
  init() { moment = Mutex(Moment(milliseconds: 1_768_201_200_000)) }

  var now: Moment {
    get { moment.withLock { $0 } }
    set { moment.withLock { $0 = newValue } }
  }

  /// The moment of "2026-11-24 08:30", or of "08:30" on the day it is.
  func moment(of text: String) -> Moment? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let today = LocalTime(now, offsetSeconds: Self.offsetSeconds).iso.prefix(10)
    let date = Self.numbers(parts.count == 2 ? parts[0] : today, "-", [4, 2, 2])
    guard (1...2).contains(parts.count), let date,
      let time = parts.last.flatMap({ Self.numbers($0, ":", [2, 2]) })
    else { return nil }
    return LocalTime.moment(
      year: date[0], month: date[1], day: date[2], hour: time[0], minute: time[1],
      offsetSeconds: Self.offsetSeconds)
  }

  private static func numbers(
    _ text: Substring, _ separator: Character, _ digits: [Int]
  ) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.count) == digits else { return nil }
    let numbers = parts.compactMap { $0.allSatisfy(\.isASCIIDigit) ? Int($0) : nil }
    return numbers.count == digits.count ? numbers : nil
  }
}
