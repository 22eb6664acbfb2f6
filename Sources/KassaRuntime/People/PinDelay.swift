/// How long nobody's PIN is looked at after wrong ones.
///
/// A right PIN ends the count. The wait is always bounded: whoever knows their PIN gets in.
package enum PinDelay {
  /// Wrong PINs that cost nothing: fingers slip.
  static let free = 2
  /// From that many on a person is locked out for `locked` after each.
  static let lockedFrom = 10
  static let locked: Int64 = 15 * 60_000

  /// Milliseconds to wait after that many wrong PINs in a row: 5 s, then twice as long each time.
  package static func after(_ wrong: Int) -> Int64 {
    guard wrong > free else { return 0 }
    guard wrong < lockedFrom else { return locked }
    return 5_000 << Int64(wrong - free - 1)
  }
}
