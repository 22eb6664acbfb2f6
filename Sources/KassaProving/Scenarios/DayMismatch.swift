/// What a step expected and what it found.
struct DayMismatch: Error, Hashable {
  let expected: String?
  let came: String

  init(expected: String?, came: String) {
    self.expected = expected
    self.came = came
  }

  /// Something that nobody would expect to hold.
  init(_ came: String) { self.init(expected: nil, came: came) }
}
