/// A line of a scenario's file.
struct ScenarioPlace: Hashable, Sendable {
  let file: String
  let line: Int?

  init(file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }

  /// Where "cafe/scenarios/coffee.lua:12 in function 'pay'" stands.
  init(call: String) {
    self.init(call.firstRange(of: " in ").map { String(call[..<$0.lowerBound]) } ?? call)
  }

  /// Takes "cafe/scenarios/coffee.lua:12" apart.
  init(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...])
    else {
      self.init(file: text)
      return
    }
    self.init(file: String(text[..<colon]), line: line)
  }
}
