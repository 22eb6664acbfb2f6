import Foundation

/// The machine's own time zone.
package enum SystemTime {
  package static var offsetSeconds: Int { TimeZone.current.secondsFromGMT() }
}
