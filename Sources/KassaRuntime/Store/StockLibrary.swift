import CLua

/// The stock library: Lua files of `Scripts/lua/kassa` that travel inside the binary.
package enum StockLibrary {
  /// By their path in a bundle: "stock/kassa/sale.lua".
  package static let files: [String: String] = {
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

  /// The modules beside `day` in a scenario's machine, as `Scripts/lua/day` has them.
  package static let day = texts { kassa_day_file($0) }

  /// What every store must pass, as `Scripts/lua/scenarios` has it: by the name of the file.
  package static let scenarios = texts { kassa_scenario_file($0) }

  private static func texts(
    _ file: (Int32) -> UnsafePointer<kassa_stock>?
  ) -> [(name: String, text: String)] {
    var texts: [(String, String)] = []
    while let next = file(Int32(texts.count)) {
      let bytes = UnsafeBufferPointer(start: next.pointee.bytes, count: next.pointee.count)
      texts.append((String(cString: next.pointee.path), String(decoding: bytes, as: UTF8.self)))
    }
    return texts
  }
}
