import CQREncode

/// A QR code as the data of one SVG path, a unit a module, without the quiet edge.
struct QRPicture {
  /// Modules a side.
  let modules: Int
  let path: String

  /// Encodes `text`; nil when it is longer than a code can hold.
  init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        // The lowest bit of each byte is the module (qrencode.h).
        while column < width, code.pointee.data[row * width + column] & 1 == 1 { column += 1 }
        if column > start { path += "M\(start) \(row)h\(column - start)v1H\(start)z" }
        column = max(column, start + 1)
      }
    }
    (modules, self.path) = (width, path)
  }
}
