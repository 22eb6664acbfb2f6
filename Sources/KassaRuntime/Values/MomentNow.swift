import Foundation

extension Moment {
  /// The system's clock.
  public static var now: Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }
}
