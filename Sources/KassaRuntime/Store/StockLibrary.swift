import CLua

/// The stock library: Lua files of `Scripts/lua/kassa` that travel inside the binary.
enum StockLibrary {
  /// By their path in a bundle: "stock/kassa/sale.lua".
  static let files: [String: String] = {
    var files: [String: String] = [:]
    var index = 0
    while let file = kassa_stock_file(Int32(index)) {
      let bytes = UnsafeBufferPointer(start: file.pointee.bytes, count: file.pointee.count)
      files["stock/kassa/" + String(cString: file.pointee.path)] = String(
        decoding: bytes, as: UTF8.self)
      index += 1
    }
    return files
  }()
}
