import KassaRuntime

/// Draws paper as it came out of the printer.
struct PaperView {
  let style: Style

  func lines(_ paper: Paper) -> [String] {
    var lines = paper.lines.map { Columns.padded(Columns.printable($0), paper.columns) }
    if let qr = paper.qr { lines += code(qr, columns: paper.columns) }
    return [""] + lines.map { style.paper(" \($0) ") } + [""]
  }

  /// The code in half blocks where its two colours can be fixed, for a phone to read; its text
  /// elsewhere, since a code in a theme's colours may come out inverted.
  private func code(_ text: String, columns: Int) -> [String] {
    guard style.colours, let code = QRCode(text) else {
      return Columns.wrapped("QR: " + Columns.printable(text), columns)
        .map { Columns.padded($0, columns) }
    }
    return code.halfBlocks.map { line in
      let margin = String(repeating: " ", count: max(0, columns - line.count) / 2)
      return Columns.padded(margin + line, max(columns, line.count))
    }
  }
}
