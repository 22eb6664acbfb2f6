extension Int {
  /// "1 mistake", "2 mistakes".
  func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
