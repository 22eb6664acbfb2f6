/// How text is set off on this screen; plain text where it can't be.
struct Style: Equatable {
  /// Bold and the like, and moving the cursor: a terminal, not a pipe.
  let attributes: Bool
  /// Colours: a terminal whose user did not refuse them (NO_COLOR).
  let colours: Bool

  static let plain = Style(attributes: false, colours: false)

  func bold(_ text: String) -> String { attribute("1", text) }
  func dim(_ text: String) -> String { attribute("2", text) }
  func underline(_ text: String) -> String { attribute("4", text) }
  func warning(_ text: String) -> String { colours ? coded("1;31", text) : bold(text) }
  func accent(_ text: String) -> String { colours ? coded("1;36", text) : bold(text) }

  /// Black on white whatever the terminal's own colours are: entries 16 and 231 are fixed in the
  /// palette of 256, where 0 to 15 follow the user's theme.
  func paper(_ text: String) -> String { colours ? coded("38;5;16;48;5;231", text) : text }

  private func attribute(_ code: String, _ text: String) -> String {
    attributes ? coded(code, text) : text
  }

  private func coded(_ code: String, _ text: String) -> String { "\u{1B}[\(code)m\(text)\u{1B}[0m" }
}
