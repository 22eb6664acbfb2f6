/// Why an argument doesn't have its declared shape, and where in it.
struct Mismatch: Error, Hashable {
  /// From the outside in: "buttons[2].title".
  private(set) var path = ""
  let message: String
  let remedy: String?

  init(_ message: String, _ remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }

  static let notText = Mismatch("the text is not well-formed UTF-8", "pass text, not bytes")

  init(unknown key: String, among names: [String]) {
    guard Int(key) == nil else {
      self.init("unknown element [\(key)]")
      return
    }
    self.init(
      "unknown key «\(key)»",
      Spelling.nearest(to: key, among: names).map { "did you mean «\($0)»?" })
  }

  init(notOne name: String, of names: [String], _ shape: Shape) {
    self.init(
      "\(shape.words) was expected, got «\(name)»",
      Spelling.nearest(to: name, among: names).map { "did you mean «\($0)»?" })
  }

  /// The same, seen from the table that holds the value under `key`.
  func inside(_ key: String) -> Mismatch {
    var outer = self
    let joint = path.isEmpty || path.hasPrefix("[") ? "" : "."
    outer.path = key + joint + path
    return outer
  }

  /// "prompt.choose: buttons[2].title: a string was expected, got a number".
  func error(in title: String) -> ScriptError {
    let place = path.isEmpty ? "" : path + ": "
    return ScriptError("\(title): \(place)\(message)", remedy: remedy)
  }
}
