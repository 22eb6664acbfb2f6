import Foundation

/// The machine's own time zone.
enum SystemTime {
  static var offsetSeconds: Int { TimeZone.current.secondsFromGMT() }
}
