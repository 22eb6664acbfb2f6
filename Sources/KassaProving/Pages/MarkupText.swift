import KassaRuntime

extension String {
  /// The text as it stands between tags or in an attribute's quotes, of HTML or XML.
  ///
  /// Without what makes a text read otherwise than it is, what markup can't hold, and anything that could
  /// be a card number.
  var markup: String {
    // By scalar: "<" with an accent is one character, and opens a tag all the same.
    var escaped = String.UnicodeScalarView()
    for scalar in CardNumber.redacted(visible).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "'": escaped += "&#39;".unicodeScalars
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
