import CRaw
import Foundation

@testable import KassaRuntime

/// Row 7: memory of one more loaded store, with its flow at the first prompt.
enum StoreMemory {
  private static let stores = 16

  static func rows(in folder: TemporaryFolder) async throws -> [Row] {
    var loaded: [(MemoryTill, FlowRun)] = []
    var held: [Int] = []
    for number in 0...stores {
      let path = try folder.make("store-\(number)")
      let script = try String(contentsOfFile: Project.cafe + "/store.lua", encoding: .utf8)
      try script.replacingOccurrences(of: "«Лето»", with: "«Лето \(number)»")
        .write(toFile: path + "/store.lua", atomically: true, encoding: .utf8)
      let till = try MemoryTill(StoreBundle(folder: path), images: .none)
      let run = till.makeRun(number)
      try till.begin(run)
      loaded.append((till, run))
      held.append(Int(raw_bytes_in_use()))
    }
    // The first one pays for what all share.
    let each = Double(held[stores] - held[0]) / Double(stores)
    return [
      Row(
        what: "memory of one more store", measured: "\(decimal(each / 1024, 0)) KiB", against: "–",
        ratio: "–", reach: "≤ 250 KiB", isReached: each <= 250 * 1024,
        note: "mean of \(loaded.count - 1) stores of different text: bundle, words, manifest, and "
          + "a flow that stands at its first prompt; bytes in use by mallinfo2, without SQLite; its "
          + "image beside that \(decimal(Double(try image()) / 1024, 0)) KiB")
    ]
  }

  /// What a copy of what the café's flows load takes.
  private static func image() throws -> Int {
    let images = FlowImages(most: 1)
    let till = try MemoryTill(StoreBundle(folder: Project.cafe), images: images)
    try till.begin(till.makeRun())
    return images.bytes
  }
}
