/// What comes from a front end while a prompt is open.
public enum Input: Hashable, Sendable {
  case answer(Answer)
  /// What a scanner delivered, without what it sends around each code.
  ///
  /// It names no prompt and answers none by itself: the till says what it is for.
  case scan(String)
}
