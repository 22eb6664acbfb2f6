/// What comes from a front end while a prompt is open.
public enum Input: Hashable, Sendable {
  case answer(Answer)
  /// It names no prompt and answers none by itself: the till says what it is for.
  case scan(Scan)
  /// Somebody else stands at the front end from now on: they say who they are before anything they answer
  /// counts, as after a restart. Nothing is asked where nobody is signed in, and nobody asked again who has
  /// proved it to the till already.
  case newcomer(PersonProof?)
}

/// That somebody has proved who they are: by their PIN, to the till that made this.
public struct PersonProof: Hashable, Sendable {
  let name: String

  init(of name: String) { self.name = name }
}

/// What a scanner delivered, without what it sends around each code.
public struct Scan: Hashable, Sendable, ExpressibleByStringLiteral {
  /// As it was read.
  public let code: String
  /// Names this one scan, where a front end may send it again after a lost reply: it counts once, also
  /// over a restart.
  public let key: String?

  /// A scan of `code`; see ``key``.
  public init(_ code: String, key: String? = nil) {
    (self.code, self.key) = (code, key)
  }

  /// A scan without a key.
  public init(stringLiteral code: String) { self.init(code) }
}
