import KassaRuntime

/// What may be a browser's token among the cookies of a request.
///
/// A page at another port of this host can set some of the till's name, which come first where their path is longer.
enum CookieTokens {
  /// So many are looked up: a stranger's request is to cost no more than another one.
  static let most = 16

  /// The first values of that name that are as long as a token.
  ///
  /// - Parameter headers: the request's, each of which may have several cookies.
  static func first(in headers: [String], named name: String) -> [String] {
    let prefix = "\(name)=".utf8
    var found: [String] = []
    for pair in headers.lazy.flatMap({ $0.utf8.split(separator: UInt8(ascii: ";")) }) {
      let bare = pair.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      guard bare.count == prefix.count + BrowserDesk.tokenCharacters, bare.starts(with: prefix)
      else { continue }
      found.append(String(Substring(bare.dropFirst(prefix.count))))
      if found.count == most { break }
    }
    return found
  }
}
