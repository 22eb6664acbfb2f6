/// Where an answer came from: what it may be believed to mean.
public enum AnswerSource: String, Codable, JSONCoded, Hashable, Sendable {
  /// A person's keys or taps.
  case hand
  /// A scanner.
  case scan
  /// A program, such as a test or another system.
  case program
}
