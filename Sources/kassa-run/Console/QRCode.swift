import CQREncode

/// A QR code as dark and light modules.
struct QRCode: Equatable {
  /// Light modules on each side, which a reader needs to find the code (ISO/IEC 18004).
  static let quietModules = 4

  /// Modules a side, without the quiet ones.
  let modulesASide: Int
  private let dark: [Bool]

  /// Encodes `text`; nil when it is longer than a code can hold.
  init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    modulesASide = Int(code.pointee.width)
    // The lowest bit of each byte is the module (qrencode.h).
    dark = (0..<(modulesASide * modulesASide)).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether the module is dark; the quiet ones around the code are light.
  func isDark(row: Int, column: Int) -> Bool {
    guard (0..<modulesASide).contains(row), (0..<modulesASide).contains(column) else {
      return false
    }
    return dark[row * modulesASide + column]
  }

  /// Lines of half blocks, two modules high each, for dark ink on light paper.
  var halfBlocks: [String] {
    let modules = -Self.quietModules..<(modulesASide + Self.quietModules)
    return stride(from: modules.lowerBound, to: modules.upperBound, by: 2).map { row in
      modules.map { column in
        switch (isDark(row: row, column: column), isDark(row: row + 1, column: column)) {
        case (true, true): "█"
        case (true, false): "▀"
        case (false, true): "▄"
        case (false, false): " "
        }
      }.joined()
    }
  }
}
